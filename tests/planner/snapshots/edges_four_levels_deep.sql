-- as AGENT
-- { contract(number: "1") { member { contracts { beneficiaries { firstName } } } } }
-- $1 wrong, $2 f0_given_number, $3 setting, $4 value
SELECT row_to_json(o$) AS row_to_json_1
FROM (
  SELECT (
    SELECT row_to_json(o$0) AS v
    FROM (
      SELECT '3,' || CAST(t0.c0 AS TEXT) || ',' || '' AS "$seen",
        0 AS "$",
        coalesce(
          (
            SELECT row_to_json(o$1) AS v
            FROM (
              SELECT '2,' || CAST(t1.c0 AS TEXT) || ',' || '' AS "$seen",
                0 AS "$",
                (
                  SELECT coalesce(json_agg(o$2), '[]'::json) AS coalesce_1
                  FROM (
                    SELECT '1,' || CAST(t2.c0 AS TEXT) || ',' || '' AS "$seen",
                      0 AS "$",
                      (
                        SELECT coalesce(json_agg(o$3), '[]'::json) AS coalesce_2
                        FROM (
                          SELECT '0,' || CAST(t3.c1 AS TEXT) || ',' || coalesce(t3.c2, '') AS "$seen",
                            0 AS "$",
                            t3.c0 AS "firstName"
                          FROM (
                            SELECT people.first_name AS c0,
                              coverages.member_id AS c1,
                              CAST(coverages.person_id AS TEXT) AS c2,
                              CASE
                              WHEN (coverages.relation = 'HOLDER') THEN 0
                              WHEN (coverages.relation = 'SPOUSE') THEN 1
                              ELSE 2 END AS c3,
                              people.birth_date AS c4,
                              coverages.coverage_id AS c5
                            FROM coverages
                              JOIN people ON people.member_id = coverages.member_id
                              AND people.person_id = coverages.person_id
                            WHERE coverages.member_id = t2.c0
                              AND coverages.contract_id = t2.c1
                          ) AS t3
                          ORDER BY t3.c3, t3.c4, t3.c5
                        ) AS o$3
                      ) AS "beneficiaries"
                    FROM (
                      SELECT contracts.member_id AS c0,
                        contracts.contract_id AS c1,
                        contracts.start_date AS c2
                      FROM contracts
                      WHERE contracts.member_id = t1.c0
                    ) AS t2
                    ORDER BY t2.c2, t2.c1
                  ) AS o$2
                ) AS "contracts"
              FROM (
                SELECT members.member_id AS c0
                FROM members
                  JOIN people ON people.member_id = members.member_id
                  AND people.is_holder
                WHERE members.member_id = t0.c0
              ) AS t1
            ) AS o$1
          ),
          to_json($1::VARCHAR)
        ) AS "member"
      FROM (
        SELECT contracts.member_id AS c0
        FROM contracts
        WHERE g.actor IS NOT NULL
          AND contracts.number = $2::VARCHAR
      ) AS t0
    ) AS o$0
  ) AS "contract"
  FROM (
    SELECT set_config($3::VARCHAR, $4::VARCHAR, true) AS actor
    LIMIT ALL OFFSET 0
  ) AS g
) AS o$
