-- Who is covered sees their own lines, in full, and those of nobody else.
-- as: spouse, child, guardian-of-spouse, covered-no-more
-- {
--   me { reimbursements(orderBy: CARE_DATE_DESC, first: 50) { totalCount totals { spent complementaryPaid }
--     edges { node { id detail careDate label spent beneficiary { firstName } statement { number } } } } }
-- }
WITH mine AS (SELECT r.* FROM reimbursements r JOIN truth.me USING (member_id, person_id))
SELECT json_build_object('me', json_build_object('reimbursements', json_build_object(
  'totalCount', (SELECT count(*) FROM mine),
  'totals', (SELECT json_build_object('spent', sum(spent)::text, 'complementaryPaid', sum(complementary_paid)::text) FROM mine),
  'edges', (SELECT json_agg(json_build_object('node', json_build_object(
              'id', truth.id('rmb', member_id, reimbursement_id), 'detail', 'FULL', 'careDate', care_date, 'label', label,
              'spent', spent::text, 'beneficiary', json_build_object('firstName', first_name),
              'statement', (SELECT json_build_object('number', number) FROM statements s
                            WHERE (s.member_id, s.statement_id) = (page.member_id, page.statement_id))))
              ORDER BY care_date DESC, reimbursement_id DESC)
            FROM (SELECT * FROM mine ORDER BY care_date DESC, reimbursement_id DESC LIMIT 50) page
            JOIN people USING (member_id, person_id)))))
