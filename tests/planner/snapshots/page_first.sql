-- as BENEFICIARY
-- { me { reimbursements(first: 2) { edges { node { spent } } } } }
-- $1 actor_member_id, $2 actor_person_id, $3 setting, $4 value
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
            SELECT reimbursements.spent AS c0
            FROM reimbursements
              JOIN people ON people.member_id = reimbursements.member_id
              AND people.person_id = reimbursements.person_id
            WHERE reimbursements.member_id = $1::BIGINT
              AND reimbursements.person_id = $2::BIGINT
              AND reimbursements.member_id = t0.c0
            ORDER BY coalesce(reimbursements.paid_on, '9999-01-01') DESC, reimbursements.reimbursement_id DESC
            LIMIT 2
          ) AS t1
            JOIN LATERAL (
              SELECT CAST(t1.c0 AS TEXT) AS "spent"
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
    SELECT set_config($3::VARCHAR, $4::VARCHAR, true) AS actor
    LIMIT ALL OFFSET 0
  ) AS g
) AS o$
