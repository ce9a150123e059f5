-- Found by the beginnings of words of the holder's names or by the number; arrears are instalments that were rejected.
-- as: first-broker, second-broker, agent
-- {
--   found: members(search: "lu ") { edges { node { number } } }
--   byNumber: members(search: "2000002") { edges { node { number } } }
--   late: members(filter: {inArrears: true}) { edges { node { number } } }
-- }
WITH seen AS (
  SELECT m.number, sort_name, m.member_id, search,
         EXISTS (SELECT FROM installments i WHERE i.member_id = m.member_id AND i.status = 'REJECTED'
                 AND (me.role = 'AGENT' OR i.broker_id = me.broker_id)) AS late
  FROM truth.me CROSS JOIN members m
  WHERE me.role = 'AGENT' OR (m.member_id, me.broker_id) IN (TABLE truth.followed)
), listed AS (
  SELECT search, late, member_id, sort_name, json_build_object('node', json_build_object('number', number)) AS edge FROM seen
)
SELECT json_build_object(
  'found', json_build_object('edges', coalesce(json_agg(edge ORDER BY sort_name, member_id)
                                               FILTER (WHERE ' ' || search LIKE '% lu%'), '[]')),
  'byNumber', json_build_object('edges', coalesce(json_agg(edge ORDER BY sort_name, member_id)
                                                  FILTER (WHERE ' ' || search LIKE '% 2000002%'), '[]')),
  'late', json_build_object('edges', coalesce(json_agg(edge ORDER BY sort_name, member_id) FILTER (WHERE late), '[]')))
FROM listed
