-- The holder, and who acts for them, read how to reach the holder.
-- as: holder, guardian-of-holder
-- {
--   me { id number firstName lastName email birthDate phone nirMasked
--        address { street complement postalCode city country since } }
-- }
SELECT json_build_object('me', row_to_json(household)) FROM (
  SELECT truth.id('mbr', m.member_id) AS id, number, p.first_name AS "firstName", p.last_name AS "lastName", p.email,
         p.birth_date AS "birthDate", p.phone, p.nir_masked AS "nirMasked",
         (SELECT json_build_object('street', street, 'complement', complement, 'postalCode', postal_code, 'city', city,
                                   'country', country, 'since', valid_from)
          FROM addresses a WHERE a.member_id = m.member_id AND a.person_id IS NULL AND a.valid_to IS NULL) AS address
  FROM members m JOIN people p ON p.member_id = m.member_id AND p.is_holder
  WHERE m.member_id = (SELECT member_id FROM truth.me)) household
