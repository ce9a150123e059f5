-- Tutorials in their own order.
-- as: holder, covered-no-more, guardian-of-holder, second-broker, agent, reporting, service
-- { tutorials(first: 2) { totalCount pageInfo { hasNextPage } edges { node { slug video durationSeconds updatedAt } } } }
WITH shown AS (
  SELECT * FROM tutorials
  WHERE language = 'fr' AND published_at <= now()
    AND truth.today() BETWEEN valid_from AND coalesce(valid_to - 1, 'infinity')
    AND audience IN (SELECT audience FROM truth.read_about)
)
SELECT json_build_object('tutorials', json_build_object(
  'totalCount', (SELECT count(*) FROM shown),
  'pageInfo', json_build_object('hasNextPage', (SELECT count(*) > 2 FROM shown)),
  'edges', (SELECT json_agg(json_build_object('node', json_build_object(
              'slug', slug, 'video', video, 'durationSeconds', duration_seconds,
              'updatedAt', truth.instant(updated_at))))
            FROM (SELECT * FROM shown ORDER BY position, tutorial_id LIMIT 2) page)))
