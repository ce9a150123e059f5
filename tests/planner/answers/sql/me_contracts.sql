-- The holder's contracts: with level, price and broker, and everybody whom they cover, the holder first.
-- as: holder, guardian-of-holder
-- {
--   me { contracts { id number lineOfBusiness status startDate endDate subscriberKind madelin responsible
--     product { code insurer exclusions } plan { rank label } broker { name orias }
--     premium { amount yearlyAmount frequency paymentDay paymentMethod }
--     beneficiaries { firstName relation coveredFrom coveredTo } } }
-- }
SELECT json_build_object('me', json_build_object('contracts', json_agg(contract))) FROM (
  SELECT truth.id('ctr', c.member_id, c.contract_id) AS id, c.number, c.line_of_business AS "lineOfBusiness", c.status,
         start_date AS "startDate", end_date AS "endDate", subscriber_kind AS "subscriberKind", madelin, c.responsible,
         json_build_object('code', p.code, 'insurer', i.name, 'exclusions', p.exclusions) AS product,
         (SELECT json_build_object('rank', rank, 'label', label) FROM contract_plans l JOIN plans USING (plan_id)
          WHERE (l.member_id, l.contract_id) = (c.member_id, c.contract_id)
            AND truth.today() BETWEEN valid_from AND coalesce(valid_to - 1, 'infinity')) AS plan,
         (SELECT json_build_object('name', name, 'orias', orias) FROM brokers b WHERE b.broker_id = c.broker_id) AS broker,
         json_build_object('amount', premium_amount::text, 'yearlyAmount', premium_amount::text, 'frequency', 'YEARLY',
                           'paymentDay', payment_day, 'paymentMethod', payment_method) AS premium,
         (SELECT json_agg(json_build_object('firstName', first_name, 'relation', relation, 'coveredFrom', covered_from,
                                            'coveredTo', covered_to)
                          ORDER BY array_position('{HOLDER,SPOUSE,CHILD}', relation), birth_date)
          FROM coverages v JOIN people USING (member_id, person_id)
          WHERE (v.member_id, v.contract_id) = (c.member_id, c.contract_id)) AS beneficiaries
  FROM contracts c JOIN products p USING (product_id) JOIN insurers i USING (insurer_id)
  WHERE c.member_id = (SELECT member_id FROM truth.me)
  ORDER BY start_date, contract_id) contract
