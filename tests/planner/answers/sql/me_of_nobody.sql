-- Who is of no household has none.
-- as: first-broker, former-broker, agent, reporting, service
-- { me { number contracts { number } } }
SELECT '{"me": null}'::json
