-- Each filter and order by something hidden, alone, passes over the lines of who is silent; those by what is shown do not.
-- as: holder, guardian-of-holder
-- {
--   me {
--     category: reimbursements(filter: {category: [OPTICAL, DENTAL, OTHER]}) { totalCount }
--     family: reimbursements(filter: {family: [PHARMACY, GENERAL_PRACTITIONER]}) { totalCount }
--     payee: reimbursements(filter: {payee: PROFESSIONAL}) { totalCount }
--     search: reimbursements(filter: {search: "consult"}) { totalCount }
--     from: reimbursements(filter: {careDate: {from: "2020-01-01"}}) { totalCount }
--     to: reimbursements(filter: {careDate: {to: "2099-01-01"}}) { totalCount }
--     min: reimbursements(filter: {spent: {min: "-99999"}}) { totalCount }
--     max: reimbursements(filter: {spent: {max: "99999"}}) { totalCount }
--     spent: reimbursements(orderBy: SPENT_DESC) { edges { node { detail } } }
--     cared: reimbursements(orderBy: CARE_DATE_ASC, first: 100) { edges { node { detail } } }
--     paid: reimbursements(filter: {paidOn: {from: "2020-01-01"}, status: [PAID]}) { totalCount }
--   }
-- }
WITH lines AS (
  SELECT r.*, (r.member_id, r.person_id) NOT IN (TABLE truth.silent) AS shown
  FROM reimbursements r JOIN truth.me USING (member_id)
), counted AS (
  SELECT count(*) FILTER (WHERE shown AND category IN ('OPTICAL', 'DENTAL', 'OTHER')) AS category,
         count(*) FILTER (WHERE shown AND family IN ('PHARMACY', 'GENERAL_PRACTITIONER')) AS family,
         count(*) FILTER (WHERE shown AND payee = 'PROFESSIONAL') AS payee,
         count(*) FILTER (WHERE shown AND ' ' || search LIKE '% consult%') AS search,
         count(*) FILTER (WHERE shown) AS any, count(*) FILTER (WHERE status = 'PAID') AS paid
  FROM lines
)
SELECT json_build_object('me', json_build_object(
  'category', json_build_object('totalCount', category), 'family', json_build_object('totalCount', family),
  'payee', json_build_object('totalCount', payee), 'search', json_build_object('totalCount', search),
  'from', json_build_object('totalCount', counted.any), 'to', json_build_object('totalCount', counted.any),
  'min', json_build_object('totalCount', counted.any), 'max', json_build_object('totalCount', counted.any),
  'spent', json_build_object('edges', (SELECT json_agg('{"node": {"detail": "FULL"}}'::json) FROM (SELECT FROM lines WHERE shown LIMIT 20) s)),
  'cared', json_build_object('edges', (SELECT json_agg('{"node": {"detail": "FULL"}}'::json) FROM (SELECT FROM lines WHERE shown LIMIT 100) s)),
  'paid', json_build_object('totalCount', paid)))
FROM counted
