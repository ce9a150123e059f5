"""What a household adds is a démarche that was sent, as one of its own capacities: no answer, and nobody else's step.

The second lock on the columns of 0044, which it has to let a household write. Whatever an action forgets, no
démarche of a household's database role is accepted, done or an agent's.
"""

from alembic import op

revision = "0045_members_send_as_themselves"
down_revision = "0044_members_ask"
branch_labels = None
depends_on = None

OWN = "('MEMBER', 'BENEFICIARY', 'GUARDIAN')"
SENT = "('SUBMITTED', 'AWAITING_DOCUMENTS', 'AWAITING_SIGNATURE')"
ADDED = {
    "procedures": f"submitted_as IN {OWN} AND status IN {SENT}",
    "procedure_events": f"(role IS NULL OR role IN {OWN}) AND to_status IN {SENT}",
}
"""No role: a step that the hub took by itself."""


def upgrade() -> None:
    for table, rows in ADDED.items():
        op.execute(
            f"CREATE POLICY hub_member_sends ON {table} AS RESTRICTIVE FOR INSERT TO hub_member WITH CHECK ({rows})"
        )


def downgrade() -> None:
    for table in ADDED:
        op.execute(f"DROP POLICY hub_member_sends ON {table}")
