-- as SERVICE
-- { acts(first: 1) { edges { node { tariffs { rate practitioner } } } } }
-- $1 wrong, $2 setting, $3 value
SELECT row_to_json(o$) AS row_to_json_1
FROM (
  SELECT (
    SELECT row_to_json(o$0) AS row_to_json_2
    FROM (
      SELECT coalesce(json_agg(json_build_object('node', o$2)), '[]'::json) AS "edges"
      FROM (
        SELECT acts.act_id AS c0
        FROM acts
        WHERE g.actor IS NOT NULL
        ORDER BY acts.search ASC, acts.act_id ASC
        LIMIT 1
      ) AS t0
        JOIN LATERAL (
          SELECT (
            SELECT coalesce(json_agg(o$1), '[]'::json) AS coalesce_1
            FROM (
              SELECT CASE
                WHEN (abs(CAST(t1.c0 AS DOUBLE PRECISION)) < 1e15::double precision) THEN CAST(regexp_replace(CAST(CAST(t1.c0 AS DOUBLE PRECISION) AS TEXT), '^-?\d+$', '\&.0') AS JSON)
                WHEN (t1.c0 IS NOT NULL) THEN to_json($1::VARCHAR) END AS "rate",
                t1.c1 AS "practitioner"
              FROM (
                SELECT act_tariffs.rate AS c0,
                  nullif(act_tariffs.practitioner, 'ANY') AS c1,
                  act_tariffs.practitioner AS c2,
                  act_tariffs.valid_from AS c3
                FROM act_tariffs
                WHERE act_tariffs.act_id = t0.c0
              ) AS t1
              ORDER BY t1.c2, t1.c3
            ) AS o$1
          ) AS "tariffs"
        ) AS o$2 ON true
      HAVING true
    ) AS o$0
  ) AS "acts"
  FROM (
    SELECT set_config($2::VARCHAR, $3::VARCHAR, true) AS actor
    LIMIT ALL OFFSET 0
  ) AS g
) AS o$
