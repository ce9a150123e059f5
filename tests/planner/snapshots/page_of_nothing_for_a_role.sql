-- as BROKER
-- { member(number: "1") { reimbursements { totalCount edges { node { id } } } } }
-- $1 actor_broker_id, $2 today, $3 actor_capacity_id, $4 actor_account_id, $5 f0_given_number, $6 setting, $7 value
SELECT row_to_json(o$) AS row_to_json_1
FROM (
  SELECT (
    SELECT row_to_json(o$0) AS v
    FROM (
      SELECT '0,' || CAST(t0.c0 AS TEXT) || ',' || '' AS "$seen",
        0 AS "$",
        json_build_object('totalCount', 0, 'edges', '[]'::json) AS "reimbursements"
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
          AND members.number = $5::VARCHAR
      ) AS t0
    ) AS o$0
  ) AS "member"
  FROM (
    SELECT set_config($6::VARCHAR, $7::VARCHAR, true) AS actor
    LIMIT ALL OFFSET 0
  ) AS g
) AS o$
