"""An agent who opens a household opens its holder's account: without a password, for a member, and never read."""

from alembic import op

revision = "0039_accounts_of_holders"
down_revision = "0038_consented_totals"
branch_labels = None
depends_on = None

AGENT = "NULLIF(current_setting('hub.agent_id', true), '') IS NOT NULL"
ADDED = {
    "accounts": "account_id, login, display_name, email",
    "capacities": "account_id, role, label, member_id, person_id",
}
CHECKED = {"accounts": AGENT, "capacities": f"{AGENT} AND role = 'MEMBER'"}


BEFORE = f"CREATE POLICY hub_agent ON capacities TO hub_agent USING ({AGENT}) WITH CHECK ({AGENT})"
READS = f"CREATE POLICY hub_agent ON capacities FOR SELECT TO hub_agent USING ({AGENT})"
"""Policies of one table add up: what an agent reads must not be what they may add."""


def upgrade() -> None:
    op.execute("DROP POLICY hub_agent ON capacities")
    op.execute(READS)
    op.execute("GRANT USAGE ON SEQUENCE accounts_account_id_seq TO hub_agent")
    for table, columns in ADDED.items():
        op.execute(f"GRANT INSERT ({columns}) ON {table} TO hub_agent")
        op.execute(
            f"CREATE POLICY hub_agent_opens ON {table} FOR INSERT TO hub_agent WITH CHECK ({CHECKED[table]})"
        )


def downgrade() -> None:
    for table, columns in ADDED.items():
        op.execute(f"DROP POLICY hub_agent_opens ON {table}")
        op.execute(f"REVOKE INSERT ({columns}) ON {table} FROM hub_agent")
    op.execute("DROP POLICY hub_agent ON capacities")
    op.execute(BEFORE)
    op.execute("REVOKE USAGE ON SEQUENCE accounts_account_id_seq FROM hub_agent")
