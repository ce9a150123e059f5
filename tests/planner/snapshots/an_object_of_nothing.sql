-- as MEMBER
-- { me { number @skip(if: true) } }
-- $1 actor_member_id, $2 setting, $3 value
SELECT row_to_json(o$) AS row_to_json_1
FROM (
  SELECT (
    SELECT json_build_object() AS v
    FROM (
      SELECT 1
      FROM members
        JOIN people ON people.member_id = members.member_id
        AND people.is_holder
      WHERE members.member_id = $1::BIGINT
        AND g.actor IS NOT NULL
        AND members.member_id = $1::BIGINT
    ) AS t0
  ) AS "me"
  FROM (
    SELECT set_config($2::VARCHAR, $3::VARCHAR, true) AS actor
    LIMIT ALL OFFSET 0
  ) AS g
) AS o$
