-- Partners as services; one who is named for products is for who has a contract of one of them in force.
-- as: holder, spouse, covered-no-more, guardian-of-spouse, guardian-of-holder, second-broker, agent, reporting, service
-- { partners { id name kind phone } found: partners(search: "english") { name } }
WITH shown AS (
  SELECT * FROM partners p
  WHERE is_shown AND audience IN (SELECT audience FROM truth.offered)
    AND ((SELECT member_id FROM truth.me) IS NULL
         OR NOT EXISTS (SELECT FROM partner_products n WHERE n.partner_id = p.partner_id)
         OR EXISTS (SELECT FROM partner_products n JOIN truth.in_force USING (product_id)
                    WHERE n.partner_id = p.partner_id))
)
SELECT json_build_object(
  'partners', (SELECT json_agg(json_build_object('id', truth.id('ptn', partner_id), 'name', name, 'kind', kind,
                                                 'phone', phone) ORDER BY position, partner_id) FROM shown),
  'found', (SELECT coalesce(json_agg(json_build_object('name', name)), '[]') FROM shown WHERE name = 'in-english'))
