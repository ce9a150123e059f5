-- as AGENT
-- { procedures(first: 2) { edges { node { reference } } } }
-- $1 setting, $2 value
SELECT row_to_json(o$) AS row_to_json_1
FROM (
  SELECT (
    SELECT row_to_json(o$0) AS row_to_json_2
    FROM (
      SELECT coalesce(json_agg(json_build_object('node', o$1)), '[]'::json) AS "edges"
      FROM (
        SELECT procedures.reference AS c0,
          procedures.member_id AS c1,
          CAST(CASE WHEN true THEN procedures.person_id END AS TEXT) AS c2
        FROM procedures
        WHERE g.actor IS NOT NULL
        ORDER BY CAST(procedures.status IN ('DONE', 'REJECTED', 'CANCELLED', 'EXPIRED') AS INTEGER) ASC, procedures.submitted_at ASC, procedures.member_id ASC, procedures.procedure_id ASC
        LIMIT 2
      ) AS t0
        JOIN LATERAL (
          SELECT '0,' || CAST(t0.c1 AS TEXT) || ',' || coalesce(t0.c2, '') AS "$seen",
            0 AS "$",
            t0.c0 AS "reference"
        ) AS o$1 ON true
      HAVING true
    ) AS o$0
  ) AS "procedures"
  FROM (
    SELECT set_config($1::VARCHAR, $2::VARCHAR, true) AS actor
    LIMIT ALL OFFSET 0
  ) AS g
) AS o$
