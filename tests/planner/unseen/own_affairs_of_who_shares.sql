-- What an adult who shares does not share: where they live, who they are, who looked at their data.
-- unseen by: holder, guardian-of-holder, spouse
UPDATE procedures SET status = 'DONE', updated_at = now(), version = 7 WHERE reference = 'DEM-CELIA-ADDRESS';
INSERT INTO procedures (member_id, reference, kind, status, person_id, submitted_by, submitted_as, submitted_at, updated_at,
                        idempotency_key, request_hash, form)
SELECT member_id, 'DEM-CELIA-NEW', 'IDENTITY_CORRECTION', 'SUBMITTED', person_id, account_id, 'BENEFICIARY', now(), now(), 'new',
       sha256(''), '{}' FROM truth.readers WHERE login = 'celia';
UPDATE documents SET title = 'x', size = 1 WHERE title IN ('Passeport de Célia', 'Pièce de Célia');
INSERT INTO documents (member_id, kind, title, file_name, mime_type, size, sha256, file_key, issued_on, added_at, person_id)
SELECT member_id, 'BANK_DETAILS', 'RIB', 'x', 'x', 1, sha256(''), 'x', '2026-01-01', now(), person_id
FROM people WHERE person_id = truth.person('20000029', 'Célia');
INSERT INTO addresses (member_id, person_id, street, postal_code, city, country, valid_from)
SELECT member_id, person_id, '1 rue Neuve', '75001', 'Paris', 'FR', '2025-01-01'
FROM people WHERE person_id = truth.person('20000029', 'Célia');
DELETE FROM access_log WHERE person_id = truth.person('20000029', 'Célia');
