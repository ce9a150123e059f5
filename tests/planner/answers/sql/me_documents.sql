-- Of an adult the holder sees papers of care that are shared: no own affairs, nor what was sent with a démarche that is
-- not shown, nor a file for nobody in particular of a payment with a line that is hidden.
-- as: holder, guardian-of-holder
-- { me { documents { totalCount edges { node { title kind fileName mimeType size issuedOn url } } } } }
WITH titles (title, place) AS (VALUES ('Lettre à Sébastien', 3), ('Devis de Célia', 4), ('Attestation fiscale', 5),
                                      ('Conditions', 6), ('Décompte pour Célia', 1), ('Décompte pour tous', 2)),
shown AS (  -- the payment is of Célia and of one other: only where that one is no silent adult, it is for the holder
  SELECT d.* FROM documents d JOIN titles USING (title)
  WHERE title <> 'Décompte pour tous' OR NOT EXISTS (
    SELECT FROM reimbursements r WHERE (r.member_id, r.statement_id) = (d.member_id, d.statement_id)
      AND (r.member_id, r.person_id) IN (TABLE truth.silent))
)
SELECT json_build_object('me', json_build_object('documents', json_build_object('totalCount', count(*), 'edges', json_agg(
  json_build_object('node', json_build_object('title', title, 'kind', kind, 'fileName', file_name, 'mimeType', mime_type,
    'size', size, 'issuedOn', issued_on, 'url', NULL)) ORDER BY issued_on DESC, document_id DESC))))
FROM shown
