-- By its number whoever is of a household finds their own.
-- as: holder, spouse, child, guardian-of-holder, guardian-of-spouse
-- { member(number: "20000029") { id firstName } none: member(number: "20000024") { id } }
SELECT json_build_object(
  'member', (SELECT json_build_object('id', truth.id('mbr', member_id), 'firstName', first_name)
             FROM members JOIN people USING (member_id) WHERE number = '20000029' AND is_holder),
  'none', NULL)
