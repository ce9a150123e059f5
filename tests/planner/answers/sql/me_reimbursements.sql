-- Of an adult who does not share the holder sees that something was paid: when, how much, for whom, and no more.
-- as: holder, guardian-of-holder
-- {
--   me { reimbursements(first: 100) { totalCount totals { complementaryPaid spent remaining deductible }
--     edges { node { id detail status paidOn complementaryPaid beneficiary { firstName } contract { number }
--       careDate label category family act { code } quantity professional spent reimbursementBase socialSecurityPaid
--       flatContribution deductible otherPaid remaining payee source statement { number } reverses { id }
--       reversedBy { id } } } } }
-- }
WITH lines AS (
  SELECT r.*, first_name, (r.member_id, r.person_id) NOT IN (TABLE truth.silent) AS shown
  FROM reimbursements r JOIN people USING (member_id, person_id)
  WHERE r.member_id = (SELECT member_id FROM truth.me)
)
SELECT json_build_object('me', json_build_object('reimbursements', json_build_object(
  'totalCount', (SELECT count(*) FROM lines),
  'totals', (SELECT json_build_object(
               'complementaryPaid', sum(complementary_paid)::text, 'spent', sum(spent) FILTER (WHERE shown)::text,
               'remaining', sum(remaining) FILTER (WHERE shown)::text,
               'deductible', sum(deductible) FILTER (WHERE shown)::text) FROM lines),
  'edges', (SELECT json_agg(json_build_object('node', json_build_object(
      'id', truth.id('rmb', l.member_id, l.reimbursement_id),
      'detail', CASE WHEN l.shown THEN 'FULL' ELSE 'AMOUNTS_ONLY' END,
      'status', l.status, 'paidOn', l.paid_on, 'complementaryPaid', l.complementary_paid::text,
      'beneficiary', json_build_object('firstName', l.first_name),
      'contract', json_build_object('number', 'S-20000029'),
      'careDate', f.care_date, 'label', f.label, 'category', f.category, 'family', f.family,
      'act', (SELECT json_build_object('code', code) FROM acts WHERE act_id = f.act_id),
      'quantity', f.quantity, 'professional', f.professional, 'spent', f.spent::text,
      'reimbursementBase', f.reimbursement_base::text, 'socialSecurityPaid', f.social_security_paid::text,
      'flatContribution', f.flat_contribution::text, 'deductible', f.deductible::text, 'otherPaid', f.other_paid::text,
      'remaining', f.remaining::text, 'payee', f.payee, 'source', f.source,
      'statement', (SELECT json_build_object('number', number) FROM statements s
                    WHERE (s.member_id, s.statement_id) = (f.member_id, f.statement_id)),
      'reverses', (SELECT json_build_object('id', truth.id('rmb', f.member_id, f.reverses_id)) WHERE f.reverses_id IS NOT NULL),
      'reversedBy', (SELECT json_build_object('id', truth.id('rmb', b.member_id, b.reimbursement_id)) FROM reimbursements b
                     WHERE (b.member_id, b.reverses_id) = (f.member_id, f.reimbursement_id))))
      ORDER BY coalesce(l.paid_on, 'infinity') DESC, l.reimbursement_id DESC)
    FROM lines l LEFT JOIN lines f ON f.reimbursement_id = l.reimbursement_id AND f.shown))))
