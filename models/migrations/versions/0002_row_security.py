"""The second lock: what each actor's database role may touch, and which rows of it.

A policy compares a column of its own row with a setting, and nothing else: no OR, no sub-select.
After any SET LOCAL an unset setting reads '' and not NULL, hence NULLIF.
"""

from alembic import op

revision = "0002_row_security"
down_revision = "0001_households"
branch_labels = None
depends_on = None

MEMBER = "member_id = NULLIF(current_setting('hub.member_id', true), '')::bigint"
BROKER = "broker_id = NULLIF(current_setting('hub.broker_id', true), '')::bigint"
BROKERS = "NULLIF(current_setting('hub.broker_id', true), '')::bigint = ANY (broker_ids)"
AGENT = "NULLIF(current_setting('hub.agent_id', true), '') IS NOT NULL"

READ = "SELECT"
ADD = "SELECT, INSERT"
CHANGE = "SELECT, INSERT, UPDATE"

POLICIES = [
    ("members", "hub_member", READ, MEMBER),
    ("members", "hub_broker", READ, BROKERS),
    ("members", "hub_agent", ADD, AGENT),
    ("member_numbers", "hub_agent", ADD, AGENT),
    ("people", "hub_member", READ, MEMBER),
    ("people", "hub_broker", READ, BROKERS),
    ("people", "hub_agent", ADD, AGENT),
    ("sharings", "hub_member", CHANGE, MEMBER),
    ("member_brokers", "hub_broker", READ, BROKER),
    ("member_brokers", "hub_agent", ADD, AGENT),
    ("contracts", "hub_member", READ, MEMBER),
    ("contracts", "hub_broker", READ, BROKER),
    ("contracts", "hub_agent", ADD, AGENT),
    ("contract_numbers", "hub_agent", ADD, AGENT),
    ("coverages", "hub_member", READ, MEMBER),
    ("coverages", "hub_broker", READ, BROKER),
    ("coverages", "hub_agent", ADD, AGENT),
    ("audit_heads", "hub_member", CHANGE, MEMBER),
    ("audit_heads", "hub_agent", CHANGE, AGENT),
    ("audit_entries", "hub_member", ADD, MEMBER),
    ("audit_entries", "hub_agent", ADD, AGENT),
]


def upgrade() -> None:
    for table in sorted({policy[0] for policy in POLICIES} | {"accounts", "capacities"}):
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    for table, role, grants, rows in POLICIES:
        op.execute(f"GRANT {grants} ON {table} TO {role}")
        op.execute(f"CREATE POLICY {role} ON {table} TO {role} USING ({rows}) WITH CHECK ({rows})")


def downgrade() -> None:
    for table, role, _, _ in POLICIES:
        op.execute(f"DROP POLICY {role} ON {table}")
        op.execute(f"REVOKE ALL ON {table} FROM {role}")
    for table in sorted({policy[0] for policy in POLICIES} | {"accounts", "capacities"}):
        op.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
