SELECT json_build_object('me', (
  SELECT json_build_object('firstName', p.first_name)
  FROM people p
  WHERE p.member_id = $1::bigint AND p.is_holder AND stated.actor IS NOT NULL
))
FROM (SELECT set_config('hub.member_id', $2::text, true) AS actor OFFSET 0) stated
