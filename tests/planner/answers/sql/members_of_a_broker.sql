-- A broker's list holds the households that it follows today, by name, each with the contracts that it placed.
-- as: first-broker, second-broker, former-broker
-- { members(first: 100) { totalCount edges { node { number lastName email contracts { number status } } } } }
WITH seen AS (
  SELECT m.member_id, m.number, sort_name, last_name, email, f.broker_id
  FROM truth.followed f JOIN truth.me USING (broker_id) JOIN members m ON m.member_id = f.member_id
  JOIN people p ON p.member_id = m.member_id AND is_holder
)
SELECT json_build_object('members', json_build_object('totalCount', count(*), 'edges', coalesce(json_agg(
  json_build_object('node', json_build_object('number', number, 'lastName', last_name, 'email', email, 'contracts',
    (SELECT coalesce(json_agg(json_build_object('number', number, 'status', status) ORDER BY start_date, contract_id), '[]')
     FROM contracts c WHERE (c.member_id, c.broker_id) = (seen.member_id, seen.broker_id))))
  ORDER BY sort_name, member_id), '[]')))
FROM seen
