-- What one does not see is not there: who does not follow a household, or no more, finds none by its number.
-- as: first-broker, former-broker, covered-no-more, reporting, service
-- { member(number: "20000029") { id firstName contracts { number } } nothing: member(number: "no such") { id } }
SELECT '{"member": null, "nothing": null}'::json
