-- What is the holder's and other people's, to those whom the contract covers.
-- unseen by: spouse, guardian-of-spouse, second-broker
UPDATE people SET nir_masked = 'x' WHERE person_id = truth.person('20000029', 'Sébastien');
UPDATE reimbursements SET spent = spent + 100, remaining = remaining + 100, label = 'Autre', care_date = '2026-02-02'
WHERE member_id = truth.household('20000029') AND person_id <> truth.person('20000029', 'Séverine');
UPDATE bank_accounts SET iban_masked = 'FR76 …', holder_name = 'X' WHERE member_id = truth.household('20000029');
DELETE FROM procedure_documents WHERE procedure_id = (SELECT procedure_id FROM procedures WHERE reference = 'DEM-CELIA-ADDRESS');
DELETE FROM documents WHERE title IN ('Lettre à Sébastien', 'Devis de Célia', 'Passeport de Célia', 'Pièce de Célia');
DELETE FROM notifications WHERE person_id = truth.person('20000029', 'Sébastien');
INSERT INTO consents (member_id, person_id, purpose, text_version, given_at)
SELECT truth.household('20000029'), truth.person('20000029', who), 'ASSISTANT', '2', now() FROM unnest('{Sébastien,Célia}'::text[]) who;
UPDATE access_log SET reason = 'x' WHERE member_id = truth.household('20000029') AND person_id IS DISTINCT FROM truth.person('20000029', 'Séverine');
UPDATE sharings SET withdrawn_at = now() WHERE person_id = truth.person('20000029', 'Célia');
