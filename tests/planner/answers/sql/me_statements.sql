-- A statement is the holder's as far as its lines are: an adult's who does not share are left out, also of its total.
-- as: holder, guardian-of-holder
-- {
--   me { statements(first: 100) { totalCount edges { node { id number issuedOn total payee payeeName ibanMasked
--     document { title } reimbursements { totalCount edges { node { id } } } } } } }
-- }
WITH lines AS (
  SELECT * FROM reimbursements
  WHERE member_id = (SELECT member_id FROM truth.me) AND (member_id, person_id) NOT IN (TABLE truth.silent)
)
SELECT json_build_object('me', json_build_object('statements', json_build_object('totalCount', count(*), 'edges', json_agg(
  json_build_object('node', json_build_object(
    'id', truth.id('stm', member_id, statement_id), 'number', number, 'issuedOn', issued_on, 'total', total::text,
    'payee', payee, 'payeeName', payee_name, 'ibanMasked', iban_masked, 'document', NULL,
    'reimbursements', json_build_object('totalCount', cardinality(ids), 'edges',
      (SELECT json_agg(json_build_object('node', json_build_object('id', truth.id('rmb', member_id, id))) ORDER BY id)
       FROM unnest(ids) id))))
  ORDER BY issued_on DESC, statement_id DESC))))
FROM (SELECT s.member_id, s.statement_id, number, issued_on, s.payee, payee_name, iban_masked,
             sum(complementary_paid) AS total, array_agg(reimbursement_id) AS ids
      FROM statements s JOIN lines l USING (member_id, statement_id) GROUP BY s.member_id, s.statement_id) seen
