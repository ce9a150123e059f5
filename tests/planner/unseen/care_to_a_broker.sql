-- What no broker sees of any household: lines, payments, accounts, care, consents, notices, and who looked.
-- unseen by: first-broker, second-broker, reporting
UPDATE reimbursements SET spent = spent + 1, remaining = remaining + 1, complementary_paid = complementary_paid;
UPDATE statements SET total = total + 1, number = number || 'x';
UPDATE bank_accounts SET iban_masked = 'FR76 …', holder_name = 'X';
UPDATE people SET nir_masked = 'x' WHERE nir_masked IS NOT NULL;
UPDATE teletransmissions SET status = 'REQUESTED', reject_code = NULL WHERE valid_to IS NULL;
UPDATE procedures SET status = 'DONE', rejection_reason = NULL, updated_at = now()
WHERE kind IN ('REIMBURSEMENT_REQUEST', 'QUOTE_ESTIMATE', 'HOSPITAL_CARE', 'TELETRANSMISSION_CHANGE', 'COMPLAINT');
UPDATE procedures SET expected_by = NULL, person_id = NULL, coverage_id = NULL WHERE submitted_as = 'MEMBER';
UPDATE third_party_cards SET amc_number = '1';
DELETE FROM procedure_events;
DELETE FROM allowance_uses;
DELETE FROM notifications;
DELETE FROM consents;
DELETE FROM access_log;
DELETE FROM sharings;
