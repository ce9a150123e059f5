SELECT json_build_object('me', (
  SELECT json_build_object('firstName', p.first_name)
  FROM people p
  WHERE p.member_id = $1::bigint AND p.is_holder
))
