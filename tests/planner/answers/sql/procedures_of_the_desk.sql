-- The desk's queue: what is open first, the oldest first; by state and by the day on which it was sent, in Paris.
-- as: agent
-- {
--   procedures(first: 5) { totalCount edges { node { reference status stageLabel: stage } } }
--   some: procedures(filter: {status: [SUBMITTED, REJECTED], submitted: {from: "2026-05-01", to: "2026-05-05"}}, first: 100)
--     { totalCount edges { node { reference member { number } beneficiary { firstName } rejectionReason } } }
-- }
WITH queue AS (
  SELECT *, status IN ('DONE', 'REJECTED', 'CANCELLED', 'EXPIRED') AS closed FROM procedures
)
SELECT json_build_object(
  'procedures', json_build_object('totalCount', (SELECT count(*) FROM queue), 'edges',
    (SELECT json_agg(json_build_object('node', json_build_object('reference', reference, 'status', status, 'stageLabel', stage))
                     ORDER BY closed, submitted_at, member_id, procedure_id)
     FROM (SELECT * FROM queue ORDER BY closed, submitted_at, member_id, procedure_id LIMIT 5) page)),
  'some', (SELECT json_build_object('totalCount', count(*), 'edges', json_agg(json_build_object('node', json_build_object(
      'reference', reference, 'member', json_build_object('number', number),
      'beneficiary', (SELECT json_build_object('firstName', first_name) FROM people p
                      WHERE (p.member_id, p.person_id) = (q.member_id, q.person_id)),
      'rejectionReason', rejection_reason)) ORDER BY closed, submitted_at, member_id, procedure_id))
    FROM queue q JOIN members USING (member_id)
    WHERE status IN ('SUBMITTED', 'REJECTED')
      AND (submitted_at AT TIME ZONE 'Europe/Paris')::date BETWEEN '2026-05-01' AND '2026-05-05'))
