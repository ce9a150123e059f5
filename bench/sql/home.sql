SELECT json_build_object('me', (
  SELECT row_to_json(me)
  FROM (
    SELECT m.number, p.first_name AS "firstName", p.last_name AS "lastName",
      (
        SELECT coalesce(json_agg(contract), '[]'::json)
        FROM (
          SELECT c.number, c.line_of_business AS "lineOfBusiness", c.status, c.start_date AS "startDate"
          FROM contracts c
          WHERE c.member_id = $1::bigint
          ORDER BY c.start_date, c.contract_id
        ) contract
      ) AS contracts,
      (
        SELECT coalesce(json_agg(beneficiary), '[]'::json)
        FROM (
          SELECT bp.first_name AS "firstName", bp.last_name AS "lastName", bp.birth_date AS "birthDate",
            b.relation
          FROM coverages b
          JOIN people bp ON bp.member_id = b.member_id AND bp.person_id = b.person_id
          WHERE b.member_id = $1::bigint
          ORDER BY b.contract_id,
            CASE b.relation WHEN 'HOLDER' THEN 0 WHEN 'SPOUSE' THEN 1 ELSE 2 END,
            bp.birth_date, b.coverage_id
        ) beneficiary
      ) AS beneficiaries,
      json_build_object('edges', (
        SELECT coalesce(json_agg(json_build_object('node', line)), '[]'::json)
        FROM (
          SELECT r.paid_on AS "paidOn",
            CASE WHEN r.shown THEN r.label END AS label,
            CASE WHEN r.shown THEN r.spent::text END AS spent,
            r.complementary_paid::text AS "complementaryPaid",
            r.status,
            json_build_object('firstName', r.first_name) AS beneficiary
          FROM (
            SELECT l.*, lp.first_name,
              l.person_id = $2::bigint OR lp.is_holder
                OR lp.birth_date + interval '18 years' > $3::date
                OR EXISTS (
                  SELECT FROM sharings s
                  WHERE s.member_id = l.member_id AND s.person_id = l.person_id AND s.withdrawn_at IS NULL
                ) AS shown
            FROM reimbursements l
            JOIN people lp ON lp.member_id = l.member_id AND lp.person_id = l.person_id
            WHERE l.member_id = $1::bigint
            ORDER BY coalesce(l.paid_on, '9999-01-01') DESC, l.reimbursement_id DESC
            LIMIT 10
          ) r
        ) line
      )) AS reimbursements,
      json_build_object('edges', (
        SELECT coalesce(json_agg(json_build_object('node', asked)), '[]'::json)
        FROM (
          SELECT d.reference, d.kind, d.status,
            replace(to_char(d.submitted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
              '.000000Z', 'Z') AS "submittedAt"
          FROM procedures d
          WHERE d.member_id = $1::bigint
            AND d.status IN ('SUBMITTED', 'IN_REVIEW', 'AWAITING_DOCUMENTS', 'AWAITING_SIGNATURE', 'ACCEPTED')
            AND (d.submitted_by = $4::bigint AND d.submitted_as <> 'GUARDIAN' OR NOT (
              d.person_id IS NULL AND d.submitted_as IN ('BENEFICIARY', 'GUARDIAN')
              OR EXISTS (
                SELECT FROM people dp
                WHERE dp.member_id = d.member_id AND dp.person_id = d.person_id AND NOT dp.is_holder
                  AND dp.birth_date + interval '18 years' <= $3::date
                  AND (
                    d.kind NOT IN ('REIMBURSEMENT_REQUEST', 'QUOTE_ESTIMATE', 'HOSPITAL_CARE',
                      'TELETRANSMISSION_CHANGE', 'BENEFICIARY_ADD', 'BENEFICIARY_REMOVE',
                      'ADULT_CHILD_CERTIFICATE', 'LEVEL_CHANGE_CONTACT', 'LEVEL_CHANGE',
                      'CONTRACT_TERMINATION')
                    OR NOT EXISTS (
                      SELECT FROM sharings s
                      WHERE s.member_id = d.member_id AND s.person_id = d.person_id AND s.withdrawn_at IS NULL
                    )
                  )
              )
            ))
          ORDER BY d.submitted_at DESC, d.procedure_id DESC
          LIMIT 10
        ) asked
      )) AS procedures
    FROM members m
    JOIN people p ON p.member_id = m.member_id AND p.is_holder
    WHERE m.member_id = $1::bigint AND stated.actor IS NOT NULL
  ) me
))
FROM (SELECT set_config('hub.member_id', $5::text, true) AS actor OFFSET 0) stated
