"""First connection and forgotten passwords: links, activation ids, addresses recorded by an agent."""

import sqlalchemy as sa
from alembic import op

revision = "0028_links"
down_revision = "0027_attempts"
branch_labels = None
depends_on = None

ACCOUNT = "account_id = NULLIF(current_setting('hub.account_id', true), '')::bigint"
ID = "id_token = decode(NULLIF(current_setting('hub.activation', true), ''), 'hex')"
MEMBERS = (
    "member_id = ANY (string_to_array(NULLIF(current_setting('hub.member_ids', true), ''), ',')::bigint[])"
)
TABLES = ("links", "activations", "email_changes")
GRANTS = [
    "SELECT, UPDATE (used_at) ON links TO hub_door",
    "SELECT, INSERT, UPDATE, DELETE ON activations TO hub_door",
    "SELECT, INSERT ON email_changes TO hub_door",
    "UPDATE (email) ON accounts TO hub_door",
    "SELECT (nir_sealed, birth_date), UPDATE (email) ON people TO hub_door",
    "SELECT (link_id), INSERT ON links TO hub_worker",
    "SELECT, INSERT, UPDATE ON activations TO hub_worker",
    "SELECT ON email_changes TO hub_worker",
]


def upgrade() -> None:
    op.create_table(
        "links",
        sa.Column("link_id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("purpose IN ('ACTIVATION', 'PASSWORD')", name=op.f("links_purpose_check")),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.account_id"], name=op.f("links_account_id_fkey")),
        sa.PrimaryKeyConstraint("link_id", name=op.f("links_pkey")),
    )
    op.create_index(op.f("links_account_id_link_id_ix"), "links", ["account_id", "link_id"])
    op.create_table(
        "activations",
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("id_token", sa.LargeBinary(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.account_id"], name=op.f("activations_account_id_fkey")
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("activations_pkey")),
        sa.UniqueConstraint("id_token", name=op.f("activations_id_token_key")),
    )
    op.create_table(
        "email_changes",
        sa.Column("email_change_id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_account_id", sa.BigInteger(), nullable=False),
        sa.Column("identity_check", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "identity_check IN ('IDENTITY_DOCUMENT', 'CALL_BACK', 'LETTER')",
            name=op.f("email_changes_identity_check_check"),
        ),
        sa.CheckConstraint("before IS DISTINCT FROM after", name=op.f("email_changes_differs_check")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.account_id"], name=op.f("email_changes_account_id_fkey")
        ),
        sa.ForeignKeyConstraint(
            ["by_account_id"], ["accounts.account_id"], name=op.f("email_changes_by_account_id_fkey")
        ),
        sa.PrimaryKeyConstraint("email_change_id", name=op.f("email_changes_pkey")),
    )
    op.create_index(op.f("email_changes_account_id_ix"), "email_changes", ["account_id"])
    for table in TABLES:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        for role in ("hub_door", "hub_worker"):
            op.execute(f"CREATE POLICY {role} ON {table} TO {role} USING ({ACCOUNT}) WITH CHECK ({ACCOUNT})")
    op.execute(
        f"CREATE POLICY hub_door_email ON people FOR UPDATE TO hub_door USING ({MEMBERS}) WITH CHECK ({MEMBERS})"
    )
    op.execute(f"CREATE POLICY hub_door_id ON activations FOR SELECT TO hub_door USING ({ID})")
    for grant in GRANTS:
        op.execute(f"GRANT {grant}")


def downgrade() -> None:
    op.execute("DROP POLICY hub_door_email ON people")
    op.execute("REVOKE SELECT (nir_sealed, birth_date), UPDATE (email) ON people FROM hub_door")
    op.execute("REVOKE UPDATE (email) ON accounts FROM hub_door")
    for table in reversed(TABLES):
        op.drop_table(table)
