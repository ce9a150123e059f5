-- as MEMBER
-- { me { procedures(last: 2) { edges { node { reference } } pageInfo { hasPreviousPage } } } }
-- $1 actor_member_id, $2 actor_account_id, $3 today, $4 setting, $5 value
SELECT row_to_json(o$) AS row_to_json_1
FROM (
  SELECT (
    SELECT row_to_json(o$0) AS v
    FROM (
      SELECT (
        SELECT row_to_json(o$1) AS row_to_json_2
        FROM (
          SELECT coalesce(
            json_agg(json_build_object('node', o$2) ORDER BY t1.c1 DESC, t1.c2 DESC, t1.c3 DESC) FILTER (WHERE t1.n <= 2),
            '[]'::json
          ) AS "edges",
            json_build_object('hasPreviousPage', count(*) > 2) AS "pageInfo"
          FROM (
            SELECT b1.*,
              row_number() OVER () AS n,
              count(*) OVER () AS m
            FROM (
              SELECT procedures.reference AS c0,
                procedures.submitted_at AS c1,
                procedures.member_id AS c2,
                procedures.procedure_id AS c3
              FROM procedures
              WHERE procedures.member_id = $1::BIGINT
                AND NOT (
                  NOT (procedures.submitted_by = $2::BIGINT AND procedures.submitted_as != 'GUARDIAN')
                  AND (
                    (
                      EXISTS (
                        SELECT people.person_id
                        FROM people
                        WHERE people.member_id = procedures.member_id
                          AND people.person_id = procedures.person_id
                          AND NOT people.is_holder
                          AND people.birth_date + make_interval(18) <= $3::DATE
                          AND NOT (
                            EXISTS (
                              SELECT *
                              FROM sharings
                              WHERE sharings.member_id = people.member_id
                                AND sharings.person_id = people.person_id
                                AND sharings.withdrawn_at IS NULL
                            )
                          )
                      )
                    )
                    OR (
                      procedures.kind NOT IN (
                        'REIMBURSEMENT_REQUEST',
                        'QUOTE_ESTIMATE',
                        'HOSPITAL_CARE',
                        'TELETRANSMISSION_CHANGE',
                        'BENEFICIARY_ADD',
                        'BENEFICIARY_REMOVE',
                        'ADULT_CHILD_CERTIFICATE',
                        'LEVEL_CHANGE_CONTACT',
                        'LEVEL_CHANGE',
                        'CONTRACT_TERMINATION'
                      )
                    )
                    AND (
                      EXISTS (
                        SELECT people.person_id
                        FROM people
                        WHERE people.member_id = procedures.member_id
                          AND people.person_id = procedures.person_id
                          AND NOT people.is_holder
                          AND people.birth_date + make_interval(18) <= $3::DATE
                      )
                    )
                    OR procedures.person_id IS NULL
                    AND procedures.submitted_as IN ('BENEFICIARY', 'GUARDIAN')
                  )
                )
                AND procedures.member_id = t0.c0
              ORDER BY procedures.submitted_at ASC, procedures.member_id ASC, procedures.procedure_id ASC
              LIMIT 3
            ) AS b1
          ) AS t1
            JOIN LATERAL (
              SELECT t1.c0 AS "reference"
            ) AS o$2 ON true
          HAVING true
        ) AS o$1
      ) AS "procedures"
      FROM (
        SELECT members.member_id AS c0
        FROM members
          JOIN people ON people.member_id = members.member_id
          AND people.is_holder
        WHERE members.member_id = $1::BIGINT
          AND g.actor IS NOT NULL
          AND members.member_id = $1::BIGINT
      ) AS t0
    ) AS o$0
  ) AS "me"
  FROM (
    SELECT set_config($4::VARCHAR, $5::VARCHAR, true) AS actor
    LIMIT ALL OFFSET 0
  ) AS g
) AS o$
