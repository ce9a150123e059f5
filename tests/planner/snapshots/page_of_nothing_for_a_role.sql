-- as BROKER
-- { member(number: "1") { reimbursements { totalCount edges { node { id } } } } }
-- $1 actor_broker_id, $2 today, $3 f0_given_number, $4 setting, $5 value
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
            )
          )
        )
          AND g.actor IS NOT NULL
          AND members.number = $3::VARCHAR
      ) AS t0
    ) AS o$0
  ) AS "member"
  FROM (
    SELECT set_config($4::VARCHAR, $5::VARCHAR, true) AS actor
    LIMIT ALL OFFSET 0
  ) AS g
) AS o$
