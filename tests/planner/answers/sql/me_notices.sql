-- Notices and consents are each person's own; a démarche that one does not see is not named. Who is no person of the
-- household but acts for one sees what that one does.
-- as: holder, spouse, child, guardian-of-holder, guardian-of-spouse
-- {
--   me { notifications { totalCount edges { node { title kind createdAt readAt procedure { reference } } } }
--        unread: notifications(unreadOnly: true) { totalCount }
--        consents { purpose textVersion givenAt endsOn withdrawnAt current } }
-- }
WITH notices AS (
  SELECT n.*, reference, sees = 'MEMBER' AND reference = 'DEM-SEVERINE-CARE' AS hidden
  FROM notifications n JOIN truth.me USING (member_id, person_id) LEFT JOIN procedures p USING (member_id, procedure_id)
)
SELECT json_build_object('me', json_build_object(
  'notifications', (SELECT json_build_object('totalCount', count(*), 'edges', coalesce(json_agg(json_build_object('node',
      json_build_object('title', title, 'kind', kind, 'createdAt', truth.instant(created_at),
        'readAt', truth.instant(read_at),
        'procedure', CASE WHEN reference IS NULL OR hidden THEN NULL ELSE json_build_object('reference', reference) END))
      ORDER BY notification_id DESC), '[]')) FROM notices),
  'unread', (SELECT json_build_object('totalCount', count(*)) FROM notices WHERE read_at IS NULL),
  'consents', (SELECT coalesce(json_agg(json_build_object(
      'purpose', purpose, 'textVersion', text_version, 'givenAt', truth.instant(given_at), 'endsOn', ends_on,
      'withdrawnAt', truth.instant(withdrawn_at),
      'current', withdrawn_at IS NULL AND coalesce(ends_on, 'infinity') > truth.today()) ORDER BY given_at DESC), '[]')
    FROM consents JOIN truth.me USING (member_id, person_id))))
