"""The second lock on the tables of 0004 to 0013: what each database role may read, and which rows of it.

As in 0002, a policy compares a column of its own row with a setting, and nothing else. Where a role may see
a row but not all of it, the grant names the columns: a broker has no column of a procedure that says whom or
what it is about, and nobody but an agent has a column that holds something sealed. Writing is granted with
the actions that write.
"""

from alembic import op

revision = "0014_domain_row_security"
down_revision = "0013_notices"
branch_labels = None
depends_on = None

MEMBER = "member_id = NULLIF(current_setting('hub.member_id', true), '')::bigint"
BROKER = "broker_id = NULLIF(current_setting('hub.broker_id', true), '')::bigint"
BROKERS = "NULLIF(current_setting('hub.broker_id', true), '')::bigint = ANY (broker_ids)"
AGENT = "NULLIF(current_setting('hub.agent_id', true), '') IS NOT NULL"

PUBLIC = [
    "insurers", "products", "plans", "premium_tariffs", "product_documents", "allowances", "guarantees",
    "acts", "act_tariffs", "hospitals", "mandatory_schemes", "brokers",
    "articles", "tutorials", "aids", "faq_entries", "services", "partners", "partner_products",
]  # fmt: skip
"""The same for everybody: read by every role, and without policies, which would cost prefix searches their index."""

POLICIES = [
    ("addresses", "hub_member", MEMBER),
    ("addresses", "hub_broker", BROKERS),
    ("addresses", "hub_agent", AGENT),
    ("nir_tokens", "hub_agent", AGENT),
    ("contract_plans", "hub_member", MEMBER),
    ("contract_plans", "hub_broker", BROKER),
    ("contract_plans", "hub_agent", AGENT),
    ("scheme_affiliations", "hub_member", MEMBER),
    ("scheme_affiliations", "hub_agent", AGENT),
    ("teletransmissions", "hub_member", MEMBER),
    ("teletransmissions", "hub_agent", AGENT),
    ("third_party_cards", "hub_member", MEMBER),
    ("third_party_cards", "hub_agent", AGENT),
    ("third_party_card_people", "hub_member", MEMBER),
    ("third_party_card_people", "hub_agent", AGENT),
    ("procedures", "hub_member", MEMBER),
    ("procedures", "hub_broker", BROKER),
    ("procedures", "hub_agent", AGENT),
    ("procedure_references", "hub_agent", AGENT),
    ("procedure_events", "hub_member", MEMBER),
    ("procedure_events", "hub_agent", AGENT),
    ("procedure_signatures", "hub_member", MEMBER),
    ("procedure_signatures", "hub_agent", AGENT),
    ("procedure_documents", "hub_member", MEMBER),
    ("procedure_documents", "hub_agent", AGENT),
    ("hospital_agreements", "hub_agent", AGENT),
    ("bank_accounts", "hub_member", MEMBER),
    ("bank_accounts", "hub_agent", AGENT),
    ("sepa_mandates", "hub_member", MEMBER),
    ("sepa_mandates", "hub_agent", AGENT),
    ("mandate_references", "hub_agent", AGENT),
    ("installments", "hub_member", MEMBER),
    ("installments", "hub_broker", BROKER),
    ("installments", "hub_agent", AGENT),
    ("statements", "hub_member", MEMBER),
    ("statements", "hub_agent", AGENT),
    ("statement_numbers", "hub_agent", AGENT),
    ("reimbursements", "hub_member", MEMBER),
    ("reimbursements", "hub_agent", AGENT),
    ("allowance_uses", "hub_member", MEMBER),
    ("allowance_uses", "hub_agent", AGENT),
    ("documents", "hub_member", MEMBER),
    ("documents", "hub_broker", BROKER),
    ("documents", "hub_agent", AGENT),
    ("accountants", "hub_member", MEMBER),
    ("accountants", "hub_agent", AGENT),
    ("accountant_contracts", "hub_member", MEMBER),
    ("accountant_contracts", "hub_agent", AGENT),
    ("notifications", "hub_member", MEMBER),
    ("notification_choices", "hub_member", MEMBER),
    ("consents", "hub_member", MEMBER),
    ("consents", "hub_agent", AGENT),
    ("access_log", "hub_member", MEMBER),
]

NOBODYS = ["agreement_tokens"]
"""Read as the owner of the tables, by the route that answers a hospital."""

PERSON = (
    "member_id, person_id, is_holder, first_name, last_name, birth_name, birth_date, birth_rank, sex, death_date,"
    " email, phone, broker_ids"
)
SIGNATURE = (
    "member_id, procedure_signature_id, procedure_id, text_hash, phone_masked, tries, sent_at, expires_at,"
    " signed_at, ended_at, evidence"
)

COLUMNS = {
    ("people", "hub_member"): f"{PERSON}, nir_masked",
    ("people", "hub_broker"): PERSON,
    ("procedures", "hub_member"): (
        "member_id, procedure_id, reference, kind, status, stage, contract_id, coverage_id, person_id, submitted_by,"
        " submitted_as, submitted_at, updated_at, expected_by, version, idempotency_key, request_hash, form,"
        " asked_documents, decision, rejection_reason, follows_id, broker_id"
    ),
    ("procedures", "hub_broker"): (
        "member_id, procedure_id, reference, kind, status, contract_id, submitted_at, updated_at, version, broker_id"
    ),
    ("procedure_events", "hub_member"): (
        "member_id, procedure_event_id, procedure_id, at, account_id, role, from_status, to_status, stage, message"
    ),
    ("procedure_signatures", "hub_member"): SIGNATURE,
    ("procedure_signatures", "hub_agent"): SIGNATURE,
    ("bank_accounts", "hub_member"): (
        "member_id, bank_account_id, usage, holder_name, iban_token, iban_masked, bic, usable_from, valid_from,"
        " valid_to"
    ),
    ("sepa_mandates", "hub_member"): (
        "member_id, sepa_mandate_id, bank_account_id, umr, creditor_id, sequence, status, signed_at,"
        " last_collected_on"
    ),
}
"""What a role may read of a table that it may not read whole."""

PEOPLE_BEFORE = [role for table, role in COLUMNS if table == "people"]


def upgrade() -> None:
    op.execute(f"GRANT SELECT ON {', '.join(PUBLIC)} TO hub_member, hub_broker, hub_agent")
    for table in sorted({policy[0] for policy in POLICIES} | set(NOBODYS)):
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    for table, role, rows in POLICIES:
        op.execute(f"CREATE POLICY {role} ON {table} TO {role} USING ({rows}) WITH CHECK ({rows})")
        if (table, role) not in COLUMNS:
            op.execute(f"GRANT SELECT ON {table} TO {role}")
    for role in PEOPLE_BEFORE:
        op.execute(f"REVOKE SELECT ON people FROM {role}")  # noqa: S608  # no values: a role of this file
    for (table, role), columns in COLUMNS.items():
        op.execute(f"GRANT SELECT ({columns}) ON {table} TO {role}")


def downgrade() -> None:
    for role in PEOPLE_BEFORE:
        op.execute(f"REVOKE ALL ON people FROM {role}")
        op.execute(f"GRANT SELECT ON people TO {role}")
    for table, role, _ in POLICIES:
        op.execute(f"DROP POLICY {role} ON {table}")
        op.execute(f"REVOKE ALL ON {table} FROM {role}")
    for table in sorted({policy[0] for policy in POLICIES} | set(NOBODYS)):
        op.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    op.execute(f"REVOKE ALL ON {', '.join(PUBLIC)} FROM hub_member, hub_broker, hub_agent")
