-- as BENEFICIARY
-- { me { procedures(first: 1) { edges { node { title stage } } } } }
-- $1 actor_member_id, $2 actor_account_id, $3 actor_person_id, $4 mark, $5 setting, $6 value
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
            SELECT procedures.kind AS c0,
              procedures.stage AS c1
            FROM procedures
            WHERE procedures.member_id = $1::BIGINT
              AND (
                procedures.submitted_by = $2::BIGINT
                AND procedures.submitted_as != 'GUARDIAN'
                OR procedures.person_id = $3::BIGINT
              )
              AND procedures.member_id = t0.c0
            ORDER BY procedures.submitted_at DESC, procedures.member_id DESC, procedures.procedure_id DESC
            LIMIT 1
          ) AS t1
            JOIN LATERAL (
              SELECT $4::VARCHAR || '0:' || CAST(json_build_array(t1.c0) AS TEXT) AS "title",
                t1.c1 AS "stage"
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
    SELECT set_config($5::VARCHAR, $6::VARCHAR, true) AS actor
    LIMIT ALL OFFSET 0
  ) AS g
) AS o$
