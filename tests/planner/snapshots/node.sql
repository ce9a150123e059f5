-- as MEMBER
-- query($id: ID!) { node(id: $id) { ... on Contract { number } } }
-- variables: {'id': 'ctr_00000000000000010000000000000002'}
-- $1 actor_member_id, $2 f0_key_0_0, $3 f0_key_0_1, $4 setting, $5 value
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
          AND contracts.member_id = $2::BIGINT
          AND contracts.contract_id = $3::BIGINT
      ) AS t0
    ) AS o$0
  ) AS "node"
  FROM (
    SELECT set_config($4::VARCHAR, $5::VARCHAR, true) AS actor
    LIMIT ALL OFFSET 0
  ) AS g
) AS o$
