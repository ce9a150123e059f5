-- A silent adult's line by its id: amounts for the holder, all for themselves and the desk, nothing for anybody else.
-- as: holder, spouse, child, guardian-of-holder, guardian-of-spouse, covered-no-more, second-broker, agent, reporting, service
-- with: SELECT json_build_object('id', truth.id('rmb', member_id, min(reimbursement_id))) FROM reimbursements WHERE person_id = truth.person('20000029', 'Séverine') GROUP BY member_id
-- query($id: ID!) { node(id: $id) { id ... on Reimbursement { detail complementaryPaid spent label } } }
SELECT json_build_object('node', (
  SELECT json_build_object('id', truth.id('rmb', r.member_id, reimbursement_id),
    'detail', CASE WHEN sees = 'MEMBER' THEN 'AMOUNTS_ONLY' ELSE 'FULL' END, 'complementaryPaid', complementary_paid::text,
    'spent', CASE WHEN sees <> 'MEMBER' THEN spent::text END, 'label', CASE WHEN sees <> 'MEMBER' THEN r.label END)
  FROM reimbursements r, truth.me
  WHERE r.person_id = truth.person('20000029', 'Séverine')
    AND (role = 'AGENT' OR r.member_id = me.member_id AND (sees = 'MEMBER' OR r.person_id = me.person_id))
  ORDER BY reimbursement_id LIMIT 1))
