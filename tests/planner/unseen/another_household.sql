-- A household that none of them has anything to do with: its rows are changed, it gets some, and loses some.
-- unseen by: holder, second-broker, covered-no-more
UPDATE members SET sort_name = 'aaa', search = 'consult lu 20000029', broker_ids = '{}' WHERE number = '20000003';
UPDATE people SET first_name = 'Sébastien', last_name = 'Laurent', email = 'x@example.org', phone = '1', nir_masked = 'x'
WHERE member_id = truth.household('20000003');
UPDATE contracts SET premium_amount = premium_amount + 1, status = 'SUSPENDED' WHERE member_id = truth.household('20000003');
UPDATE reimbursements SET spent = spent + 1, remaining = remaining + 1, search = 'consult', category = 'DENTAL'
WHERE member_id = truth.household('20000003');
UPDATE procedures SET status = 'SUBMITTED', rejection_reason = NULL, kind = 'LEVEL_CHANGE' WHERE member_id = truth.household('20000003');
UPDATE installments SET amount = amount + 1, net_amount = net_amount + 1 WHERE member_id = truth.household('20000003');
DELETE FROM allowance_uses WHERE member_id = truth.household('20000003');
DELETE FROM reimbursements WHERE member_id = truth.household('20000003') AND reimbursement_id % 3 = 0 AND reverses_id IS NULL
  AND reimbursement_id NOT IN (SELECT reverses_id FROM reimbursements WHERE reverses_id IS NOT NULL);
DELETE FROM procedure_events WHERE member_id = truth.household('20000003');
DELETE FROM bank_accounts b WHERE member_id = truth.household('20000003')
  AND NOT EXISTS (SELECT FROM sepa_mandates m WHERE m.bank_account_id = b.bank_account_id)
  AND NOT EXISTS (SELECT FROM installments i WHERE i.bank_account_id = b.bank_account_id);
INSERT INTO documents (member_id, kind, title, file_name, mime_type, size, sha256, file_key, issued_on, added_at)
SELECT member_id, 'LETTER', 'Lettre', 'x', 'x', 1, sha256(''), 'x', '2026-01-01', now() FROM members WHERE number = '20000003';
INSERT INTO access_log (member_id, at, account_id, role, label, what)
SELECT member_id, now(), 1, 'AGENT', 'x', 'Contract' FROM members WHERE number = '20000003';
