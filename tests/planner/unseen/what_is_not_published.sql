-- Drafts, what is to come, what is no more, and what is not shown.
-- unseen by: holder, covered-no-more, service
UPDATE articles SET title = 'x', body = 'x', position = 0, audience = 'ALL' WHERE slug ~ 'draft|to-come|no-more';
UPDATE tutorials SET title = 'x', position = 0 WHERE slug ~ 'draft|to-come|no-more';
UPDATE faq_entries SET search = 'for pro', position = 0 WHERE slug ~ 'draft|to-come|no-more';
DELETE FROM aids WHERE slug ~ 'draft|to-come|no-more';
UPDATE services SET title = 'x', position = 0 WHERE NOT is_shown;
DELETE FROM partners WHERE NOT is_shown;
INSERT INTO articles (slug, section, summary, title, body, valid_from, updated_at)
SELECT 'new', 'NEWS', 'x', 'x', 'x', '2025-01-01', now();
