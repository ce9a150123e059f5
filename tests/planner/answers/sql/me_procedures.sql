-- The holder sees what they sent themselves, and of others what is not about an adult who is silent, nor an own affair.
-- as: holder, guardian-of-holder
-- {
--   me { procedures(first: 50) { totalCount edges { node { reference kind status submittedAt updatedAt expectedBy version
--     rejectionReason member { number } contract { number } beneficiary { firstName } documents { title } } } } }
-- }
WITH seen AS (
  SELECT p.* FROM procedures p JOIN truth.me USING (member_id)
  WHERE submitted_by = account_id OR p.person_id IS NULL OR NOT (
    (p.member_id, p.person_id) IN (TABLE truth.silent)
    OR kind = 'ADDRESS_CHANGE' AND (p.member_id, p.person_id) IN (SELECT member_id, person_id FROM truth.adults))
)
SELECT json_build_object('me', json_build_object('procedures', json_build_object('totalCount', count(*), 'edges', json_agg(
  json_build_object('node', json_build_object(
    'reference', reference, 'kind', kind, 'status', s.status, 'submittedAt', truth.instant(submitted_at),
    'updatedAt', truth.instant(updated_at), 'expectedBy', expected_by, 'version', version,
    'rejectionReason', rejection_reason, 'member', json_build_object('number', '20000029'),
    'contract', json_build_object('number', 'S-20000029'),
    'beneficiary', (SELECT json_build_object('firstName', first_name) FROM people p
                    WHERE (p.member_id, p.person_id) = (s.member_id, s.person_id)),
    'documents', '[]'::json))
  ORDER BY submitted_at DESC, procedure_id DESC))))
FROM seen s
