SELECT json_build_object('members', json_build_object('edges', (
  SELECT coalesce(json_agg(json_build_object('node', household)), '[]'::json)
  FROM (
    SELECT page.number, page.first_name AS "firstName", page.last_name AS "lastName",
      (
        SELECT coalesce(json_agg(contract), '[]'::json)
        FROM (
          SELECT c.number, c.line_of_business AS "lineOfBusiness", c.status
          FROM contracts c
          WHERE c.member_id = page.member_id AND c.broker_id = $1::bigint
          ORDER BY c.start_date, c.contract_id
        ) contract
      ) AS contracts,
      (
        SELECT coalesce(json_agg(beneficiary), '[]'::json)
        FROM (
          SELECT bp.first_name AS "firstName", bp.last_name AS "lastName", b.relation
          FROM coverages b
          JOIN people bp ON bp.member_id = b.member_id AND bp.person_id = b.person_id
          WHERE b.member_id = page.member_id AND b.broker_id = $1::bigint
          ORDER BY b.contract_id,
            CASE b.relation WHEN 'HOLDER' THEN 0 WHEN 'SPOUSE' THEN 1 ELSE 2 END,
            bp.birth_date, b.coverage_id
        ) beneficiary
      ) AS beneficiaries
    FROM (
      SELECT m.member_id, m.number, m.sort_name, p.first_name, p.last_name
      FROM members m
      JOIN people p ON p.member_id = m.member_id AND p.is_holder
      WHERE m.member_id = ANY (ARRAY(
          SELECT b.member_id FROM member_brokers b
          WHERE b.broker_id = $1::bigint AND b.valid_from <= $2::date
            AND (b.valid_to IS NULL OR b.valid_to > $2::date)
        ))
        AND stated.actor IS NOT NULL
      ORDER BY m.sort_name, m.member_id
      LIMIT 100
    ) page
  ) household
)))
FROM (SELECT set_config('hub.broker_id', $3::text, true) AS actor OFFSET 0) stated
