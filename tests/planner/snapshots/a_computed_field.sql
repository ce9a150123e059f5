-- as MEMBER
-- { me { contracts { plan { label } } } }
-- $1 mark, $2 today, $3 actor_member_id, $4 setting, $5 value
SELECT row_to_json(o$) AS row_to_json_1
FROM (
  SELECT (
    SELECT row_to_json(o$0) AS v
    FROM (
      SELECT (
        SELECT coalesce(json_agg(o$1), '[]'::json) AS coalesce_1
        FROM (
          SELECT $1::VARCHAR || '0:' || CAST(json_build_array(t1.c0) AS TEXT) AS "plan"
          FROM (
            SELECT (
              SELECT jsonb_build_object('rank', plans.rank, 'label', plans.label) AS jsonb_build_object_1
              FROM plans
                JOIN contract_plans ON contract_plans.plan_id = plans.plan_id
              WHERE contract_plans.member_id = contracts.member_id
                AND contract_plans.contract_id = contracts.contract_id
              ORDER BY contract_plans.valid_from <= $2::DATE DESC, CASE
                WHEN (contract_plans.valid_from <= $2::DATE) THEN contract_plans.valid_from END DESC NULLS LAST,
                contract_plans.valid_from
              LIMIT 1
            ) AS c0,
              contracts.start_date AS c1,
              contracts.contract_id AS c2
            FROM contracts
            WHERE contracts.member_id = $3::BIGINT
              AND contracts.member_id = t0.c0
          ) AS t1
          ORDER BY t1.c1, t1.c2
        ) AS o$1
      ) AS "contracts"
      FROM (
        SELECT members.member_id AS c0
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
    SELECT set_config($4::VARCHAR, $5::VARCHAR, true) AS actor
    LIMIT ALL OFFSET 0
  ) AS g
) AS o$
