-- How the household lives on, to who is covered no more.
-- unseen by: covered-no-more, holder
UPDATE contracts SET premium_amount = 1, premium_frequency = 'YEARLY', payment_day = 1, payment_method = 'CHEQUE', status = 'SUSPENDED',
                     end_date = '2026-10-01' WHERE number = 'S-20000024';
UPDATE contract_plans p SET plan_id = (SELECT max(plan_id) FROM plans q WHERE q.product_id =
  (SELECT product_id FROM plans o WHERE o.plan_id = p.plan_id)) WHERE member_id = truth.household('20000024');
UPDATE addresses SET street = 'x', city = 'x' WHERE member_id = truth.household('20000024');
UPDATE people SET email = 'x', phone = 'x', nir_masked = 'x' WHERE person_id = truth.person('20000024', 'Aurélie');
UPDATE reimbursements SET spent = spent + 1, remaining = remaining + 1 WHERE person_id = truth.person('20000024', 'Aurélie');
UPDATE bank_accounts SET iban_masked = 'x' WHERE member_id = truth.household('20000024');
UPDATE installments SET amount = amount + 1, net_amount = net_amount + 1 WHERE member_id = truth.household('20000024');
UPDATE third_party_cards SET amc_number = 'x' WHERE member_id = truth.household('20000024');
