"""What its bearer changes of an account: their e-mail address and telephone number, once confirmed; recovery codes.

The language in which somebody is written to is that of their account, so it leaves `notification_choices`.
"""

import sqlalchemy as sa
from alembic import op

revision = "0035_profile"
down_revision = "0034_agents_write_lines"
branch_labels = None
depends_on = None

ACCOUNT = "account_id = NULLIF(current_setting('hub.account_id', true), '')::bigint"
MEMBERS = (
    "member_id = ANY (string_to_array(NULLIF(current_setting('hub.member_ids', true), ''), ',')::bigint[])"
)
GRANTS = [
    "SELECT, INSERT, UPDATE (before_confirmed_at, expires_at, confirmed_at) ON phone_changes TO hub_door",
    "SELECT ON phone_changes TO hub_worker",
    "SELECT, INSERT, UPDATE (used_at), DELETE ON recovery_codes TO hub_door",
    "UPDATE (expires_at, confirmed_at) ON email_changes TO hub_door",
    "SELECT, INSERT, UPDATE (by_email, paperless) ON notification_choices TO hub_door",
    "UPDATE (language) ON accounts TO hub_door",
    "SELECT (phone), UPDATE (phone) ON people TO hub_door",
    "SELECT, DELETE ON attempts TO hub_worker",
]
OF_ACCOUNTS = {"phone_changes": ("hub_door", "hub_worker"), "recovery_codes": ("hub_door",)}


def upgrade() -> None:
    op.create_table(
        "phone_changes",
        sa.Column("phone_change_id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("before_confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("before IS DISTINCT FROM after", name=op.f("phone_changes_differs_check")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.account_id"], name=op.f("phone_changes_account_id_fkey")
        ),
        sa.PrimaryKeyConstraint("phone_change_id", name=op.f("phone_changes_pkey")),
    )
    op.create_index(
        op.f("phone_changes_account_id_phone_change_id_ix"),
        "phone_changes",
        ["account_id", "phone_change_id"],
    )
    op.create_table(
        "recovery_codes",
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("code_token", sa.LargeBinary(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["second_factors.account_id"], name=op.f("recovery_codes_account_id_fkey")
        ),
        sa.PrimaryKeyConstraint("account_id", "code_token", name=op.f("recovery_codes_pkey")),
    )
    _widen_email_changes()
    _widen_links()
    op.drop_constraint(op.f("notification_choices_language_check"), "notification_choices")
    op.drop_column("notification_choices", "language")
    for table, roles in OF_ACCOUNTS.items():
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        for role in roles:
            op.execute(f"CREATE POLICY {role} ON {table} TO {role} USING ({ACCOUNT}) WITH CHECK ({ACCOUNT})")
    op.execute(
        f"CREATE POLICY hub_door ON notification_choices TO hub_door USING ({MEMBERS}) WITH CHECK ({MEMBERS})"
    )
    op.execute("CREATE POLICY hub_worker ON attempts TO hub_worker USING (true)")
    for grant in GRANTS:
        op.execute(f"GRANT {grant}")


def _widen_email_changes() -> None:
    """Not only an agent's any more: its bearer's own waits until its link was opened."""
    op.add_column("email_changes", sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("email_changes", sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE email_changes SET confirmed_at = at")
    op.alter_column("email_changes", "identity_check", nullable=True)
    op.create_check_constraint(
        op.f("email_changes_how_check"),
        "email_changes",
        "(identity_check IS NULL) = (expires_at IS NOT NULL)",
    )


def _widen_links() -> None:
    op.add_column("links", sa.Column("email_change_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(
        op.f("links_email_change_id_fkey"), "links", "email_changes", ["email_change_id"], ["email_change_id"]
    )
    op.drop_constraint(op.f("links_purpose_check"), "links")
    op.create_check_constraint(
        op.f("links_purpose_check"), "links", "purpose IN ('ACTIVATION', 'PASSWORD', 'EMAIL')"
    )
    op.create_check_constraint(
        op.f("links_of_a_change_check"), "links", "(purpose = 'EMAIL') = (email_change_id IS NOT NULL)"
    )


def downgrade() -> None:
    op.execute("REVOKE ALL ON attempts FROM hub_worker")
    op.execute("DROP POLICY hub_worker ON attempts")
    op.execute("REVOKE SELECT (phone), UPDATE (phone) ON people FROM hub_door")
    op.execute("REVOKE UPDATE (language) ON accounts FROM hub_door")
    op.execute("REVOKE ALL ON notification_choices FROM hub_door")
    op.execute("REVOKE UPDATE (by_email, paperless) ON notification_choices FROM hub_door")
    op.execute("DROP POLICY hub_door ON notification_choices")
    op.add_column(
        "notification_choices", sa.Column("language", sa.Text(), server_default="fr", nullable=False)
    )
    op.create_check_constraint(
        op.f("notification_choices_language_check"), "notification_choices", "language IN ('fr', 'en')"
    )
    op.execute("DELETE FROM links WHERE purpose = 'EMAIL'")
    op.drop_constraint(op.f("links_of_a_change_check"), "links")
    op.drop_constraint(op.f("links_purpose_check"), "links")
    op.create_check_constraint(op.f("links_purpose_check"), "links", "purpose IN ('ACTIVATION', 'PASSWORD')")
    op.drop_column("links", "email_change_id")
    op.execute("REVOKE UPDATE (expires_at, confirmed_at) ON email_changes FROM hub_door")
    op.execute("DELETE FROM email_changes WHERE identity_check IS NULL")
    op.drop_constraint(op.f("email_changes_how_check"), "email_changes")
    op.alter_column("email_changes", "identity_check", nullable=False)
    op.drop_column("email_changes", "confirmed_at")
    op.drop_column("email_changes", "expires_at")
    op.drop_table("recovery_codes")
    op.drop_table("phone_changes")
