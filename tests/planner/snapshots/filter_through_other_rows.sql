-- as BROKER
-- { members(filter: {lineOfBusiness: [HEALTH], inArrears: false}) { edges { node { number } } } }
-- $1 actor_broker_id, $2 today, $3 actor_capacity_id, $4 actor_account_id, $5 f0_given_line_of_business, $6 setting, $7 value
SELECT row_to_json(o$) AS row_to_json_1
FROM (
  SELECT (
    SELECT row_to_json(o$0) AS row_to_json_2
    FROM (
      SELECT coalesce(json_agg(json_build_object('node', o$1)), '[]'::json) AS "edges"
      FROM (
        SELECT members.number AS c0,
          members.member_id AS c1
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
          AND (
            EXISTS (
              SELECT 1
              FROM contracts
              WHERE members.member_id = contracts.member_id
                AND contracts.broker_id = $1::BIGINT
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
                AND contracts.line_of_business = ANY ($5::TEXT[])
            )
          )
          AND NOT (
            EXISTS (
              SELECT 1
              FROM installments
              WHERE members.member_id = installments.member_id
                AND installments.broker_id = $1::BIGINT
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
                AND (
                  EXISTS (
                    SELECT *
                    FROM member_brokers
                    WHERE member_brokers.member_id = installments.member_id
                      AND member_brokers.broker_id = $1::BIGINT
                      AND member_brokers.valid_from <= $2::DATE
                      AND (member_brokers.valid_to IS NULL OR member_brokers.valid_to > $2::DATE)
                  )
                )
                AND installments.status = 'REJECTED'
            )
          )
        ORDER BY members.sort_name ASC, members.member_id ASC
        LIMIT 20
      ) AS t0
        JOIN LATERAL (
          SELECT '0,' || CAST(t0.c1 AS TEXT) || ',' || '' AS "$seen",
            0 AS "$",
            t0.c0 AS "number"
        ) AS o$1 ON true
      HAVING true
    ) AS o$0
  ) AS "members"
  FROM (
    SELECT set_config($6::VARCHAR, $7::VARCHAR, true) AS actor
    LIMIT ALL OFFSET 0
  ) AS g
) AS o$
