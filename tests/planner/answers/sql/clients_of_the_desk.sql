-- Agents read of every program what it may, how long and since when; never its secret. The newest comes first.
-- as: agent
-- { clients(first: 5) { totalCount edges { node { id clientId name role scopes expiresOn revokedAt usedAt } } } }
SELECT json_build_object('clients', json_build_object(
  'totalCount', (SELECT count(*) FROM clients),
  'edges', (SELECT json_agg(json_build_object('node', row_to_json(client))) FROM (
    SELECT truth.id('cli', account_id) AS id, client_id AS "clientId", name, role, scopes, expires_on AS "expiresOn",
           NULL AS "revokedAt", NULL AS "usedAt"
    FROM clients ORDER BY account_id DESC LIMIT 5) client)))
