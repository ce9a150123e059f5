-- Accounts that hold today, masked, with the mandate that debits each, and what is due in a year.
-- as: holder, guardian-of-holder
-- {
--   me { bankAccounts { usage holderName ibanMasked bic since mandate { umr status signedAt } }
--        contracts { paymentSchedule(year: 2026) { year total netTotal taxTotal installments { dueOn amount status method
--          paidOn ibanMasked } } } }
-- }
SELECT json_build_object('me', json_build_object(
  'bankAccounts', (SELECT json_agg(json_build_object(
      'usage', usage, 'holderName', holder_name, 'ibanMasked', iban_masked, 'bic', bic, 'since', valid_from,
      'mandate', (SELECT json_build_object('umr', umr, 'status', status, 'signedAt', truth.instant(signed_at))
                  FROM sepa_mandates m WHERE (m.member_id, m.bank_account_id) = (b.member_id, b.bank_account_id)))
      ORDER BY usage, bank_account_id)
    FROM bank_accounts b JOIN truth.me USING (member_id)
    WHERE truth.today() BETWEEN valid_from AND coalesce(valid_to - 1, 'infinity')),
  'contracts', (SELECT json_agg(json_build_object('paymentSchedule',
      (SELECT json_build_object('year', 2026, 'total', sum(amount)::text, 'netTotal', sum(net_amount)::text,
                'taxTotal', sum(tax_amount)::text, 'installments', json_agg(json_build_object(
                  'dueOn', due_on, 'amount', amount::text, 'status', status, 'method', method, 'paidOn', paid_on,
                  'ibanMasked', (SELECT iban_masked FROM bank_accounts b
                                 WHERE (b.member_id, b.bank_account_id) = (i.member_id, i.bank_account_id)))
                  ORDER BY due_on))
       FROM installments i WHERE (i.member_id, i.contract_id) = (c.member_id, c.contract_id)
         AND extract(year FROM due_on) = 2026 HAVING count(*) > 0)))
    FROM truth.my_contracts c)))
