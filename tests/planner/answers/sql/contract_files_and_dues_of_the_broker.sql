-- Of a contract that it placed a broker sees the files that it comes with and what is due; the account it does not.
-- as: second-broker
-- {
--   contract(number: "S-20000029") { documents { totalCount edges { node { title } } }
--     paymentSchedule(year: 2026) { total installments { dueOn amount status ibanMasked } } }
-- }
SELECT json_build_object('contract', json_build_object(
  'documents', '{"totalCount": 2, "edges": [{"node": {"title": "Attestation fiscale"}}, {"node": {"title": "Conditions"}}]}'::json,
  'paymentSchedule', (SELECT json_build_object('total', sum(amount)::text, 'installments', json_agg(json_build_object(
      'dueOn', due_on, 'amount', amount::text, 'status', status, 'ibanMasked', NULL) ORDER BY due_on))
    FROM installments WHERE member_id = truth.household('20000029') AND extract(year FROM due_on) = 2026)))
