-- Who asks, as what; with the household, the cover and the firm that are theirs.
-- as: holder, spouse, child, guardian-of-holder, guardian-of-spouse, covered-no-more, second-broker, agent, reporting, service
-- {
--   viewer { displayName unreadNotifications capacity { id role label } capacities { role }
--     member { number } beneficiary { firstName coveredTo } broker { name email } }
-- }
SELECT json_build_object('viewer', json_build_object(
  'displayName', display_name,
  'unreadNotifications', (SELECT count(*) FROM notifications n
                          WHERE (n.member_id, n.person_id) = (me.member_id, me.person_id) AND read_at IS NULL),
  'capacity', json_build_object('id', capacity_id::text, 'role', role, 'label', label),
  'capacities', json_build_array(json_build_object('role', role)),
  'member', (SELECT json_build_object('number', number) FROM members m WHERE m.member_id = me.member_id),
  'beneficiary', (SELECT json_build_object('firstName', first_name, 'coveredTo', covered_to)
                  FROM coverages v JOIN people USING (member_id, person_id)
                  WHERE (v.member_id, v.person_id) = (me.member_id, me.person_id)),
  'broker', (SELECT json_build_object('name', b.name, 'email', b.email) FROM brokers b WHERE b.broker_id = me.broker_id)))
FROM truth.me
