-- as AGENT
-- query($ids: [ID!]!) { nodes(ids: $ids) { id ... on Member { number } } }
-- variables: {'ids': ['mbr_0000000000000001', 'act_0000000000000002']}
-- $1 f0_key_0_0, $2 f0_key_1_0, $3 setting, $4 value
SELECT row_to_json(o$) AS row_to_json_1
FROM (
  SELECT json_build_array(
    (
      SELECT row_to_json(o$0) AS v
      FROM (
        SELECT '0,' || CAST(t0.c0 AS TEXT) || ',' || '' AS "$seen",
          0 AS "$",
          CAST('mbr_' AS TEXT) || encode(int8send(t0.c0), 'hex') AS "id",
          t0.c1 AS "number"
        FROM (
          SELECT members.member_id AS c0,
            members.number AS c1
          FROM members
            JOIN people ON people.member_id = members.member_id
            AND people.is_holder
          WHERE g.actor IS NOT NULL
            AND members.member_id = $1::BIGINT
        ) AS t0
      ) AS o$0
    ),
    (
      SELECT row_to_json(o$1) AS v
      FROM (
        SELECT CAST('act_' AS TEXT) || encode(int8send(t1.c0), 'hex') AS "id"
        FROM (
          SELECT acts.act_id AS c0
          FROM acts
          WHERE g.actor IS NOT NULL
            AND acts.act_id = $2::BIGINT
        ) AS t1
      ) AS o$1
    )
  ) AS "nodes"
  FROM (
    SELECT set_config($3::VARCHAR, $4::VARCHAR, true) AS actor
    LIMIT ALL OFFSET 0
  ) AS g
) AS o$
