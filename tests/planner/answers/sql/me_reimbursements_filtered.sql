-- A filter and an order by what is hidden are never met by a line that is: no count and no total tells of it.
-- as: holder, guardian-of-holder
-- {
--   me { reimbursements(filter: {category: [OTHER, DENTAL], careDate: {from: "2025-06-01"}, spent: {min: "10", max: "500"}},
--                       orderBy: SPENT_ASC, last: 5) {
--     totalCount totals { complementaryPaid spent } pageInfo { hasPreviousPage hasNextPage }
--     edges { node { id detail careDate spent } } } }
-- }
WITH found AS (
  SELECT * FROM reimbursements r
  WHERE member_id = (SELECT member_id FROM truth.me) AND (member_id, person_id) NOT IN (TABLE truth.silent)
    AND category IN ('OTHER', 'DENTAL') AND care_date >= '2025-06-01' AND spent BETWEEN 10 AND 500
)
SELECT json_build_object('me', json_build_object('reimbursements', json_build_object(
  'totalCount', (SELECT count(*) FROM found),
  'totals', (SELECT json_build_object('complementaryPaid', sum(complementary_paid)::text, 'spent', sum(spent)::text) FROM found),
  'pageInfo', json_build_object('hasPreviousPage', (SELECT count(*) > 5 FROM found), 'hasNextPage', false),
  'edges', (SELECT json_agg(json_build_object('node', json_build_object(
              'id', truth.id('rmb', member_id, reimbursement_id), 'detail', 'FULL', 'careDate', care_date,
              'spent', spent::text)) ORDER BY spent, reimbursement_id)
            FROM (SELECT * FROM found ORDER BY spent DESC, reimbursement_id DESC LIMIT 5) page))))
