-- To who is covered no more a contract has ended with their own cover: how it goes on, and at what price, is not theirs.
-- as: covered-no-more
-- {
--   me { contracts { number status startDate endDate plan { label } premium { amount yearlyAmount frequency paymentDay
--     paymentMethod } guarantees { label } thirdPartyCard { amcNumber } beneficiaries { firstName coveredTo
--     address { city } } levelChange { currentLevel { label } levelsAbove { label } eligibleFrom } } }
-- }
SELECT json_build_object('me', json_build_object('contracts', json_agg(json_build_object(
  'number', number, 'status', 'TERMINATED', 'startDate', start_date, 'endDate', '2026-06-30', 'plan', NULL,
  'premium', '{"amount": null, "yearlyAmount": null, "frequency": null, "paymentDay": null, "paymentMethod": null}'::json,
  'guarantees', '[]'::json, 'thirdPartyCard', NULL,
  'beneficiaries', '[{"firstName": "Mathieu", "coveredTo": "2026-06-30", "address": null}]'::json,
  'levelChange', '{"currentLevel": null, "levelsAbove": [], "levelsBelow": [], "eligibleFrom": null}'::jsonb - 'levelsBelow'))))
FROM contracts WHERE number = 'S-20000024'
