-- News: published, in French if unsaid, for all or for a line of business of the reader; the latest first.
-- as: holder, spouse, child, covered-no-more, guardian-of-holder, guardian-of-spouse, first-broker, agent, reporting, service
-- { news { totalCount edges { node { id slug section title summary body tags image validFrom updatedAt } } } }
SELECT json_build_object('news', json_build_object('totalCount', count(*), 'edges', coalesce(json_agg(edge), '[]')))
FROM (SELECT json_build_object('node', json_build_object(
        'id', truth.id('art', article_id), 'slug', slug, 'section', section, 'title', title, 'summary', summary,
        'body', body, 'tags', tags, 'image', image, 'validFrom', valid_from,
        'updatedAt', truth.instant(updated_at))) AS edge
      FROM articles
      WHERE section = 'NEWS' AND language = 'fr' AND published_at <= now()
        AND truth.today() BETWEEN valid_from AND coalesce(valid_to - 1, 'infinity')
        AND audience IN (SELECT audience FROM truth.read_about)
      ORDER BY valid_from DESC, article_id DESC) shown
