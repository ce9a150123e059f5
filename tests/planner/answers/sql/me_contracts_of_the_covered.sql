-- Who is covered sees the contract that covers them, and of those whom it covers themselves only.
-- as: spouse, child, guardian-of-spouse
-- { me { contracts { number status endDate premium { amount } broker { name } beneficiaries { firstName relation } } } }
SELECT json_build_object('me', json_build_object('contracts', json_agg(json_build_object(
  'number', number, 'status', status, 'endDate', end_date, 'premium', json_build_object('amount', premium_amount::text),
  'broker', json_build_object('name', b.name),
  'beneficiaries', (SELECT json_agg(json_build_object('firstName', first_name, 'relation', relation))
                    FROM coverages v JOIN people USING (member_id, person_id) JOIN truth.me USING (member_id, person_id)
                    WHERE v.contract_id = c.contract_id)))))
FROM truth.my_contracts c JOIN brokers b USING (broker_id)
