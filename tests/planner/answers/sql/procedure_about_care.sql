-- A démarche of a silent adult about their care is theirs, their guardian's and the desk's: not there for anybody else.
-- as: holder, spouse, child, guardian-of-holder, guardian-of-spouse, first-broker, second-broker, agent, reporting, service
-- { procedure(reference: "DEM-SEVERINE-CARE") { reference kind status beneficiary { firstName } documents { title } } }
SELECT json_build_object('procedure', (
  SELECT json_build_object('reference', reference, 'kind', kind, 'status', p.status,
    'beneficiary', json_build_object('firstName', 'Séverine'), 'documents', '[{"title": "Devis de Séverine"}]'::json)
  FROM procedures p, truth.me
  WHERE reference = 'DEM-SEVERINE-CARE'
    AND (role = 'AGENT' OR p.submitted_by = me.account_id OR (p.member_id, p.person_id) = (me.member_id, me.person_id))))
