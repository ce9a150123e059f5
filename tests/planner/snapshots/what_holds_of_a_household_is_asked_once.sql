-- as BROKER
-- query { members(first: 2) { edges { node { contracts { number } } } } }
-- $1 actor_broker_id, $2 today, $3 actor_capacity_id, $4 actor_account_id, $5 setting, $6 value
SELECT row_to_json(o$) AS row_to_json_1
FROM (
  SELECT (
    SELECT row_to_json(o$0) AS row_to_json_2
    FROM (
      SELECT coalesce(json_agg(json_build_object('node', o$2)), '[]'::json) AS "edges"
      FROM (
        SELECT members.member_id AS c0
        FROM members
          JOIN people ON people.member_id = members.member_id
          AND people.is_holder
        WHERE members.member_id = ANY (
          array(
            (
              SELECT member_brokers.member_id
              FROM member_brokers
              WHERE member_brokers.broker_id = $1::BIGINT
                AND member_brokers.valid_from <= $2::DATE
                AND (member_brokers.valid_to IS NULL OR member_brokers.valid_to > $2::DATE)
                AND (
                  EXISTS (
                    SELECT capacities.capacity_id
                    FROM capacities
                    WHERE capacities.capacity_id = $3::BIGINT
                      AND capacities.account_id = $4::BIGINT
                      AND capacities.broker_id = $1::BIGINT
                      AND (capacities.valid_to IS NULL OR capacities.valid_to > $2::DATE)
                  )
                )
            )
          )
        )
          AND g.actor IS NOT NULL
        ORDER BY members.sort_name ASC, members.member_id ASC
        LIMIT 2
      ) AS t0
        JOIN LATERAL (
          SELECT '1,' || CAST(t0.c0 AS TEXT) || ',' || '' AS "$seen",
            0 AS "$",
            (
              SELECT coalesce(json_agg(o$1), '[]'::json) AS coalesce_1
              FROM (
                SELECT '0,' || CAST(t1.c1 AS TEXT) || ',' || '' AS "$seen",
                  0 AS "$",
                  t1.c0 AS "number"
                FROM (
                  SELECT contracts.number AS c0,
                    contracts.member_id AS c1,
                    contracts.start_date AS c2,
                    contracts.contract_id AS c3
                  FROM contracts
                  WHERE contracts.broker_id = $1::BIGINT
                    AND (
                      EXISTS (
                        SELECT capacities.capacity_id
                        FROM capacities
                        WHERE capacities.capacity_id = $3::BIGINT
                          AND capacities.account_id = $4::BIGINT
                          AND capacities.broker_id = $1::BIGINT
                          AND (capacities.valid_to IS NULL OR capacities.valid_to > $2::DATE)
                      )
                    )
                    AND contracts.member_id = t0.c0
                ) AS t1
                ORDER BY t1.c2, t1.c3
              ) AS o$1
            ) AS "contracts"
        ) AS o$2 ON true
      HAVING true
    ) AS o$0
  ) AS "members"
  FROM (
    SELECT set_config($5::VARCHAR, $6::VARCHAR, true) AS actor
    LIMIT ALL OFFSET 0
  ) AS g
) AS o$
