-- Questions found by the beginnings of their words: what is hidden or not published is not found.
-- as: holder, spouse, guardian-of-spouse, second-broker, agent, reporting, service
-- { faq(search: "For PRO") { totalCount edges { node { slug topic question answer } } } }
SELECT json_build_object('faq', json_build_object('totalCount', count(*), 'edges', coalesce(json_agg(edge), '[]')))
FROM (SELECT json_build_object('node', json_build_object(
        'slug', slug, 'topic', topic, 'question', title, 'answer', body)) AS edge
      FROM faq_entries
      WHERE ' ' || search LIKE '% for%' AND ' ' || search LIKE '% pro%'
        AND language = 'fr' AND published_at <= now()
        AND truth.today() BETWEEN valid_from AND coalesce(valid_to - 1, 'infinity')
        AND audience IN (SELECT audience FROM truth.read_about)
      ORDER BY position, faq_entry_id) shown
