-- Articles on prevention in a language that is asked for.
-- as: holder, spouse, guardian-of-spouse, former-broker, agent, reporting, service
-- { prevention(language: EN) { edges { node { slug } } } }
SELECT json_build_object('prevention', json_build_object('edges', coalesce(json_agg(edge), '[]')))
FROM (SELECT json_build_object('node', json_build_object('slug', slug)) AS edge
      FROM articles
      WHERE section = 'PREVENTION' AND language = 'en' AND published_at <= now()
        AND truth.today() BETWEEN valid_from AND coalesce(valid_to - 1, 'infinity')
        AND audience IN (SELECT audience FROM truth.read_about)
      ORDER BY valid_from DESC, article_id DESC) shown
