-- as AGENT
-- query($after: String) { members(first: 2, after: $after) { edges { node { number } } } }
-- variables: {'after': 'WyJtZW1iZXJzIiwiYSIsMV0'}
-- $1 f0_after_0, $2 f0_after_1, $3 setting, $4 value
SELECT row_to_json(o$) AS row_to_json_1
FROM (
  SELECT (
    SELECT row_to_json(o$0) AS row_to_json_2
    FROM (
      SELECT coalesce(json_agg(json_build_object('node', o$1)), '[]'::json) AS "edges"
      FROM (
        SELECT members.number AS c0,
          members.member_id AS c1
        FROM members
          JOIN people ON people.member_id = members.member_id
          AND people.is_holder
        WHERE g.actor IS NOT NULL
          AND (members.sort_name, members.member_id) > ($1::VARCHAR, $2::BIGINT)
        ORDER BY members.sort_name ASC, members.member_id ASC
        LIMIT 2
      ) AS t0
        JOIN LATERAL (
          SELECT '0,' || CAST(t0.c1 AS TEXT) || ',' || '' AS "$seen",
            0 AS "$",
            t0.c0 AS "number"
        ) AS o$1 ON true
      HAVING true
    ) AS o$0
  ) AS "members"
  FROM (
    SELECT set_config($3::VARCHAR, $4::VARCHAR, true) AS actor
    LIMIT ALL OFFSET 0
  ) AS g
) AS o$
