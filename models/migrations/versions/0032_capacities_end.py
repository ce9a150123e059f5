"""A capacity may end on a day; and those who act in one can be asked whether they still do, by their own role."""

import sqlalchemy as sa
from alembic import op

revision = "0032_capacities_end"
down_revision = "0031_audit_checkpoints"
branch_labels = None
depends_on = None

MEMBER = "member_id = NULLIF(current_setting('hub.member_id', true), '')::bigint"
BROKER = "broker_id = NULLIF(current_setting('hub.broker_id', true), '')::bigint"
AGENT = "NULLIF(current_setting('hub.agent_id', true), '') IS NOT NULL"
POLICIES = {"hub_member": MEMBER, "hub_broker": BROKER, "hub_agent": AGENT}
COLUMNS = "capacity_id, account_id, role, member_id, person_id, broker_id, valid_to"


def upgrade() -> None:
    op.add_column("capacities", sa.Column("valid_to", sa.Date(), nullable=True))
    for role, rows in POLICIES.items():
        op.execute(f"GRANT SELECT ({COLUMNS}) ON capacities TO {role}")
        op.execute(f"CREATE POLICY {role} ON capacities TO {role} USING ({rows}) WITH CHECK ({rows})")


def downgrade() -> None:
    for role in POLICIES:
        op.execute(f"DROP POLICY {role} ON capacities")
        op.execute(f"REVOKE ALL ON capacities FROM {role}")
    op.drop_column("capacities", "valid_to")
