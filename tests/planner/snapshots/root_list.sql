-- as BENEFICIARY
-- { services { title } }
-- $1 actor_member_id, $2 actor_person_id, $3 today, $4 setting, $5 value
SELECT row_to_json(o$) AS row_to_json_1
FROM (
  SELECT (
    SELECT coalesce(json_agg(o$0), '[]'::json) AS coalesce_1
    FROM (
      SELECT t0.c0 AS "title"
      FROM (
        SELECT services.title AS c0,
          services.position AS c1,
          services.service_id AS c2
        FROM services
        WHERE (
          services.audience = 'ALL'
          OR (
            EXISTS (
              SELECT *
              FROM contracts
              WHERE contracts.member_id = $1::BIGINT
                AND (
                  EXISTS (
                    SELECT *
                    FROM coverages
                    WHERE coverages.member_id = contracts.member_id
                      AND coverages.contract_id = contracts.contract_id
                      AND coverages.person_id = $2::BIGINT
                  )
                )
                AND (
                  ('BENEFICIARY' NOT IN ('BENEFICIARY'))
                  OR contracts.member_id = $1::BIGINT
                  AND (
                    EXISTS (
                      SELECT *
                      FROM coverages
                      WHERE coverages.member_id = contracts.member_id
                        AND coverages.contract_id = contracts.contract_id
                        AND coverages.person_id = $2::BIGINT
                        AND (coverages.covered_to IS NULL OR coverages.covered_to > $3::DATE)
                    )
                  )
                )
                AND contracts.status IN ('ACTIVE', 'SUSPENDED')
                AND contracts.start_date <= $3::DATE
                AND (contracts.end_date IS NULL OR contracts.end_date > $3::DATE)
                AND contracts.line_of_business = services.audience
            )
          )
        )
          AND services.is_shown IS true
          AND g.actor IS NOT NULL
      ) AS t0
      ORDER BY t0.c1, t0.c2
    ) AS o$0
  ) AS "services"
  FROM (
    SELECT set_config($4::VARCHAR, $5::VARCHAR, true) AS actor
    LIMIT ALL OFFSET 0
  ) AS g
) AS o$
