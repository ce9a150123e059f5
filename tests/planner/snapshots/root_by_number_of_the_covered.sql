-- as BENEFICIARY
-- { contract(number: "S-1") { number status endDate } }
-- $1 wrong, $2 actor_member_id, $3 actor_person_id, $4 today, $5 f0_given_number, $6 setting, $7 value
SELECT row_to_json(o$) AS row_to_json_1
FROM (
  SELECT (
    SELECT row_to_json(o$0) AS v
    FROM (
      SELECT t0.c0 AS "number",
        coalesce(to_json(t0.c1), to_json($1::VARCHAR)) AS "status",
        CASE
        WHEN (t0.c2 BETWEEN '0001-01-01'::date AND '9999-12-31'::date) THEN CAST(t0.c2 AS TEXT)
        WHEN (t0.c2 IS NOT NULL) THEN $1::VARCHAR END AS "endDate"
      FROM (
        SELECT contracts.number AS c0,
          CASE
          WHEN (
            ('BENEFICIARY' NOT IN ('BENEFICIARY'))
            OR contracts.member_id = $2::BIGINT
            AND (
              EXISTS (
                SELECT *
                FROM coverages
                WHERE coverages.member_id = contracts.member_id
                  AND coverages.contract_id = contracts.contract_id
                  AND coverages.person_id = $3::BIGINT
                  AND (coverages.covered_to IS NULL OR coverages.covered_to > $4::DATE)
              )
            )
          ) THEN contracts.status
          ELSE 'TERMINATED' END AS c1,
          CASE
          WHEN (
            ('BENEFICIARY' NOT IN ('BENEFICIARY'))
            OR contracts.member_id = $2::BIGINT
            AND (
              EXISTS (
                SELECT *
                FROM coverages
                WHERE coverages.member_id = contracts.member_id
                  AND coverages.contract_id = contracts.contract_id
                  AND coverages.person_id = $3::BIGINT
                  AND (coverages.covered_to IS NULL OR coverages.covered_to > $4::DATE)
              )
            )
          ) THEN contracts.end_date
          ELSE (
            SELECT max(coverages.covered_to) AS max_1
            FROM coverages
            WHERE coverages.member_id = contracts.member_id
              AND coverages.contract_id = contracts.contract_id
              AND coverages.person_id = $3::BIGINT
          ) END AS c2
        FROM contracts
        WHERE contracts.member_id = $2::BIGINT
          AND (
            EXISTS (
              SELECT *
              FROM coverages
              WHERE coverages.member_id = contracts.member_id
                AND coverages.contract_id = contracts.contract_id
                AND coverages.person_id = $3::BIGINT
            )
          )
          AND g.actor IS NOT NULL
          AND contracts.number = $5::VARCHAR
      ) AS t0
    ) AS o$0
  ) AS "contract"
  FROM (
    SELECT set_config($6::VARCHAR, $7::VARCHAR, true) AS actor
    LIMIT ALL OFFSET 0
  ) AS g
) AS o$
