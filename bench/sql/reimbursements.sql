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
      SELECT l.*, coalesce(l.paid_on, '9999-01-01') AS "end", lp.first_name, lp.last_name,
        l.person_id = $2::bigint OR lp.is_holder
          OR lp.birth_date + interval '18 years' > $3::date
          OR EXISTS (
            SELECT FROM sharings s
            WHERE s.member_id = l.member_id AND s.person_id = l.person_id AND s.withdrawn_at IS NULL
          ) AS shown
      FROM reimbursements l
      JOIN people lp ON lp.member_id = l.member_id AND lp.person_id = l.person_id
      WHERE l.member_id = $1::bigint AND stated.actor IS NOT NULL
      ORDER BY coalesce(l.paid_on, '9999-01-01') DESC, l.reimbursement_id DESC
      LIMIT 51
    ) r
  ) page
  CROSS JOIN LATERAL (
    SELECT
      'rmb_' || encode(int8send(page.member_id) || int8send(page.reimbursement_id), 'hex') AS id,
      CASE WHEN page.shown THEN page.care_date END AS "careDate",
      page.paid_on AS "paidOn",
      CASE WHEN page.shown THEN page.label END AS label,
      CASE WHEN page.shown THEN page.spent::text END AS spent,
      CASE WHEN page.shown THEN page.social_security_paid::text END AS "socialSecurityPaid",
      page.complementary_paid::text AS "complementaryPaid",
      CASE WHEN page.shown THEN page.remaining::text END AS remaining,
      page.status,
      json_build_object('firstName', page.first_name, 'lastName', page.last_name) AS beneficiary,
      (
        SELECT json_build_object('number', c.number, 'lineOfBusiness', c.line_of_business)
        FROM contracts c
        WHERE c.member_id = page.member_id AND c.contract_id = page.contract_id
      ) AS contract
  ) line
)))
FROM (SELECT set_config('hub.member_id', $4::text, true) AS actor OFFSET 0) stated
