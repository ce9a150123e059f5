-- Hospitals are for everybody: by name, every word of the search begins one of theirs.
-- as: child, covered-no-more, holder, guardian-of-spouse, second-broker, agent, reporting, service
-- {
--   hospitals(search: "hopital lyon", first: 100) {
--     totalCount edges { node { id finess name address street postalCode city phone admissionsEmail } }
--   }
-- }
SELECT json_build_object('hospitals', json_build_object('totalCount', count(*), 'edges', coalesce(json_agg(edge), '[]')))
FROM (SELECT json_build_object('node', json_build_object(
        'id', truth.id('hsp', hospital_id), 'finess', finess, 'name', name,
        'address', street || ', ' || postal_code || ' ' || city, 'street', street, 'postalCode', postal_code,
        'city', city, 'phone', phone, 'admissionsEmail', admissions_email)) AS edge
      FROM hospitals WHERE ' ' || search LIKE '% hopital%' AND ' ' || search LIKE '% lyon%'
      ORDER BY search, hospital_id) found
