-- Acts are for everybody: by code, each word of the search begins one of theirs, with the tariffs of the day.
-- as: holder, spouse, guardian-of-holder, first-broker, agent, reporting, service
-- {
--   acts(search: "consult", first: 3) {
--     totalCount pageInfo { hasNextPage }
--     edges { node { id code label category basket flatContribution
--       tariffs(onDate: "2025-07-01") { practitioner validFrom validTo reimbursementBase rate } } }
--   }
-- }
SELECT json_build_object('acts', json_build_object(
  'totalCount', (SELECT count(*) FROM acts WHERE ' ' || search LIKE '% consult%'),
  'pageInfo', json_build_object('hasNextPage', (SELECT count(*) > 3 FROM acts WHERE ' ' || search LIKE '% consult%')),
  'edges', (SELECT json_agg(json_build_object('node', row_to_json(act))) FROM (
    SELECT truth.id('act', act_id) AS id, code, label, category, basket, flat_contribution AS "flatContribution",
           (SELECT coalesce(json_agg(tariff), '[]') FROM (
              SELECT CASE practitioner WHEN 'ANY' THEN NULL ELSE practitioner END AS practitioner,
                     valid_from AS "validFrom", valid_to AS "validTo",
                     reimbursement_base::text AS "reimbursementBase", rate::float8 AS rate
              FROM act_tariffs t
              WHERE t.act_id = a.act_id AND valid_from <= '2025-07-01' AND coalesce(valid_to, 'infinity') > '2025-07-01'
              ORDER BY t.practitioner, t.valid_from) tariff) AS tariffs
    FROM acts a WHERE ' ' || search LIKE '% consult%' ORDER BY search, act_id LIMIT 3) act)))
