"""Somebody of a household sends a démarche: its row, its reference and its events are added, and none is changed."""

from alembic import op

revision = "0044_members_ask"
down_revision = "0043_accounts_of_others"
branch_labels = None
depends_on = None

MEMBER = "member_id = NULLIF(current_setting('hub.member_id', true), '')::bigint"
ADDED = {
    "procedures": (
        "member_id, reference, kind, status, contract_id, coverage_id, person_id, submitted_by, submitted_as,"
        " submitted_at, updated_at, version, idempotency_key, request_hash, form, broker_id"
    ),
    "procedure_events": "member_id, procedure_id, at, account_id, role, from_status, to_status, message",
    "procedure_references": "member_id, procedure_id, reference",
}
"""No column that the desk decides by."""


def upgrade() -> None:
    for table, columns in ADDED.items():
        op.execute(f"GRANT INSERT ({columns}) ON {table} TO hub_member")
    op.execute(
        f"CREATE POLICY hub_member_asks ON procedure_references FOR INSERT TO hub_member WITH CHECK ({MEMBER})"
    )


def downgrade() -> None:
    op.execute("DROP POLICY hub_member_asks ON procedure_references")
    for table, columns in ADDED.items():
        op.execute(f"REVOKE INSERT ({columns}) ON {table} FROM hub_member")
