-- A broker sees the household that it follows, and of it the contracts that it placed: nothing about care and money.
-- as: second-broker
-- {
--   member(number: "20000029") { id number firstName lastName email birthDate phone nirMasked address { city }
--     contracts { number broker { name } premium { amount } thirdPartyCard { amcNumber } }
--     beneficiaries { firstName nirMasked sharing { given } teletransmission { status } allowances { code } address { city } }
--     reimbursements { totalCount edges { node { id } } } statements { totalCount } bankAccounts { usage } accountant { firm }
--     notifications { totalCount } consents { purpose } accessLog { totalCount } }
-- }
SELECT json_build_object('member', row_to_json(household)) FROM (
  SELECT truth.id('mbr', m.member_id) AS id, number, p.first_name AS "firstName", p.last_name AS "lastName", p.email,
         p.birth_date AS "birthDate", p.phone, NULL AS "nirMasked", '{"city": "Bordeaux"}'::json AS address,
         (SELECT json_agg(json_build_object('number', c.number, 'broker', json_build_object('name', 'Cabinet Guilbert'),
                   'premium', json_build_object('amount', premium_amount::text), 'thirdPartyCard', NULL))
          FROM contracts c JOIN truth.me USING (broker_id) WHERE c.member_id = m.member_id) AS contracts,
         (SELECT json_agg(json_build_object('firstName', first_name, 'nirMasked', NULL, 'sharing', NULL,
                   'teletransmission', NULL, 'allowances', NULL, 'address', '{"city": "Bordeaux"}'::json)
                   ORDER BY array_position('{HOLDER,SPOUSE,CHILD}', relation))
          FROM coverages v JOIN people USING (member_id, person_id) WHERE v.member_id = m.member_id) AS beneficiaries,
         '{"totalCount": 0, "edges": []}'::json AS reimbursements, '{"totalCount": 0}'::json AS statements,
         '[]'::json AS "bankAccounts", NULL AS accountant, '{"totalCount": 0}'::json AS notifications,
         '[]'::json AS consents, '{"totalCount": 0}'::json AS "accessLog"
  FROM members m JOIN people p ON p.member_id = m.member_id AND p.is_holder
  WHERE number = '20000029') household
