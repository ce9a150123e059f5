-- as MEMBER
-- { partners(search: "Assist Fr") { name } }
-- $1 actor_member_id, $2 actor_person_id, $3 today, $4 f0_given_search, $5 setting, $6 value
SELECT row_to_json(o$) AS row_to_json_1
FROM (
  SELECT (
    SELECT coalesce(json_agg(o$0), '[]'::json) AS coalesce_1
    FROM (
      SELECT t0.c0 AS "name"
      FROM (
        SELECT partners.name AS c0,
          partners.position AS c1,
          partners.partner_id AS c2
        FROM partners
        WHERE (
          partners.audience = 'ALL'
          OR (
            EXISTS (
              SELECT *
              FROM contracts
              WHERE contracts.member_id = $1::BIGINT
                AND (
                  ('MEMBER' NOT IN ('BENEFICIARY'))
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
                AND contracts.line_of_business = partners.audience
            )
          )
        )
          AND (
            NOT (
              EXISTS (
                SELECT *
                FROM partner_products
                WHERE partner_products.partner_id = partners.partner_id
              )
            )
            OR (
              EXISTS (
                SELECT *
                FROM partner_products
                WHERE partner_products.partner_id = partners.partner_id
                  AND (
                    EXISTS (
                      SELECT *
                      FROM contracts
                      WHERE contracts.member_id = $1::BIGINT
                        AND (
                          ('MEMBER' NOT IN ('BENEFICIARY'))
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
                        AND contracts.product_id = partner_products.product_id
                    )
                  )
              )
            )
          )
          AND partners.is_shown IS true
          AND g.actor IS NOT NULL
          AND (' ' || partners.search) LIKE ALL ($4::TEXT[])
      ) AS t0
      ORDER BY t0.c1, t0.c2
    ) AS o$0
  ) AS "partners"
  FROM (
    SELECT set_config($5::VARCHAR, $6::VARCHAR, true) AS actor
    LIMIT ALL OFFSET 0
  ) AS g
) AS o$
