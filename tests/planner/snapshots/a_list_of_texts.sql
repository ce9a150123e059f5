-- as REPORTING
-- { aids(first: 1) { edges { node { tags } } } }
-- $1 today, $2 f0_given_language, $3 wrong, $4 setting, $5 value
SELECT row_to_json(o$) AS row_to_json_1
FROM (
  SELECT (
    SELECT row_to_json(o$0) AS row_to_json_2
    FROM (
      SELECT coalesce(json_agg(json_build_object('node', o$1)), '[]'::json) AS "edges"
      FROM (
        SELECT aids.tags AS c0
        FROM aids
        WHERE aids.published_at <= now()
          AND aids.valid_from <= $1::DATE
          AND (aids.valid_to IS NULL OR aids.valid_to > $1::DATE)
          AND g.actor IS NOT NULL
          AND aids.language = $2::VARCHAR
        ORDER BY aids.position ASC, aids.aid_id ASC
        LIMIT 1
      ) AS t0
        JOIN LATERAL (
          SELECT CASE
            WHEN (array_position(t0.c0, NULL) IS NULL) THEN to_json(t0.c0)
            ELSE to_json($3::VARCHAR) END AS "tags"
        ) AS o$1 ON true
      HAVING true
    ) AS o$0
  ) AS "aids"
  FROM (
    SELECT set_config($4::VARCHAR, $5::VARCHAR, true) AS actor
    LIMIT ALL OFFSET 0
  ) AS g
) AS o$
