-- as MEMBER
-- { me { birthDate consents { givenAt endsOn current } } }
-- $1 wrong, $2 today, $3 actor_member_id, $4 actor_person_id, $5 setting, $6 value
SELECT row_to_json(o$) AS row_to_json_1
FROM (
  SELECT (
    SELECT row_to_json(o$0) AS v
    FROM (
      SELECT CASE
        WHEN (t0.c0 BETWEEN '0001-01-01'::date AND '9999-12-31'::date) THEN CAST(t0.c0 AS TEXT)
        WHEN (t0.c0 IS NOT NULL) THEN $1::VARCHAR END AS "birthDate",
        (
          SELECT coalesce(json_agg(o$1), '[]'::json) AS coalesce_1
          FROM (
            SELECT CASE
              WHEN (
                t1.c0 BETWEEN '0001-01-01 00:00Z'::timestamptz AND '9999-12-31 23:59:59.999999Z'::timestamptz
              ) THEN replace(to_char(timezone('UTC', t1.c0), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '.000000Z', 'Z')
              WHEN (t1.c0 IS NOT NULL) THEN $1::VARCHAR END AS "givenAt",
              CASE
              WHEN (t1.c1 BETWEEN '0001-01-01'::date AND '9999-12-31'::date) THEN CAST(t1.c1 AS TEXT)
              WHEN (t1.c1 IS NOT NULL) THEN $1::VARCHAR END AS "endsOn",
              coalesce(to_json(t1.c2), to_json($1::VARCHAR)) AS "current"
            FROM (
              SELECT consents.given_at AS c0,
                consents.ends_on AS c1,
                consents.withdrawn_at IS NULL
                AND (consents.ends_on IS NULL OR consents.ends_on > $2::DATE) AS c2,
                consents.consent_id AS c3
              FROM consents
              WHERE consents.member_id = $3::BIGINT
                AND consents.person_id = $4::BIGINT
                AND consents.member_id = t0.c1
            ) AS t1
            ORDER BY t1.c0 DESC, t1.c3 DESC
          ) AS o$1
        ) AS "consents"
      FROM (
        SELECT people.birth_date AS c0,
          members.member_id AS c1
        FROM members
          JOIN people ON people.member_id = members.member_id
          AND people.is_holder
        WHERE members.member_id = $3::BIGINT
          AND g.actor IS NOT NULL
          AND members.member_id = $3::BIGINT
      ) AS t0
    ) AS o$0
  ) AS "me"
  FROM (
    SELECT set_config($5::VARCHAR, $6::VARCHAR, true) AS actor
    LIMIT ALL OFFSET 0
  ) AS g
) AS o$
