-- Who looked: of another adult it is theirs alone, whether they share or not.
-- as: holder, spouse, child
-- { me { accessLog { edges { node { role label about what reason at } } } } }
SELECT json_build_object('me', json_build_object('accessLog', json_build_object('edges', json_agg(
  json_build_object('node', json_build_object('role', l.role, 'label', l.label,
    'about', (SELECT first_name FROM people p WHERE (p.member_id, p.person_id) = (l.member_id, l.person_id)),
    'what', string_to_array(what, ','), 'reason', reason, 'at', truth.instant(at))) ORDER BY access_id DESC))))
FROM access_log l JOIN truth.me USING (member_id)
WHERE CASE sees WHEN 'MEMBER' THEN l.person_id IS NULL OR l.person_id = me.person_id ELSE l.person_id = me.person_id END
