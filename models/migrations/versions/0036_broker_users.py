"""The people of a broker firm, as its administrators know them. Those who have a capacity already are put on the list.

None of them becomes an administrator by it: an agent says who is the first.
"""

import sqlalchemy as sa
from alembic import op

revision = "0036_broker_users"
down_revision = "0035_profile"
branch_labels = None
depends_on = None

ACCOUNT = "account_id = NULLIF(current_setting('hub.account_id', true), '')::bigint"
BROKER = "broker_id = NULLIF(current_setting('hub.broker_id', true), '')::bigint"
AGENT = "NULLIF(current_setting('hub.agent_id', true), '') IS NOT NULL"
ADDED = "role IN ('BROKER', 'SERVICE', 'REPORTING')"
"""Of the people of firms, and of programs: nobody becomes an agent, or somebody insured, at the door."""

KINDS = ("LOGIN", "ADDRESS", "ACCOUNT", "PROOF", "ACTIVATION", "LINK")

ALREADY = """
INSERT INTO broker_users (broker_id, account_id, name, email, administrator, invited_at)
SELECT DISTINCT c.broker_id, a.account_id, a.display_name, lower(coalesce(a.email, a.login)), false, now()
FROM capacities c JOIN accounts a USING (account_id)
WHERE c.role = 'BROKER' AND (c.valid_to IS NULL OR c.valid_to > current_date)"""


def upgrade() -> None:
    op.create_table(
        "broker_users",
        sa.Column("broker_user_id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("broker_id", sa.BigInteger(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("administrator", sa.Boolean(), nullable=False),
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.account_id"], name=op.f("broker_users_account_id_fkey")
        ),
        sa.ForeignKeyConstraint(
            ["broker_id"], ["brokers.broker_id"], name=op.f("broker_users_broker_id_fkey")
        ),
        sa.PrimaryKeyConstraint("broker_user_id", name=op.f("broker_users_pkey")),
    )
    op.create_index(
        op.f("broker_users_broker_id_broker_user_id_ix"), "broker_users", ["broker_id", "broker_user_id"]
    )
    op.create_index(op.f("broker_users_account_id_ix"), "broker_users", ["account_id"])
    op.create_index(
        "broker_users_current_key",
        "broker_users",
        ["broker_id", "account_id"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.execute("ALTER TABLE broker_users ENABLE ROW LEVEL SECURITY")
    op.execute("GRANT SELECT ON broker_users TO hub_broker, hub_agent")
    op.execute("GRANT SELECT, INSERT, UPDATE (administrator, ended_at) ON broker_users TO hub_door")
    for role, rows in {"hub_broker": BROKER, "hub_agent": AGENT, "hub_door": BROKER}.items():
        op.execute(f"CREATE POLICY {role} ON broker_users TO {role} USING ({rows}) WITH CHECK ({rows})")
    op.execute("GRANT SELECT (broker_id, name) ON brokers TO hub_door")
    op.execute("GRANT INSERT (account_id, login, display_name, email, language) ON accounts TO hub_door")
    op.execute("GRANT USAGE ON SEQUENCE accounts_account_id_seq TO hub_door")
    op.execute("GRANT INSERT, UPDATE (valid_to) ON capacities TO hub_door")
    op.execute(
        f"CREATE POLICY hub_door_add ON capacities FOR INSERT TO hub_door WITH CHECK ({ACCOUNT} AND {ADDED})"
    )
    op.execute(
        f"CREATE POLICY hub_door_end ON capacities FOR UPDATE TO hub_door USING ({ACCOUNT}) WITH CHECK ({ACCOUNT})"
    )
    op.execute(ALREADY)
    _count(*KINDS, "INVITATION")


def _count(*kinds: str) -> None:
    """What attempts are counted on."""
    op.drop_constraint(op.f("attempts_kind_check"), "attempts")
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    op.create_check_constraint(op.f("attempts_kind_check"), "attempts", f"kind IN ({listed})")


def downgrade() -> None:
    op.execute("DELETE FROM attempts WHERE kind = 'INVITATION'")
    _count(*KINDS)
    op.execute("DROP POLICY hub_door_end ON capacities")
    op.execute("DROP POLICY hub_door_add ON capacities")
    op.execute("REVOKE INSERT, UPDATE (valid_to) ON capacities FROM hub_door")
    op.execute("REVOKE USAGE ON SEQUENCE accounts_account_id_seq FROM hub_door")
    op.execute("REVOKE INSERT (account_id, login, display_name, email, language) ON accounts FROM hub_door")
    op.execute("REVOKE SELECT (broker_id, name) ON brokers FROM hub_door")
    op.drop_table("broker_users")
