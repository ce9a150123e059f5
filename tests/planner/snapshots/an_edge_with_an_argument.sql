-- as MEMBER
-- { me { contracts(lineOfBusiness: HEALTH) { number } } }
-- $1 actor_member_id, $2 f1_given_line_of_business, $3 setting, $4 value
SELECT row_to_json(o$) AS row_to_json_1
FROM (
  SELECT (
    SELECT row_to_json(o$0) AS v
    FROM (
      SELECT (
        SELECT coalesce(json_agg(o$1), '[]'::json) AS coalesce_1
        FROM (
          SELECT t1.c0 AS "number"
          FROM (
            SELECT contracts.number AS c0,
              contracts.start_date AS c1,
              contracts.contract_id AS c2
            FROM contracts
            WHERE contracts.member_id = $1::BIGINT
              AND contracts.member_id = t0.c0
              AND contracts.line_of_business = $2::VARCHAR
          ) AS t1
          ORDER BY t1.c1, t1.c2
        ) AS o$1
      ) AS "contracts"
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
