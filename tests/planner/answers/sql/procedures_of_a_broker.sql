-- A broker's list of démarches: of the portfolio, without those about care, complaints and exports.
-- as: first-broker, second-broker, former-broker
-- { procedures(orderBy: SUBMITTED_AT_ASC, first: 100) { totalCount edges { node { reference kind } } } }
SELECT json_build_object('procedures', json_build_object('totalCount', count(*), 'edges', coalesce(json_agg(
  json_build_object('node', json_build_object('reference', reference, 'kind', kind))
  ORDER BY submitted_at, p.member_id, procedure_id), '[]')))
FROM procedures p JOIN truth.me USING (broker_id)
WHERE (p.member_id, broker_id) IN (TABLE truth.followed)
  AND kind NOT IN ('REIMBURSEMENT_REQUEST', 'QUOTE_ESTIMATE', 'HOSPITAL_CARE', 'TELETRANSMISSION_CHANGE', 'COMPLAINT',
                   'DATA_EXPORT')
