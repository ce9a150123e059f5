-- A contract by its number: for the household, for whom it covers, for the broker who placed it, for agents.
-- as: holder, spouse, child, guardian-of-holder, guardian-of-spouse, second-broker, agent
-- { contract(number: "S-20000029") { id number status member { number } product { code } premium { amount } } }
SELECT json_build_object('contract', json_build_object(
  'id', truth.id('ctr', member_id, contract_id), 'number', number, 'status', status,
  'member', json_build_object('number', '20000029'), 'product', json_build_object('code', code),
  'premium', json_build_object('amount', premium_amount::text)))
FROM contracts JOIN products USING (product_id) WHERE number = 'S-20000029'
