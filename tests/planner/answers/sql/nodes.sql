-- Several by their ids, in their order: what is not the reader's is null, as what is nothing.
-- as: holder, spouse, guardian-of-holder, guardian-of-spouse, first-broker, second-broker, former-broker, agent, reporting, service
-- with: SELECT json_build_object('ids', json_build_array(truth.id('ctr', c.member_id, contract_id), truth.id('mbr', c.member_id), truth.id('bnf', c.member_id, (SELECT coverage_id FROM coverages v WHERE v.person_id = truth.person('20000029', 'Séverine'))), truth.id('mbr', 999999), truth.id('brk', 4), truth.id('act', 1))) FROM contracts c WHERE number = 'S-20000029'
-- query($ids: [ID!]!) {
--   nodes(ids: $ids) { __typename ... on Contract { number } ... on Member { number } ... on Beneficiary { firstName }
--     ... on Broker { name } ... on Act { code } }
-- }
SELECT json_build_object('nodes', json_build_array(
  CASE WHEN of_it OR follows THEN '{"__typename": "Contract", "number": "S-20000029"}'::json END,
  CASE WHEN of_it OR follows THEN '{"__typename": "Member", "number": "20000029"}'::json END,
  CASE WHEN of_it OR follows THEN '{"__typename": "Beneficiary", "firstName": "Séverine"}'::json END,
  NULL,
  CASE WHEN of_it OR me.broker_id = 4 THEN '{"__typename": "Broker", "name": "Cabinet Guilbert"}'::json END,
  (SELECT json_build_object('__typename', 'Act', 'code', code) FROM acts WHERE act_id = 1)))
FROM (SELECT *, role = 'AGENT' OR member_id = truth.household('20000029') AS of_it,
             (truth.household('20000029'), broker_id) IN (TABLE truth.followed) AS follows FROM truth.me) me
