-- as MEMBER
-- { me { statements(first: 2) { edges { cursor } pageInfo { hasNextPage endCursor } } } }
-- $1 actor_member_id, $2 today, $3 setting, $4 value
SELECT row_to_json(o$) AS row_to_json_1
FROM (
  SELECT (
    SELECT row_to_json(o$0) AS v
    FROM (
      SELECT (
        SELECT row_to_json(o$1) AS row_to_json_2
        FROM (
          SELECT coalesce(
            json_agg(
              json_build_object(
                'cursor',
                translate(
                  encode(
                    convert_to(
                      '["statements"' || ',' || '"' || CAST(t1.c0 AS TEXT) || '"' || ',' || CAST(t1.c1 AS TEXT) || ']',
                      'UTF8'
                    ),
                    'base64'
                  ),
                  E'+/=\n',
                  '-_'
                )
              )
            ) FILTER (WHERE t1.n <= 2),
            '[]'::json
          ) AS "edges",
            json_build_object(
              'hasNextPage',
              count(*) > 2,
              'endCursor',
              max(
                translate(
                  encode(
                    convert_to(
                      '["statements"' || ',' || '"' || CAST(t1.c0 AS TEXT) || '"' || ',' || CAST(t1.c1 AS TEXT) || ']',
                      'UTF8'
                    ),
                    'base64'
                  ),
                  E'+/=\n',
                  '-_'
                )
              ) FILTER (WHERE t1.n = least(t1.m, 2))
            ) AS "pageInfo"
          FROM (
            SELECT b1.*,
              row_number() OVER () AS n,
              count(*) OVER () AS m
            FROM (
              SELECT statements.issued_on AS c0,
                statements.statement_id AS c1
              FROM statements
              WHERE statements.member_id = $1::BIGINT
                AND (
                  EXISTS (
                    SELECT *
                    FROM reimbursements
                    WHERE reimbursements.member_id = statements.member_id
                      AND reimbursements.statement_id = statements.statement_id
                      AND NOT (
                        EXISTS (
                          SELECT people.person_id
                          FROM people
                          WHERE people.member_id = reimbursements.member_id
                            AND people.person_id = reimbursements.person_id
                            AND NOT people.is_holder
                            AND people.birth_date + make_interval(18) <= $2::DATE
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
                  )
                )
                AND statements.member_id = t0.c0
              ORDER BY statements.issued_on DESC, statements.statement_id DESC
              LIMIT 3
            ) AS b1
          ) AS t1
          HAVING true
        ) AS o$1
      ) AS "statements"
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
    SELECT set_config($3::VARCHAR, $4::VARCHAR, true) AS actor
    LIMIT ALL OFFSET 0
  ) AS g
) AS o$
