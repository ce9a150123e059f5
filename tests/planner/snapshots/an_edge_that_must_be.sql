-- as MEMBER
-- { me { contracts { product { code } } } }
-- $1 wrong, $2 actor_member_id, $3 setting, $4 value
SELECT row_to_json(o$) AS row_to_json_1
FROM (
  SELECT (
    SELECT row_to_json(o$0) AS v
    FROM (
      SELECT (
        SELECT coalesce(json_agg(o$1), '[]'::json) AS coalesce_1
        FROM (
          SELECT coalesce(e2.v, to_json($1::VARCHAR)) AS "product"
          FROM (
            SELECT contracts.product_id AS c0,
              contracts.start_date AS c1,
              contracts.contract_id AS c2
            FROM contracts
            WHERE contracts.member_id = $2::BIGINT
              AND contracts.member_id = t0.c0
          ) AS t1 LEFT OUTER
            JOIN LATERAL (
              SELECT row_to_json(o$2) AS v
              FROM (
                SELECT t2.c0 AS "code"
                FROM (
                  SELECT products.code AS c0
                  FROM products
                    JOIN insurers ON insurers.insurer_id = products.insurer_id
                  WHERE products.product_id = t1.c0
                ) AS t2
              ) AS o$2
            ) AS e2 ON true
          ORDER BY t1.c1, t1.c2
        ) AS o$1
      ) AS "contracts"
      FROM (
        SELECT members.member_id AS c0
        FROM members
          JOIN people ON people.member_id = members.member_id
          AND people.is_holder
        WHERE members.member_id = $2::BIGINT
          AND g.actor IS NOT NULL
          AND members.member_id = $2::BIGINT
      ) AS t0
    ) AS o$0
  ) AS "me"
  FROM (
    SELECT set_config($3::VARCHAR, $4::VARCHAR, true) AS actor
    LIMIT ALL OFFSET 0
  ) AS g
) AS o$
