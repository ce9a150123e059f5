-- Who is covered sees the payments with a line of theirs, as far as it is theirs; not whose account was paid.
-- as: spouse, child, guardian-of-spouse
-- {
--   me { statements(first: 2) { totalCount pageInfo { hasNextPage }
--     edges { node { number total payeeName ibanMasked reimbursements { totalCount } } } } }
-- }
WITH seen AS (
  SELECT s.number, s.issued_on, s.statement_id, sum(complementary_paid) AS total, count(*) AS lines
  FROM statements s JOIN reimbursements r USING (member_id, statement_id) JOIN truth.me USING (member_id, person_id)
  GROUP BY s.number, s.issued_on, s.statement_id
)
SELECT json_build_object('me', json_build_object('statements', json_build_object(
  'totalCount', (SELECT count(*) FROM seen), 'pageInfo', json_build_object('hasNextPage', true),
  'edges', (SELECT json_agg(json_build_object('node', json_build_object(
              'number', number, 'total', total::text, 'payeeName', NULL, 'ibanMasked', NULL,
              'reimbursements', json_build_object('totalCount', lines))) ORDER BY issued_on DESC, statement_id DESC)
            FROM (SELECT * FROM seen ORDER BY issued_on DESC, statement_id DESC LIMIT 2) page))))
