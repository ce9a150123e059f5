-- as SERVICE
-- { contract(number: "S-1") { number } }
-- $1 setting, $2 value
SELECT row_to_json(o$) AS row_to_json_1
FROM (
  SELECT NULL::json AS "contract"
  FROM (
    SELECT set_config($1::VARCHAR, $2::VARCHAR, true) AS actor
    LIMIT ALL OFFSET 0
  ) AS g
) AS o$
