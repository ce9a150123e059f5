-- The list of households is for brokers and agents.
-- as: holder, spouse, guardian-of-holder, guardian-of-spouse, reporting, service
-- code: FORBIDDEN
-- { members { totalCount } }
SELECT '{"members": null}'::json
