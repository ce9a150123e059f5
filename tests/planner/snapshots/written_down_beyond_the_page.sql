-- as AGENT
-- { members(first: 1) { pageInfo { hasNextPage } edges { node { number } } } }
-- $1 setting, $2 value
SELECT row_to_json(o$) AS row_to_json_1
FROM (
  SELECT (
    SELECT row_to_json(o$0) AS row_to_json_2
    FROM (
      SELECT coalesce(max('1,' || CAST(t0.c1 AS TEXT) || ',' || '') FILTER (WHERE t0.n > 1), '') AS "$seen",
        0 AS "$",
        json_build_object('hasNextPage', count(*) > 1) AS "pageInfo",
        coalesce(json_agg(json_build_object('node', o$1)) FILTER (WHERE t0.n <= 1), '[]'::json) AS "edges"
      FROM (
        SELECT b0.*,
          row_number() OVER () AS n,
          count(*) OVER () AS m
        FROM (
          SELECT members.number AS c0,
            members.member_id AS c1
          FROM members
            JOIN people ON people.member_id = members.member_id
            AND people.is_holder
          WHERE g.actor IS NOT NULL
          ORDER BY members.sort_name ASC, members.member_id ASC
          LIMIT 2
        ) AS b0
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
    SELECT set_config($1::VARCHAR, $2::VARCHAR, true) AS actor
    LIMIT ALL OFFSET 0
  ) AS g
) AS o$
