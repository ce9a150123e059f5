-- as MEMBER
-- { me { contracts { paymentSchedule { total } } } }
-- $1 wrong, $2 actor_member_id, $3 today, $4 setting, $5 value
SELECT row_to_json(o$) AS row_to_json_1
FROM (
  SELECT (
    SELECT row_to_json(o$0) AS v
    FROM (
      SELECT (
        SELECT coalesce(json_agg(o$1), '[]'::json) AS coalesce_1
        FROM (
          SELECT (
            SELECT row_to_json(o$2) AS v
            FROM (
              SELECT coalesce(to_json(CAST(t2.c0 AS TEXT)), to_json($1::VARCHAR)) AS "total"
              FROM (
                SELECT (
                  SELECT sum(same_year.amount) AS sum_1
                  FROM installments AS same_year
                  WHERE same_year.member_id = installments.member_id
                    AND same_year.contract_id = installments.contract_id
                    AND EXTRACT(year FROM same_year.due_on) = EXTRACT(year FROM installments.due_on)
                ) AS c0
                FROM installments
                WHERE installments.member_id = $2::BIGINT
                  AND installments.due_on = (
                    SELECT min(same_year.due_on) AS min_1
                    FROM installments AS same_year
                    WHERE same_year.member_id = installments.member_id
                      AND same_year.contract_id = installments.contract_id
                      AND EXTRACT(year FROM same_year.due_on) = EXTRACT(year FROM installments.due_on)
                  )
                  AND installments.member_id = t1.c0
                  AND installments.contract_id = t1.c1
                  AND CAST(EXTRACT(year FROM installments.due_on) AS INTEGER) = coalesce(CAST(NULL AS INTEGER), CAST(EXTRACT(year FROM $3::DATE) AS INTEGER))
              ) AS t2
            ) AS o$2
          ) AS "paymentSchedule"
          FROM (
            SELECT contracts.member_id AS c0,
              contracts.contract_id AS c1,
              contracts.start_date AS c2
            FROM contracts
            WHERE contracts.member_id = $2::BIGINT
              AND contracts.member_id = t0.c0
          ) AS t1
          ORDER BY t1.c2, t1.c1
        ) AS o$1
      ) AS "contracts"
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
