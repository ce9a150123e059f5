-- as MEMBER
-- { me { reimbursements { totals { complementaryPaid spent } } } }
-- $1 actor_person_id, $2 today, $3 actor_member_id, $4 setting, $5 value
SELECT row_to_json(o$) AS row_to_json_1
FROM (
  SELECT (
    SELECT row_to_json(o$0) AS v
    FROM (
      SELECT (
        SELECT row_to_json(o$1) AS row_to_json_2
        FROM (
          SELECT (
            SELECT json_build_object(
              'complementaryPaid',
              CAST(coalesce(sum(reimbursements.complementary_paid), CAST(0 AS NUMERIC(12, 2))) AS TEXT),
              'spent',
              CAST(
                coalesce(
                  sum(
                    CASE
                    WHEN (
                      reimbursements.person_id = $1::BIGINT
                      OR NOT (NOT people.is_holder AND people.birth_date + make_interval(18) <= $2::DATE)
                      OR (
                        EXISTS (
                          SELECT *
                          FROM sharings
                          WHERE sharings.member_id = reimbursements.member_id
                            AND sharings.person_id = reimbursements.person_id
                            AND sharings.withdrawn_at IS NULL
                        )
                      )
                    ) THEN reimbursements.spent END
                  ),
                  CAST(0 AS NUMERIC(12, 2))
                ) AS TEXT
              )
            ) AS json_build_object_1
            FROM reimbursements
              JOIN people ON people.member_id = reimbursements.member_id
              AND people.person_id = reimbursements.person_id
            WHERE reimbursements.member_id = $3::BIGINT
              AND reimbursements.member_id = t0.c0
            HAVING true
          ) AS "totals"
        ) AS o$1
      ) AS "reimbursements"
      FROM (
        SELECT members.member_id AS c0
        FROM members
          JOIN people ON people.member_id = members.member_id
          AND people.is_holder
        WHERE members.member_id = $3::BIGINT
          AND g.actor IS NOT NULL
          AND members.member_id = $3::BIGINT
      ) AS t0
    ) AS o$0
  ) AS "me"
  FROM (
    SELECT set_config($4::VARCHAR, $5::VARCHAR, true) AS actor
    LIMIT ALL OFFSET 0
  ) AS g
) AS o$
