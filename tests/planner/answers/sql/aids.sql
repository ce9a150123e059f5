-- Practical and social help in its own order.
-- as: holder, child, guardian-of-holder, first-broker, agent, reporting, service
-- { aids { totalCount edges { node { slug kind url tags } } } }
SELECT json_build_object('aids', json_build_object('totalCount', count(*), 'edges', coalesce(json_agg(edge), '[]')))
FROM (SELECT json_build_object('node', json_build_object('slug', slug, 'kind', kind, 'url', url, 'tags', tags)) AS edge
      FROM aids
      WHERE language = 'fr' AND published_at <= now()
        AND truth.today() BETWEEN valid_from AND coalesce(valid_to - 1, 'infinity')
        AND audience IN (SELECT audience FROM truth.read_about)
      ORDER BY position, aid_id) shown
