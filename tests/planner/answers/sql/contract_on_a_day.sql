-- The table of guarantees is that of the level on the day, in its order; the covered see it while they are covered.
-- as: holder, spouse, second-broker, agent
-- { contract(number: "S-20000029") { guarantees(onDate: "2026-01-15") { label family practitioner basket waitingMonths } } }
SELECT json_build_object('contract', json_build_object('guarantees', json_agg(json_build_object(
  'label', g.label, 'family', family, 'practitioner', practitioner, 'basket', basket, 'waitingMonths', waiting_months)
  ORDER BY position, guarantee_id)))
FROM contracts c
JOIN contract_plans l ON (l.member_id, l.contract_id) = (c.member_id, c.contract_id)
  AND '2026-01-15' BETWEEN l.valid_from AND coalesce(l.valid_to - 1, 'infinity')
JOIN guarantees g ON g.plan_id = l.plan_id AND '2026-01-15' BETWEEN g.valid_from AND coalesce(g.valid_to - 1, 'infinity')
WHERE c.number = 'S-20000029'
