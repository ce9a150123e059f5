"""Which columns each database role may read; what is not said here, none may."""

from sqlalchemy.ext.asyncio import AsyncConnection

from models import Base
from runtime.provision import OWNER
from tests.models.second_lock import OF_FIRMS, privileges

BROKERS_ROWS = {
    "members", "people", "contracts", "coverages", "contract_plans", "addresses", "installments", "procedures",
    "documents", "member_words", "member_brokers", "capacities",
    "consents", "reimbursements", "scheme_affiliations",
}  # fmt: skip
NO_MEMBERS = {"member_words", "member_brokers"}
AGENTS_ONLY = {
    "member_numbers", "contract_numbers", "nir_tokens", "procedure_references", "mandate_references",
    "statement_numbers", "hospital_agreements",
}  # fmt: skip
MEMBERS_ONLY = {"notifications", "notification_choices", "access_log", "sharings"}
OF_ACCOUNTS = {
    "accounts", "capacities", "sessions", "refresh_tokens", "second_factors", "attempts", "links", "activations",
    "email_changes", "phone_changes", "recovery_codes",
}  # fmt: skip
NOBODYS = {"agreement_tokens", "audit_checkpoints", "audit_sealed_heads", "audit_purges"} | (
    OF_ACCOUNTS - {"capacities"}
)
"""No actor's."""
COLUMNS = {table.name: set(table.columns.keys()) for table in Base.metadata.sorted_tables}
CATALOGUE = {table for table, columns in COLUMNS.items() if "member_id" not in columns} - NOBODYS - OF_FIRMS
OWNED = COLUMNS.keys() - CATALOGUE - OF_FIRMS
READABLE = {
    "hub_reader": CATALOGUE,
    "hub_member": CATALOGUE | (OWNED - AGENTS_ONLY - NO_MEMBERS - NOBODYS),
    "hub_broker": CATALOGUE | BROKERS_ROWS | OF_FIRMS,
    "hub_agent": CATALOGUE | (OWNED - MEMBERS_ONLY - NOBODYS) | OF_FIRMS,
    "hub_worker": {"accounts", "activations", "attempts", "email_changes", "links", "phone_changes"},
    "hub_door": {"people", "brokers", "notification_choices", "audit_heads", "audit_entries"}
    | OF_ACCOUNTS
    | OF_FIRMS,
}
SECRETS = {"secret_hash", "former_secret_hash", "former_until"}
HIDDEN = {
    **{("capacities", role): {"label"} for role in ("hub_member", "hub_broker", "hub_agent")},
    ("people", "hub_member"): {"nir_sealed"},
    ("people", "hub_broker"): {"nir_sealed", "nir_masked"},
    ("consents", "hub_broker"): {"consent_id", "text_version", "given_at"},
    ("reimbursements", "hub_broker"): COLUMNS["reimbursements"]
    - {
        "member_id", "reimbursement_id", "coverage_id", "contract_id", "person_id", "status", "care_date", "act_id",
        "quantity", "practitioner", "professional", "spent", "rate", "social_security_paid", "complementary_paid", "other_paid",
        "reverses_id",
    },
    ("scheme_affiliations", "hub_broker"): COLUMNS["scheme_affiliations"]
    - {"member_id", "person_id", "alsace_moselle", "valid_from", "valid_to"},
    ("bank_accounts", "hub_member"): {"iban_sealed"},
    ("sepa_mandates", "hub_member"): {"evidence"},
    ("procedures", "hub_member"): {"form_sealed", "taken_by"},
    ("procedures", "hub_broker"): {
        "stage", "coverage_id", "person_id", "submitted_by", "submitted_as", "expected_by", "idempotency_key",
        "request_hash", "form", "form_sealed", "asked_documents", "taken_by", "decision", "rejection_reason",
        "follows_id",
    },
    ("procedure_events", "hub_member"): {"note"},
    ("procedure_signatures", "hub_member"): {"code_token"},
    ("procedure_signatures", "hub_agent"): {"code_token"},
    ("accounts", "hub_worker"): {"login", "password_hash"},
    ("links", "hub_worker"): COLUMNS["links"] - {"link_id"},
    **{("clients", role): SECRETS for role in ("hub_broker", "hub_agent")},
    ("brokers", "hub_door"): COLUMNS["brokers"] - {"broker_id", "name"},
    ("people", "hub_door"): COLUMNS["people"]
    - {"member_id", "person_id", "is_holder", "nir_sealed", "birth_date", "phone"},
}  # fmt: skip


async def wrongly_granted(owner: AsyncConnection) -> list[str]:
    """Tables of which a role, or everybody, may read other columns than are said here."""
    granted = await privileges(owner, "SELECT")
    wanted = {
        (role, table): COLUMNS[table] - HIDDEN.get((table, role), set())
        for role, tables in READABLE.items()
        for table in tables
    }
    places = {place for place in granted.keys() | wanted.keys() if place[0] != OWNER}
    return sorted(
        f"{table} for {role}"
        for role, table in places
        if granted.get((role, table), set()) != wanted.get((role, table), set())
    )
