-- as MEMBER
-- query($f: ReimbursementFilter) { me { reimbursements(filter: $f) { totalCount } } }
-- variables: {'f': {'category': ['DENTAL'], 'careDate': {'from': '2026-01-01'}, 'status': ['PAID']}}
-- $1 actor_member_id, $2 f1_given_status, $3 actor_person_id, $4 today, $5 f1_given_category, $6 f1_given_care_date_from, $7 setting, $8 value
SELECT row_to_json(o$) AS row_to_json_1
FROM (
  SELECT (
    SELECT row_to_json(o$0) AS v
    FROM (
      SELECT (
        SELECT row_to_json(o$1) AS row_to_json_2
        FROM (
          SELECT (
            SELECT count(*) AS count_1
            FROM reimbursements
              JOIN people ON people.member_id = reimbursements.member_id
              AND people.person_id = reimbursements.person_id
            WHERE reimbursements.member_id = $1::BIGINT
              AND reimbursements.member_id = t0.c0
              AND reimbursements.status = ANY ($2::TEXT[])
              AND (
                reimbursements.person_id = $3::BIGINT
                OR NOT (NOT people.is_holder AND people.birth_date + make_interval(18) <= $4::DATE)
                OR (
                  EXISTS (
                    SELECT *
                    FROM sharings
                    WHERE sharings.member_id = reimbursements.member_id
                      AND sharings.person_id = reimbursements.person_id
                      AND sharings.withdrawn_at IS NULL
                  )
                )
              )
              AND reimbursements.category = ANY ($5::TEXT[])
              AND (
                reimbursements.person_id = $3::BIGINT
                OR NOT (NOT people.is_holder AND people.birth_date + make_interval(18) <= $4::DATE)
                OR (
                  EXISTS (
                    SELECT *
                    FROM sharings
                    WHERE sharings.member_id = reimbursements.member_id
                      AND sharings.person_id = reimbursements.person_id
                      AND sharings.withdrawn_at IS NULL
                  )
                )
              )
              AND reimbursements.care_date >= $6::DATE
            HAVING true
          ) AS "totalCount"
        ) AS o$1
      ) AS "reimbursements"
      FROM (
        SELECT members.member_id AS c0
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
    SELECT set_config($7::VARCHAR, $8::VARCHAR, true) AS actor
    LIMIT ALL OFFSET 0
  ) AS g
) AS o$
