-- The list of démarches of all households is for brokers and agents.
-- as: holder, child, guardian-of-spouse, guardian-of-holder, reporting, service
-- code: FORBIDDEN
-- { procedures { totalCount } }
SELECT '{"procedures": null}'::json
