-- as MEMBER
-- { me { reimbursements(first: 1) { edges { node { label } } } } }
-- $1 actor_person_id, $2 today, $3 actor_member_id, $4 setting, $5 value
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
            SELECT reimbursements.person_id = $1::BIGINT
              OR NOT (NOT people.is_holder AND people.birth_date + make_interval(18) <= $2::DATE)
              OR (
                EXISTS (
                  SELECT *
                  FROM sharings
                  WHERE sharings.member_id = reimbursements.member_id
                    AND sharings.person_id = reimbursements.person_id
                    AND sharings.withdrawn_at IS NULL
                )
              ) AS c0,
              reimbursements.label AS c1
            FROM reimbursements
              JOIN people ON people.member_id = reimbursements.member_id
              AND people.person_id = reimbursements.person_id
            WHERE reimbursements.member_id = $3::BIGINT
              AND reimbursements.member_id = t0.c0
            ORDER BY coalesce(reimbursements.paid_on, '9999-01-01') DESC, reimbursements.reimbursement_id DESC
            LIMIT 1
          ) AS t1
            JOIN LATERAL (
              SELECT CASE
                WHEN t1.c0 THEN t1.c1 END AS "label"
            ) AS o$2 ON true
          HAVING true
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
