-- Programs are listed by agents; a firm's administrator finds those of the firm under it.
-- as: holder, child, guardian-of-spouse, guardian-of-holder, first-broker, reporting, service
-- code: FORBIDDEN
-- { clients { totalCount } }
SELECT '{"clients": null}'::json
