-- Of a household that two brokers follow each sees what it placed: the first the health contract, the second the other.
-- as: first-broker, second-broker
-- {
--   health: contract(number: "S-20000005") { number beneficiaries { firstName } member { number contracts { number } } }
--   protection: contract(number: "P-20000005") { number beneficiaries { firstName } member { number contracts { number } } }
-- }
SELECT json_build_object('health', max(told::text) FILTER (WHERE line_of_business = 'HEALTH')::json,
                         'protection', max(told::text) FILTER (WHERE line_of_business = 'PROTECTION')::json)
FROM (SELECT line_of_business, json_build_object(
        'number', number,
        'beneficiaries', (SELECT json_agg(json_build_object('firstName', first_name)
                            ORDER BY array_position('{HOLDER,SPOUSE,CHILD}', relation), birth_date)
                          FROM coverages v JOIN people USING (member_id, person_id)
                          WHERE (v.member_id, v.contract_id) = (c.member_id, c.contract_id)),
        'member', json_build_object('number', '20000005', 'contracts', json_build_array(json_build_object('number', number)))
      ) AS told
      FROM contracts c JOIN truth.me USING (broker_id) WHERE number IN ('S-20000005', 'P-20000005')) placed
