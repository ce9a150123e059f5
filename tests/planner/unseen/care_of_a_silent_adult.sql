-- What an adult who does not share has hidden from the holder: the care, not that it was paid; démarches, papers, notices.
-- unseen by: holder, child, second-broker
UPDATE reimbursements SET care_date = '2026-02-02', label = 'Autre', search = 'consult', professional = 'Dr Autre', quantity = 9,
  category = 'DENTAL', family = 'PHARMACY', act_id = NULL, spent = spent + 100, reimbursement_base = 1, deductible = 3,
  flat_contribution = 2, remaining = remaining + 100, source = 'PAPER', source_key = NULL, explanation = '[]',
  payee = CASE payee WHEN 'MEMBER' THEN 'PROFESSIONAL' ELSE 'MEMBER' END
WHERE person_id = truth.person('20000029', 'Séverine');
UPDATE statements s SET total = total + 5 WHERE EXISTS (  -- also of a payment with lines of others
  SELECT FROM reimbursements r WHERE (r.member_id, r.statement_id) = (s.member_id, s.statement_id)
  AND r.person_id = truth.person('20000029', 'Séverine'));
UPDATE statements s SET total = total + 7, payee_name = 'Dr Autre' WHERE member_id = truth.household('20000029')
  AND NOT EXISTS (SELECT FROM reimbursements r WHERE (r.member_id, r.statement_id) = (s.member_id, s.statement_id)
                  AND r.person_id <> truth.person('20000029', 'Séverine'));
UPDATE procedures SET status = 'DONE', kind = 'HOSPITAL_CARE', expected_by = NULL, version = 7
WHERE reference IN ('DEM-SEVERINE-CARE', 'DEM-SEVERINE-GUARDIAN');
INSERT INTO procedures (member_id, reference, kind, status, person_id, submitted_by, submitted_as, submitted_at, updated_at,
                        idempotency_key, request_hash, form)
SELECT member_id, 'DEM-SEVERINE-NEW', 'DATA_EXPORT', 'SUBMITTED', person_id, account_id, 'BENEFICIARY', now(), now(), 'new', sha256(''), '{}'
FROM truth.readers WHERE login = 'severine.henry.291@example.org';
DELETE FROM procedure_documents WHERE procedure_id = (SELECT procedure_id FROM procedures WHERE reference = 'DEM-SEVERINE-CARE');
DELETE FROM documents WHERE title = 'Devis de Séverine';
INSERT INTO documents (member_id, kind, title, file_name, mime_type, size, sha256, file_key, issued_on, added_at, person_id)
SELECT member_id, 'PRESCRIPTION', 'Ordonnance', 'x', 'x', 1, sha256(''), 'x', '2026-01-01', now(), person_id
FROM people WHERE person_id = truth.person('20000029', 'Séverine');
DELETE FROM access_log WHERE person_id = truth.person('20000029', 'Séverine');
UPDATE notifications SET read_at = now() WHERE person_id = truth.person('20000029', 'Séverine');
DELETE FROM consents WHERE person_id = truth.person('20000029', 'Séverine');
