-- Services of the space, and of contracts in force that cover who reads; who is of no household sees all.
-- as: holder, spouse, covered-no-more, guardian-of-holder, guardian-of-spouse, first-broker, agent, reporting, service
-- { services { id code title description url } }
SELECT json_build_object('services', coalesce(json_agg(shown), '[]'))
FROM (SELECT truth.id('srv', service_id) AS id, code, title, description, url FROM services
      WHERE is_shown AND audience IN (SELECT audience FROM truth.offered)
      ORDER BY position, service_id) shown
