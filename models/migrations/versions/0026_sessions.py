"""Sessions, second factors, and a database role for who signs in.

`hub_door` sees the one account that a login or a token has named: each policy compares a column of its own row
with a setting. Which people somebody acts for is asked of `people`, of those households alone.
"""

import sqlalchemy as sa
from alembic import op

revision = "0026_sessions"
down_revision = "0025_worker"
branch_labels = None
depends_on = None

ACCOUNT = "account_id = NULLIF(current_setting('hub.account_id', true), '')::bigint"
MEMBER = "member_id = NULLIF(current_setting('hub.member_id', true), '')::bigint"
MEMBERS = (
    "member_id = ANY (string_to_array(NULLIF(current_setting('hub.member_ids', true), ''), ',')::bigint[])"
)
LOGIN = "login = NULLIF(current_setting('hub.login', true), '')"
EMAIL = "email = NULLIF(current_setting('hub.login', true), '')"

NEW = {
    "sessions": "SELECT, INSERT, UPDATE (used_at, revoked_at)",
    "refresh_tokens": "SELECT, INSERT, UPDATE (used_at)",
    "second_factors": "SELECT, INSERT, UPDATE, DELETE",
}
OLD = {
    "accounts": "SELECT, UPDATE (password_hash)",
    "capacities": "SELECT",
    "people": "SELECT (member_id, person_id, is_holder)",
    "audit_heads": "SELECT, INSERT, UPDATE",
    "audit_entries": "SELECT, INSERT",
}
POLICIES = [
    ("hub_door", "accounts", "ALL", ACCOUNT),
    ("hub_door_login", "accounts", "SELECT", LOGIN),
    ("hub_door_email", "accounts", "SELECT", EMAIL),
    ("hub_door", "capacities", "SELECT", ACCOUNT),
    ("hub_door", "people", "SELECT", MEMBERS),
    ("hub_door", "audit_heads", "ALL", MEMBER),
    ("hub_door", "audit_entries", "ALL", MEMBER),
    *(("hub_door", table, "ALL", ACCOUNT) for table in NEW),
]


def upgrade() -> None:
    op.create_table(
        "sessions",
        sa.Column("session_id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.account_id"], name=op.f("sessions_account_id_fkey")
        ),
        sa.PrimaryKeyConstraint("session_id", name=op.f("sessions_pkey")),
    )
    op.create_index(op.f("sessions_account_id_session_id_ix"), "sessions", ["account_id", "session_id"])
    op.create_table(
        "refresh_tokens",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("session_id", sa.BigInteger(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.session_id"], name=op.f("refresh_tokens_session_id_fkey")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.account_id"], name=op.f("refresh_tokens_account_id_fkey")
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("refresh_tokens_pkey")),
    )
    op.create_index(op.f("refresh_tokens_session_id_ix"), "refresh_tokens", ["session_id"])
    op.create_table(
        "second_factors",
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("secret_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_step", sa.BigInteger(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.account_id"], name=op.f("second_factors_account_id_fkey")
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("second_factors_pkey")),
    )
    for table in NEW:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    for table, grants in {**NEW, **OLD}.items():
        op.execute(f"GRANT {grants} ON {table} TO hub_door")
    for name, table, what, rows in POLICIES:
        check = "" if what == "SELECT" else f" WITH CHECK ({rows})"
        op.execute(f"CREATE POLICY {name} ON {table} FOR {what} TO hub_door USING ({rows}){check}")
    op.execute("GRANT USAGE ON SCHEMA jobs TO hub_door")
    op.execute("GRANT INSERT ON jobs.pgqueuer, jobs.pgqueuer_log TO hub_door")
    op.execute("GRANT SELECT (id, entrypoint, priority, dedupe_key, status) ON jobs.pgqueuer TO hub_door")
    op.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA jobs TO hub_door")


def downgrade() -> None:
    op.execute("REVOKE ALL ON ALL SEQUENCES IN SCHEMA jobs FROM hub_door")
    op.execute("REVOKE ALL ON jobs.pgqueuer, jobs.pgqueuer_log FROM hub_door")
    op.execute("REVOKE SELECT (id, entrypoint, priority, dedupe_key, status) ON jobs.pgqueuer FROM hub_door")
    op.execute("REVOKE ALL ON SCHEMA jobs FROM hub_door")
    for table in ("second_factors", "refresh_tokens", "sessions"):
        op.drop_table(table)
    for name, table, _, _ in POLICIES:
        if table in OLD:
            op.execute(f"DROP POLICY {name} ON {table}")
    for table in OLD:
        op.execute(f"REVOKE ALL ON {table} FROM hub_door")
    op.execute("REVOKE SELECT (member_id, person_id, is_holder) ON people FROM hub_door")
    op.execute("REVOKE UPDATE (password_hash) ON accounts FROM hub_door")
