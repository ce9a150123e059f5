-- A broker sees that something was asked for and how far it came, and neither whom it is about nor what became of it.
-- as: second-broker
-- {
--   procedure(reference: "DEM-SEVERINE-ADDRESS") { reference kind status stage expectedBy rejectionReason version submittedAt
--     member { number } contract { number } beneficiary { firstName } documents { title } events { at } }
--   complaint: procedure(reference: "DEM-HOUSEHOLD-COMPLAINT") { reference }
--   unfollowed: procedure(reference: "DEM-2025-20000024001") { reference }
-- }
SELECT json_build_object('procedure', json_build_object(
  'reference', reference, 'kind', kind, 'status', status, 'stage', NULL, 'expectedBy', NULL, 'rejectionReason', NULL,
  'version', version, 'submittedAt', truth.instant(submitted_at), 'member', json_build_object('number', '20000029'),
  'contract', json_build_object('number', 'S-20000029'), 'beneficiary', NULL, 'documents', '[]'::json, 'events', '[]'::json),
  'complaint', NULL, 'unfollowed', NULL)
FROM procedures WHERE reference = 'DEM-SEVERINE-ADDRESS'
