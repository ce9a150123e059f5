-- as BROKER
-- { contract(number: "S-1") { number } }
-- $1 actor_broker_id, $2 actor_capacity_id, $3 actor_account_id, $4 today, $5 f0_given_number, $6 setting, $7 value
SELECT row_to_json(o$) AS row_to_json_1
FROM (
  SELECT (
    SELECT row_to_json(o$0) AS v
    FROM (
      SELECT '0,' || CAST(t0.c1 AS TEXT) || ',' || '' AS "$seen",
        0 AS "$",
        t0.c0 AS "number"
      FROM (
        SELECT contracts.number AS c0,
          contracts.member_id AS c1
        FROM contracts
        WHERE contracts.broker_id = $1::BIGINT
          AND (
            EXISTS (
              SELECT capacities.capacity_id
              FROM capacities
              WHERE capacities.capacity_id = $2::BIGINT
                AND capacities.account_id = $3::BIGINT
                AND capacities.broker_id = $1::BIGINT
                AND (capacities.valid_to IS NULL OR capacities.valid_to > $4::DATE)
            )
          )
          AND (
            EXISTS (
              SELECT *
              FROM member_brokers
              WHERE member_brokers.member_id = contracts.member_id
                AND member_brokers.broker_id = $1::BIGINT
                AND member_brokers.valid_from <= $4::DATE
                AND (member_brokers.valid_to IS NULL OR member_brokers.valid_to > $4::DATE)
            )
          )
          AND g.actor IS NOT NULL
          AND contracts.number = $5::VARCHAR
      ) AS t0
    ) AS o$0
  ) AS "contract"
  FROM (
    SELECT set_config($6::VARCHAR, $7::VARCHAR, true) AS actor
    LIMIT ALL OFFSET 0
  ) AS g
) AS o$
