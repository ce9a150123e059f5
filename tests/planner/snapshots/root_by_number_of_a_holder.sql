-- as MEMBER
-- { contract(number: "S-1") { number } }
-- $1 actor_member_id, $2 f0_given_number, $3 setting, $4 value
SELECT row_to_json(o$) AS row_to_json_1
FROM (
  SELECT (
    SELECT row_to_json(o$0) AS v
    FROM (
      SELECT t0.c0 AS "number"
      FROM (
        SELECT contracts.number AS c0
        FROM contracts
        WHERE contracts.member_id = $1::BIGINT
          AND g.actor IS NOT NULL
          AND contracts.number = $2::VARCHAR
      ) AS t0
    ) AS o$0
  ) AS "contract"
  FROM (
    SELECT set_config($3::VARCHAR, $4::VARCHAR, true) AS actor
    LIMIT ALL OFFSET 0
  ) AS g
) AS o$
