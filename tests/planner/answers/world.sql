-- What the thirty generated households lack, so that hiding matters: written by hand, as the tables' owner.

CREATE SCHEMA truth;

CREATE FUNCTION truth.today() RETURNS date STABLE RETURN (now() AT TIME ZONE 'Europe/Paris')::date;

CREATE FUNCTION truth.id(tag text, VARIADIC key bigint[]) RETURNS text STABLE  -- decision 1
RETURN tag || '_' || (SELECT string_agg(lpad(to_hex(part), 16, '0'), '' ORDER BY place)
                      FROM unnest(key) WITH ORDINALITY AS parts (part, place));

CREATE FUNCTION truth.instant(at timestamptz) RETURNS text STABLE  -- a fraction only where there is one
RETURN regexp_replace(to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '\.0{6}$', '') || 'Z';

CREATE FUNCTION truth.household(called text) RETURNS bigint STABLE
RETURN (SELECT member_id FROM members WHERE number = called);

CREATE FUNCTION truth.person(of_household text, called text) RETURNS bigint STABLE
RETURN (SELECT person_id FROM people
        WHERE member_id = truth.household(of_household) AND first_name = called);

CREATE VIEW truth.adults AS  -- adults whom a holder's contract covers, and whether they share
SELECT member_id, person_id,
       EXISTS (SELECT FROM sharings s
               WHERE (s.member_id, s.person_id) = (p.member_id, p.person_id) AND s.withdrawn_at IS NULL) AS shares
FROM people p
WHERE NOT is_holder AND birth_date + interval '18 years' <= truth.today();

CREATE VIEW truth.silent AS SELECT member_id, person_id FROM truth.adults WHERE NOT shares;

CREATE VIEW truth.followed AS  -- by whom, today
SELECT member_id, broker_id FROM member_brokers
WHERE valid_from <= truth.today() AND coalesce(valid_to, 'infinity') > truth.today();

CREATE VIEW truth.covered AS  -- today or later
SELECT member_id, contract_id, person_id FROM coverages
WHERE coalesce(covered_to, 'infinity') > truth.today();

CREATE VIEW truth.readers AS  -- `sees`: a guardian sees what the one for whom they act does
SELECT login, account_id, display_name, capacity_id, role, label, c.member_id, c.person_id, broker_id,
       CASE WHEN role <> 'GUARDIAN' THEN role WHEN is_holder THEN 'MEMBER' ELSE 'BENEFICIARY' END AS sees
FROM accounts JOIN capacities c USING (account_id)
LEFT JOIN people p ON (p.member_id, p.person_id) = (c.member_id, c.person_id);

CREATE VIEW truth.me AS SELECT * FROM truth.readers WHERE login = current_setting('truth.login');

CREATE VIEW truth.my_contracts AS  -- of a household: all of the holder's, of others those that cover them
SELECT c.*, EXISTS (SELECT FROM truth.covered v WHERE (v.member_id, v.contract_id) = (c.member_id, c.contract_id)
                    AND v.person_id = me.person_id) AS covers_me_still
FROM contracts c JOIN truth.me USING (member_id)
WHERE sees = 'MEMBER' OR EXISTS (SELECT FROM coverages v WHERE (v.member_id, v.contract_id) = (c.member_id, c.contract_id)
                                 AND v.person_id = me.person_id);

CREATE VIEW truth.read_about AS  -- the audiences whose texts the reader is shown: those of any agreed contract
SELECT 'ALL' AS audience
UNION SELECT unnest('{HEALTH,PROTECTION}'::text[]) FROM truth.me WHERE member_id IS NULL
UNION SELECT line_of_business FROM truth.my_contracts WHERE status NOT IN ('PROPOSAL', 'CANCELLED');

CREATE VIEW truth.in_force AS  -- and covering who reads
SELECT line_of_business, product_id FROM truth.my_contracts, truth.me
WHERE status IN ('ACTIVE', 'SUSPENDED') AND start_date <= truth.today()
  AND coalesce(end_date, 'infinity') > truth.today() AND (sees = 'MEMBER' OR covers_me_still);

CREATE VIEW truth.offered AS  -- the audiences of services and partners
SELECT 'ALL' AS audience
UNION SELECT unnest('{HEALTH,PROTECTION}'::text[]) FROM truth.me WHERE member_id IS NULL
UNION SELECT line_of_business FROM truth.in_force;

-- Sébastien (20000029) covers Séverine, who shared until March, and Célia, who shares.
INSERT INTO sharings (member_id, person_id, given_at, withdrawn_at)
VALUES (truth.household('20000029'), truth.person('20000029', 'Séverine'), '2025-02-01 09:00Z', '2026-03-01 09:00Z');

-- Mathieu (20000024) is covered no more.
UPDATE coverages SET covered_to = '2026-06-30', end_reason = 'DIVORCE'
WHERE member_id = truth.household('20000024') AND person_id = truth.person('20000024', 'Mathieu');

-- The fifth firm followed two households until last year; of one of them it placed the contract.
UPDATE contracts SET broker_id = 5 WHERE number = 'P-20000020';
INSERT INTO member_brokers VALUES (truth.household('20000020'), 5, '2024-01-01', '2025-07-01'),
                                  (truth.household('20000029'), 5, '2023-01-01', '2025-07-01');
UPDATE members SET broker_ids = broker_ids || 5::bigint WHERE number IN ('20000020', '20000029');

-- Who can ask, besides those who could.
WITH parts (login, name, role, household, person, broker_id) AS (VALUES
  ('celia', 'Célia Laurent', 'BENEFICIARY', '20000029', 'Célia', NULL::bigint),
  ('for-sebastien', 'Tutelle de Sébastien', 'GUARDIAN', '20000029', 'Sébastien', NULL),
  ('for-severine', 'Tutelle de Séverine', 'GUARDIAN', '20000029', 'Séverine', NULL),
  ('colin', 'Courtage Colin', 'BROKER', NULL, NULL, 3),
  ('guilbert', 'Cabinet Guilbert', 'BROKER', NULL, NULL, 4),
  ('fontaine', 'Assurances Fontaine', 'BROKER', NULL, NULL, 5)
), opened AS (
  INSERT INTO accounts (login, display_name) SELECT login, name FROM parts RETURNING account_id, login
)
INSERT INTO capacities (account_id, role, label, member_id, person_id, broker_id)
SELECT account_id, role, name, truth.household(household), truth.person(household, person), broker_id
FROM parts JOIN opened USING (login);

-- Démarches: what is about whom, and who sent it.
INSERT INTO procedures (member_id, reference, kind, status, contract_id, coverage_id, person_id, submitted_by,
                        submitted_as, submitted_at, updated_at, expected_by, idempotency_key, request_hash, form,
                        rejection_reason, broker_id)
SELECT c.member_id, 'DEM-' || upper(n), kind, asked.status, c.contract_id, coverage_id, v.person_id, r.account_id, r.role,
       at::timestamptz, at::timestamptz, '2026-06-30', n, sha256(n::bytea), '{}',
       CASE asked.status WHEN 'REJECTED' THEN 'ILLEGIBLE' END, c.broker_id
FROM (VALUES
  ('severine-care', 'REIMBURSEMENT_REQUEST', 'SUBMITTED', 'Séverine', 'severine.henry.291@example.org', '2026-05-01 08:00Z'),
  ('severine-address', 'ADDRESS_CHANGE', 'REJECTED', 'Séverine', '20000029', '2026-05-02 08:00:00.25Z'),
  ('severine-guardian', 'QUOTE_ESTIMATE', 'IN_REVIEW', 'Séverine', 'for-severine', '2026-05-03 08:00Z'),
  ('celia-care', 'HOSPITAL_CARE', 'SUBMITTED', 'Célia', 'celia', '2026-05-04 08:00Z'),
  ('celia-address', 'ADDRESS_CHANGE', 'SUBMITTED', 'Célia', 'celia', '2026-05-05 08:00Z'),
  ('household-complaint', 'COMPLAINT', 'SUBMITTED', NULL, '20000029', '2026-05-06 08:00Z'),
  ('household-level', 'LEVEL_CHANGE', 'SUBMITTED', NULL, '20000029', '2026-05-07 08:00Z'),
  ('household-desk', 'EMAIL_REGISTRATION', 'DONE', NULL, 'gestion@example.org', '2026-05-08 08:00Z')
) AS asked (n, kind, status, whom, login, at)
JOIN truth.readers r USING (login)
JOIN contracts c ON c.number = 'S-20000029'
LEFT JOIN coverages v ON v.member_id = c.member_id AND v.person_id = truth.person('20000029', whom)
ORDER BY at;

-- One payment holds lines of all three.
UPDATE reimbursements r SET (statement_id, paid_on) = (
  SELECT statement_id, paid_on FROM reimbursements o WHERE o.member_id = r.member_id
  GROUP BY statement_id, paid_on HAVING count(DISTINCT person_id) > 1)
WHERE reimbursement_id = (SELECT min(reimbursement_id) FROM reimbursements
                          WHERE person_id = truth.person('20000029', 'Séverine') AND status = 'PAID');

-- Files: of the contract, of people, of that payment.
INSERT INTO documents (member_id, kind, title, file_name, mime_type, size, sha256, file_key, issued_on, added_at,
                       contract_id, person_id, statement_id, broker_id)
SELECT c.member_id, kind, title, title || '.pdf', 'application/pdf', size, sha256(title::bytea), title, day::date,
       day::date, CASE WHEN of_contract THEN c.contract_id END, truth.person('20000029', whom),
       CASE WHEN kind = 'STATEMENT' THEN paid.statement_id END, CASE WHEN of_contract THEN c.broker_id END
FROM (VALUES
  ('GENERAL_CONDITIONS', 'Conditions', 2147483647, '2024-01-02', true, NULL),
  ('TAX_CERTIFICATE', 'Attestation fiscale', 0, '2026-01-10', true, NULL),
  ('QUOTE', 'Devis de Séverine', 10, '2026-02-01', false, 'Séverine'),
  ('QUOTE', 'Devis de Célia', 20, '2026-02-02', false, 'Célia'),
  ('IDENTITY_DOCUMENT', 'Passeport de Célia', 30, '2026-02-03', false, 'Célia'),
  ('LETTER', 'Lettre à Sébastien', 40, '2026-02-03', false, 'Sébastien'),
  ('STATEMENT', 'Décompte pour tous', 50, '2026-02-04', false, NULL),
  ('STATEMENT', 'Décompte pour Célia', 60, '2026-02-05', false, 'Célia'),
  ('OTHER', 'Pièce de Célia', 70, '2026-02-06', false, NULL)
) AS files (kind, title, size, day, of_contract, whom)
JOIN contracts c ON c.number = 'S-20000029'
CROSS JOIN (SELECT statement_id FROM reimbursements WHERE member_id = truth.household('20000029')
            GROUP BY statement_id HAVING count(DISTINCT person_id) > 1 LIMIT 1) AS paid
ORDER BY day, title;
INSERT INTO procedure_documents (member_id, procedure_id, document_id, added_at)
SELECT member_id, procedure_id, document_id, added_at
FROM procedures JOIN documents USING (member_id)
WHERE (reference, title) IN (('DEM-CELIA-ADDRESS', 'Pièce de Célia'), ('DEM-SEVERINE-CARE', 'Devis de Séverine'));

-- Notices, consents, and who looked.
INSERT INTO notifications (member_id, person_id, kind, title, body, created_at, read_at, procedure_id)
SELECT truth.household('20000029'), truth.person('20000029', whom), 'PROCEDURE', title, 'Un nouveau message.',
       '2026-05-09 08:00Z', read_at::timestamptz, (SELECT procedure_id FROM procedures WHERE reference = about)
FROM (VALUES ('Sébastien', 'Réclamation', NULL, 'DEM-HOUSEHOLD-COMPLAINT'),
             ('Sébastien', 'Lu', '2026-05-10 08:00Z', NULL),
             ('Sébastien', 'D’un autre', NULL, 'DEM-SEVERINE-CARE'),
             ('Séverine', 'Pour Séverine', NULL, 'DEM-SEVERINE-CARE')) AS told (whom, title, read_at, about);
INSERT INTO consents (member_id, person_id, purpose, text_version, given_at, ends_on, withdrawn_at)
SELECT truth.household('20000029'), truth.person('20000029', whom), purpose, '1', given_at::timestamptz,
       ends_on::date, withdrawn_at::timestamptz
FROM (VALUES ('Sébastien', 'MARKETING', '2025-01-01 08:00Z', '2025-06-01', NULL),
             ('Sébastien', 'HEALTH_DATA', '2025-01-02 08:00Z', NULL, NULL),
             ('Sébastien', 'ASSISTANT', '2025-01-03 08:00Z', NULL, '2025-02-01 08:00Z'),
             ('Séverine', 'HEALTH_DATA', '2025-01-04 08:00Z', NULL, NULL))
  AS agreed (whom, purpose, given_at, ends_on, withdrawn_at);
INSERT INTO access_log (member_id, at, account_id, role, label, what, reason, person_id)
SELECT truth.household('20000029'), at::timestamptz, 6, 'AGENT', 'Gestionnaire', 'Contract,Reimbursement', reason,
       truth.person('20000029', whom)
FROM (VALUES ('2025-03-01 08:00Z', NULL, NULL), ('2025-03-02 08:00Z', 'Réclamation', 'Séverine'),
             ('2025-03-03 08:00Z', NULL, 'Célia'), ('2025-03-04 08:00Z', NULL, 'Sébastien'))
  AS looked (at, reason, whom);

-- What is published, is not yet, is no more, and is for one line of business.
WITH texts (slug, audience, language, since, until, published_at, position) AS (VALUES
  ('for-all', 'ALL', 'fr', date '2025-01-01', NULL::date, timestamptz '2025-01-01Z', 3),
  ('for-health', 'HEALTH', 'fr', '2025-02-01', NULL, '2025-01-01Z', 1),
  ('for-protection', 'PROTECTION', 'fr', '2025-03-01', NULL, '2025-01-01Z', 2),
  ('in-english', 'ALL', 'en', '2025-01-01', NULL, '2025-01-01Z', 1),
  ('no-more', 'ALL', 'fr', '2024-01-01', '2025-01-01', '2024-01-01Z', 1),
  ('draft', 'ALL', 'fr', '2024-01-01', NULL, NULL, 1),
  ('to-come', 'ALL', 'fr', '2999-01-01', NULL, '2024-01-01Z', 1)
), news AS (
  INSERT INTO articles (slug, section, summary, title, body, tags, audience, language, position, valid_from, valid_to,
                        published_at, updated_at)
  SELECT section || '-' || slug, section, 'En bref', slug, E'Deux\nlignes, « citées »', '{a,b}', audience, language,
         position, since, until, published_at, '2025-01-01Z'
  FROM texts, (VALUES ('NEWS'), ('PREVENTION')) AS sections (section)
), films AS (
  INSERT INTO tutorials (slug, video, duration_seconds, transcript, title, body, audience, language, position,
                         valid_from, valid_to, published_at, updated_at)
  SELECT slug, slug || '.mp4', 90, '…', slug, '…', audience, language, position, since, until, published_at,
         '2025-01-01 00:00:00.5Z' FROM texts
), help AS (
  INSERT INTO aids (slug, kind, title, body, audience, language, position, valid_from, valid_to, published_at,
                    updated_at)
  SELECT slug, 'SOCIAL', slug, '…', audience, language, position, since, until, published_at, '2025-01-01Z' FROM texts
), shown AS (
  INSERT INTO services (code, title, description, audience, position, is_shown)
  SELECT slug, slug, '…', audience, position, slug <> 'draft' FROM texts
), given AS (
  INSERT INTO partners (name, kind, description, search, audience, position, is_shown)
  SELECT slug, 'ASSISTANCE', '…', replace(slug, '-', ' '), audience, position, slug <> 'draft' FROM texts
  RETURNING partner_id, name
), named AS (  -- one is for a product that hardly anybody has
  INSERT INTO partner_products SELECT partner_id, product_id FROM given, products
  WHERE given.name = 'in-english' AND code = 'SANTE_SENIOR'
)
INSERT INTO faq_entries (slug, topic, search, title, body, audience, language, position, valid_from, valid_to,
                         published_at, updated_at)
SELECT slug, 'Carte', replace(slug, '-', ' '), slug, '…', audience, language, position, since, until, published_at,
       '2025-01-01Z' FROM texts;

-- Programs: of the firm that places contracts, and of the insurer's own reporting.
WITH program AS (
  INSERT INTO accounts (login, display_name) VALUES ('hub_0123456789abcdef', 'Outil'), ('hub_fedcba9876543210', 'Chiffres')
  RETURNING account_id, login, display_name
)
INSERT INTO clients (account_id, client_id, name, role, broker_id, scopes, secret_hash, created_at, expires_on)
SELECT account_id, login, display_name, role, broker_id, '{content:read}', '', '2026-01-01Z', '2027-01-01'
FROM program
JOIN (SELECT 'Outil' AS display_name, 'BROKER' AS role, min(broker_id) AS broker_id FROM brokers
      UNION ALL SELECT 'Chiffres', 'REPORTING', NULL) kinds USING (display_name);
