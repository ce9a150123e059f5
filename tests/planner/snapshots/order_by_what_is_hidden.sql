-- as MEMBER
-- { me { reimbursements(orderBy: SPENT_ASC, first: 2) { edges { node { id } } } } }
-- $1 actor_member_id, $2 actor_person_id, $3 today, $4 setting, $5 value
SELECT row_to_json(o$) AS row_to_json_1
FROM (
  SELECT (
    SELECT row_to_json(o$0) AS v
    FROM (
      SELECT (
        SELECT row_to_json(o$1) AS row_to_json_2
        FROM (
          SELECT coalesce(json_agg(json_build_object('node', o$2)), '[]'::json) AS "edges"
          FROM (
            SELECT reimbursements.member_id AS c0,
              reimbursements.reimbursement_id AS c1
            FROM reimbursements
              JOIN people ON people.member_id = reimbursements.member_id
              AND people.person_id = reimbursements.person_id
            WHERE reimbursements.member_id = $1::BIGINT
              AND reimbursements.member_id = t0.c0
              AND (
                reimbursements.person_id = $2::BIGINT
                OR NOT (NOT people.is_holder AND people.birth_date + make_interval(18) <= $3::DATE)
                OR (
                  EXISTS (
                    SELECT *
                    FROM sharings
                    WHERE sharings.member_id = reimbursements.member_id
                      AND sharings.person_id = reimbursements.person_id
                      AND sharings.withdrawn_at IS NULL
                  )
                )
              )
            ORDER BY reimbursements.spent ASC, reimbursements.reimbursement_id ASC
            LIMIT 2
          ) AS t1
            JOIN LATERAL (
              SELECT CAST('rmb_' AS TEXT) || encode(int8send(t1.c0) || int8send(t1.c1), 'hex') AS "id"
            ) AS o$2 ON true
          HAVING true
        ) AS o$1
      ) AS "reimbursements"
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
