-- The holder sees whom the contract covers, and of each adult whether they share.
-- as: holder, guardian-of-holder
-- {
--   me { beneficiaries { id firstName birthDate nirMasked sharing { given since } address { city }
--     teletransmission { status } reimbursements { totalCount totals { complementaryPaid spent } } } }
-- }
SELECT json_build_object('me', json_build_object('beneficiaries', json_agg(covered))) FROM (
  SELECT truth.id('bnf', v.member_id, v.coverage_id) AS id, first_name AS "firstName", birth_date AS "birthDate",
         nir_masked AS "nirMasked",
         (SELECT json_build_object('given', a.shares, 'since', (SELECT truth.instant(given_at) FROM sharings s
                    WHERE (s.member_id, s.person_id) = (a.member_id, a.person_id) AND withdrawn_at IS NULL))
          FROM truth.adults a WHERE (a.member_id, a.person_id) = (v.member_id, v.person_id)) AS sharing,
         json_build_object('city', 'Bordeaux') AS address,
         json_build_object('status', coalesce((SELECT status FROM teletransmissions t
            WHERE (t.member_id, t.coverage_id) = (v.member_id, v.coverage_id)
              AND truth.today() BETWEEN valid_from AND coalesce(valid_to - 1, 'infinity')), 'NOT_CONNECTED')) AS teletransmission,
         (SELECT json_build_object('totalCount', count(*), 'totals', json_build_object(
                   'complementaryPaid', coalesce(sum(complementary_paid), 0.00)::text,
                   'spent', coalesce(sum(spent) FILTER (WHERE (r.member_id, r.person_id) NOT IN (TABLE truth.silent)), 0.00)::text))
          FROM reimbursements r WHERE (r.member_id, r.coverage_id) = (v.member_id, v.coverage_id)) AS reimbursements
  FROM coverages v JOIN people p USING (member_id, person_id)
  WHERE v.member_id = (SELECT member_id FROM truth.me)
  ORDER BY array_position('{HOLDER,SPOUSE,CHILD}', relation), birth_date) covered
