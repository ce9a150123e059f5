-- A contract that one placed, of a household that one follows no more, is not there; nor is a stranger's.
-- as: former-broker, holder, spouse, guardian-of-holder, reporting, service
-- { contract(number: "P-20000020") { id number } }
SELECT '{"contract": null}'::json
