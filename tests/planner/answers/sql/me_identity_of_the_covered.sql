-- Who is covered knows the holder's name, and neither how to reach them nor their number nor their money.
-- as: spouse, child, guardian-of-spouse, covered-no-more
-- {
--   me { number firstName lastName birthDate email phone nirMasked address { city } bankAccounts { ibanMasked }
--        accountant { firm } contracts { paymentSchedule(year: 2026) { total } } }
-- }
SELECT json_build_object('me', row_to_json(household)) FROM (
  SELECT number, first_name AS "firstName", last_name AS "lastName", birth_date AS "birthDate",
         NULL AS email, NULL AS phone, NULL AS "nirMasked", NULL AS address, '[]'::json AS "bankAccounts",
         NULL AS accountant, (SELECT json_agg('{"paymentSchedule": null}'::json) FROM truth.my_contracts) AS contracts
  FROM members m JOIN people p ON p.member_id = m.member_id AND p.is_holder
  WHERE m.member_id = (SELECT member_id FROM truth.me)) household
