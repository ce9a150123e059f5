-- A filter by contracts looks at those that the reader sees: a protection contract of another broker finds nobody.
-- as: first-broker, second-broker, agent
-- {
--   members(filter: {lineOfBusiness: [PROTECTION], contractStatus: [ACTIVE]}, last: 3) {
--     pageInfo { hasPreviousPage hasNextPage } edges { node { number } } }
-- }
WITH found AS (
  SELECT DISTINCT m.number, sort_name, m.member_id
  FROM truth.me CROSS JOIN contracts c JOIN members m ON m.member_id = c.member_id
  WHERE line_of_business = 'PROTECTION' AND status = 'ACTIVE'
    AND (me.role = 'AGENT' OR me.broker_id = c.broker_id AND (c.member_id, me.broker_id) IN (TABLE truth.followed))
)
SELECT json_build_object('members', json_build_object(
  'pageInfo', json_build_object('hasPreviousPage', (SELECT count(*) > 3 FROM found), 'hasNextPage', false),
  'edges', (SELECT json_agg(json_build_object('node', json_build_object('number', number)) ORDER BY sort_name, member_id)
            FROM (SELECT * FROM found ORDER BY sort_name DESC, member_id DESC LIMIT 3) page)))
