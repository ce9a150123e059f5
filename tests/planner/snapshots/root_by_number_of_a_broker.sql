-- as BROKER
-- { contract(number: "S-1") { number } }
-- $1 actor_broker_id, $2 today, $3 f0_given_number, $4 setting, $5 value
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
              SELECT *
              FROM member_brokers
              WHERE member_brokers.member_id = contracts.member_id
                AND member_brokers.broker_id = $1::BIGINT
                AND member_brokers.valid_from <= $2::DATE
                AND (member_brokers.valid_to IS NULL OR member_brokers.valid_to > $2::DATE)
            )
          )
          AND g.actor IS NOT NULL
          AND contracts.number = $3::VARCHAR
      ) AS t0
    ) AS o$0
  ) AS "contract"
  FROM (
    SELECT set_config($4::VARCHAR, $5::VARCHAR, true) AS actor
    LIMIT ALL OFFSET 0
  ) AS g
) AS o$
