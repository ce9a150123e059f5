-- Who is covered sees what is about them, whoever sent it, and what they sent.
-- as: spouse, child, guardian-of-spouse
-- { me { procedures(orderBy: SUBMITTED_AT_ASC) { totalCount edges { node { reference documents { title } events { at } } } } } }
WITH seen AS (
  SELECT p.*, submitted_by = account_id OR p.person_id = me.person_id AS sees, me.person_id AS reader
  FROM procedures p JOIN truth.me USING (member_id)
)
SELECT json_build_object('me', json_build_object('procedures', json_build_object('totalCount', count(*), 'edges', json_agg(
  json_build_object('node', json_build_object(
    'reference', reference,
    'documents', (SELECT coalesce(json_agg(json_build_object('title', title)), '[]')
                  FROM procedure_documents d JOIN documents USING (member_id, document_id)
                  WHERE (d.member_id, d.procedure_id) = (s.member_id, s.procedure_id) AND person_id = reader),
    'events', '[]'::json))
  ORDER BY submitted_at, procedure_id))))
FROM seen s WHERE sees
