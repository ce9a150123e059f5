-- An agent sees a household in full, an adult's care too: not their consents, notices and sharing, nor who looked.
-- as: agent
-- {
--   member(number: "20000029") { number email phone nirMasked contracts { number }
--     beneficiaries { firstName nirMasked sharing { given } reimbursements(first: 1) { totalCount totals { spent }
--       edges { node { detail spent label } } } }
--     statements(first: 1) { totalCount edges { node { total payeeName ibanMasked } } } documents { totalCount }
--     procedures { totalCount } notifications { totalCount } consents { purpose } accessLog { totalCount } }
-- }
SELECT json_build_object('member', row_to_json(household)) FROM (
  SELECT number, p.email, p.phone, p.nir_masked AS "nirMasked", '[{"number": "S-20000029"}]'::json AS contracts,
         (SELECT json_agg(json_build_object('firstName', first_name, 'nirMasked', nir_masked, 'sharing', NULL, 'reimbursements',
            (SELECT json_build_object('totalCount', count(*), 'totals', json_build_object('spent', sum(spent)::text), 'edges',
               json_build_array(json_build_object('node',
                 (array_agg(json_build_object('detail', 'FULL', 'spent', spent::text, 'label', label)
                            ORDER BY coalesce(paid_on, 'infinity') DESC, reimbursement_id DESC))[1])))
             FROM reimbursements r WHERE (r.member_id, r.coverage_id) = (v.member_id, v.coverage_id)))
            ORDER BY array_position('{HOLDER,SPOUSE,CHILD}', relation))
          FROM coverages v JOIN people USING (member_id, person_id) WHERE v.member_id = m.member_id) AS beneficiaries,
         (SELECT json_build_object('totalCount', count(*), 'edges', json_build_array(json_build_object('node',
             (array_agg(json_build_object('total', total::text, 'payeeName', payee_name, 'ibanMasked', iban_masked)
                        ORDER BY issued_on DESC, statement_id DESC))[1])))
          FROM statements s WHERE s.member_id = m.member_id) AS statements,
         (SELECT json_build_object('totalCount', count(*)) FROM documents d WHERE d.member_id = m.member_id) AS documents,
         (SELECT json_build_object('totalCount', count(*)) FROM procedures d WHERE d.member_id = m.member_id) AS procedures,
         '{"totalCount": 0}'::json AS notifications, '[]'::json AS consents, '{"totalCount": 0}'::json AS "accessLog"
  FROM members m JOIN people p ON p.member_id = m.member_id AND p.is_holder
  WHERE number = '20000029') household
