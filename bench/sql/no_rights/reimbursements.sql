SELECT json_build_object('me', json_build_object('reimbursements', (
  SELECT json_build_object(
    'edges', coalesce(json_agg(json_build_object('node', line)) FILTER (WHERE place <= 50), '[]'::json),
    'pageInfo', json_build_object(
      'hasNextPage', count(*) > 50,
      'endCursor', max(
        translate(encode(convert_to(
          format('["reimbursements","%s",%s]', "end", reimbursement_id), 'UTF8'), 'base64'),
          E'+/=\n', '-_')
      ) FILTER (WHERE place = least(places, 50))
    )
  )
  FROM (
    SELECT r.*, row_number() OVER () AS place, count(*) OVER () AS places
    FROM (
      SELECT l.*, coalesce(l.paid_on, '9999-01-01') AS "end", lp.first_name, lp.last_name
      FROM reimbursements l
      JOIN people lp ON lp.member_id = l.member_id AND lp.person_id = l.person_id
      WHERE l.member_id = $1::bigint
      ORDER BY coalesce(l.paid_on, '9999-01-01') DESC, l.reimbursement_id DESC
      LIMIT 51
    ) r
  ) page
  CROSS JOIN LATERAL (
    SELECT
      'rmb_' || encode(int8send(page.member_id) || int8send(page.reimbursement_id), 'hex') AS id,
      page.care_date AS "careDate",
      page.paid_on AS "paidOn",
      page.label AS label,
      page.spent::text AS spent,
      page.social_security_paid::text AS "socialSecurityPaid",
      page.complementary_paid::text AS "complementaryPaid",
      page.remaining::text AS remaining,
      page.status,
      json_build_object('firstName', page.first_name, 'lastName', page.last_name) AS beneficiary,
      (
        SELECT json_build_object('number', c.number, 'lineOfBusiness', c.line_of_business)
        FROM contracts c
        WHERE c.member_id = page.member_id AND c.contract_id = page.contract_id
      ) AS contract
  ) line
)))
