-- as MEMBER
-- { me { beneficiaries { allowances { code } } } }
-- $1 today, $2 actor_member_id, $3 actor_person_id, $4 setting, $5 value
SELECT row_to_json(o$) AS row_to_json_1
FROM (
  SELECT (
    SELECT row_to_json(o$0) AS v
    FROM (
      SELECT (
        SELECT coalesce(json_agg(o$1), '[]'::json) AS coalesce_1
        FROM (
          SELECT CASE
            WHEN t1.c2 THEN (
              SELECT coalesce(json_agg(o$2), '[]'::json) AS coalesce_2
              FROM (
                SELECT t2.c0 AS "code"
                FROM (
                  SELECT allowances.code AS c0,
                    allowances.allowance_id AS c1
                  FROM coverages
                    JOIN contracts ON contracts.member_id = coverages.member_id
                    AND contracts.contract_id = coverages.contract_id
                    JOIN people ON people.member_id = coverages.member_id
                    AND people.person_id = coverages.person_id
                    JOIN allowances ON allowances.product_id = contracts.product_id
                    AND (
                      allowances.plan_id IS NULL
                      OR allowances.plan_id = (
                        SELECT contract_plans.plan_id
                        FROM contract_plans
                        WHERE contract_plans.member_id = contracts.member_id
                          AND contract_plans.contract_id = contracts.contract_id
                          AND contract_plans.valid_from <= coalesce(CAST(NULL AS DATE), $1::DATE)
                          AND (
                            contract_plans.valid_to IS NULL
                            OR contract_plans.valid_to > coalesce(CAST(NULL AS DATE), $1::DATE)
                          )
                        ORDER BY contract_plans.valid_from DESC
                        LIMIT 1
                      )
                    )
                    AND allowances.valid_from <= coalesce(CAST(NULL AS DATE), $1::DATE)
                    AND (
                      allowances.valid_to IS NULL
                      OR allowances.valid_to > coalesce(CAST(NULL AS DATE), $1::DATE)
                    )
                    AND coverages.covered_from <= coalesce(CAST(NULL AS DATE), $1::DATE)
                    AND (
                      coverages.covered_to IS NULL
                      OR coverages.covered_to > coalesce(CAST(NULL AS DATE), $1::DATE)
                    )
                  WHERE coverages.member_id = $2::BIGINT
                    AND (
                      coverages.person_id = $3::BIGINT
                      OR NOT (NOT people.is_holder AND people.birth_date + make_interval(18) <= $1::DATE)
                      OR (
                        EXISTS (
                          SELECT *
                          FROM sharings
                          WHERE sharings.member_id = coverages.member_id
                            AND sharings.person_id = coverages.person_id
                            AND sharings.withdrawn_at IS NULL
                        )
                      )
                    )
                    AND coverages.member_id = t1.c0
                    AND coverages.coverage_id = t1.c1
                ) AS t2
                ORDER BY t2.c0, t2.c1
              ) AS o$2
            )
            ELSE NULL::json END AS "allowances"
          FROM (
            SELECT coverages.member_id AS c0,
              coverages.coverage_id AS c1,
              coverages.person_id = $3::BIGINT
              OR NOT (NOT people.is_holder AND people.birth_date + make_interval(18) <= $1::DATE)
              OR (
                EXISTS (
                  SELECT *
                  FROM sharings
                  WHERE sharings.member_id = coverages.member_id
                    AND sharings.person_id = coverages.person_id
                    AND sharings.withdrawn_at IS NULL
                )
              ) AS c2,
              coverages.contract_id AS c3,
              CASE
              WHEN (coverages.relation = 'HOLDER') THEN 0
              WHEN (coverages.relation = 'SPOUSE') THEN 1
              ELSE 2 END AS c4,
              people.birth_date AS c5
            FROM coverages
              JOIN people ON people.member_id = coverages.member_id
              AND people.person_id = coverages.person_id
            WHERE coverages.member_id = $2::BIGINT
              AND coverages.member_id = t0.c0
          ) AS t1
          ORDER BY t1.c3, t1.c4, t1.c5, t1.c1
        ) AS o$1
      ) AS "beneficiaries"
      FROM (
        SELECT members.member_id AS c0
        FROM members
          JOIN people ON people.member_id = members.member_id
          AND people.is_holder
        WHERE members.member_id = $2::BIGINT
          AND g.actor IS NOT NULL
          AND members.member_id = $2::BIGINT
      ) AS t0
    ) AS o$0
  ) AS "me"
  FROM (
    SELECT set_config($4::VARCHAR, $5::VARCHAR, true) AS actor
    LIMIT ALL OFFSET 0
  ) AS g
) AS o$
