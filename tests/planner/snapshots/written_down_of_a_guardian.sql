-- as GUARDIAN
-- { me { number beneficiaries { firstName } } }
-- $1 actor_member_id, $2 setting, $3 value
SELECT row_to_json(o$) AS row_to_json_1
FROM (
  SELECT (
    SELECT row_to_json(o$0) AS v
    FROM (
      SELECT '1,' || CAST(t0.c1 AS TEXT) || ',' || '' AS "$seen",
        0 AS "$",
        t0.c0 AS "number",
        (
          SELECT coalesce(json_agg(o$1), '[]'::json) AS coalesce_1
          FROM (
            SELECT '0,' || CAST(t1.c1 AS TEXT) || ',' || coalesce(t1.c2, '') AS "$seen",
              0 AS "$",
              t1.c0 AS "firstName"
            FROM (
              SELECT people.first_name AS c0,
                coverages.member_id AS c1,
                CAST(coverages.person_id AS TEXT) AS c2,
                coverages.contract_id AS c3,
                CASE
                WHEN (coverages.relation = 'HOLDER') THEN 0
                WHEN (coverages.relation = 'SPOUSE') THEN 1
                ELSE 2 END AS c4,
                people.birth_date AS c5,
                coverages.coverage_id AS c6
              FROM coverages
                JOIN people ON people.member_id = coverages.member_id
                AND people.person_id = coverages.person_id
              WHERE coverages.member_id = $1::BIGINT
                AND coverages.member_id = t0.c1
            ) AS t1
            ORDER BY t1.c3, t1.c4, t1.c5, t1.c6
          ) AS o$1
        ) AS "beneficiaries"
      FROM (
        SELECT members.number AS c0,
          members.member_id AS c1
        FROM members
          JOIN people ON people.member_id = members.member_id
          AND people.is_holder
        WHERE members.member_id = $1::BIGINT
          AND g.actor IS NOT NULL
          AND members.member_id = $1::BIGINT
      ) AS t0
    ) AS o$0
  ) AS "me"
  FROM (
    SELECT set_config($2::VARCHAR, $3::VARCHAR, true) AS actor
    LIMIT ALL OFFSET 0
  ) AS g
) AS o$
