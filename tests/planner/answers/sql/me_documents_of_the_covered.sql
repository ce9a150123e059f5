-- Who is covered sees their own papers, and those of the contract that are for everybody whom it covers.
-- as: spouse, child, guardian-of-spouse
-- { me { documents { edges { node { title } } } } }
SELECT json_build_object('me', json_build_object('documents', json_build_object('edges', json_agg(
  json_build_object('node', json_build_object('title', title)) ORDER BY issued_on DESC, document_id DESC))))
FROM documents d JOIN truth.me USING (member_id)
WHERE d.person_id = me.person_id OR title = 'Conditions'
