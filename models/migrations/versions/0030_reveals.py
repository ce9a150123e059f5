"""An agent's role adds to the access log, in its own name: what it is shown of a secret is told in the same transaction.

It still reads no line, its own included, and changes none.
"""

from alembic import op

revision = "0030_reveals"
down_revision = "0029_broker_consents"
branch_labels = None
depends_on = None

ADDED = "member_id, person_id, at, account_id, role, label, what, reason"
IN_ITS_NAME = "account_id = NULLIF(current_setting('hub.agent_id', true), '')::bigint"


def upgrade() -> None:
    op.execute(f"GRANT INSERT ({ADDED}) ON access_log TO hub_agent")
    op.execute(f"CREATE POLICY hub_agent ON access_log FOR INSERT TO hub_agent WITH CHECK ({IN_ITS_NAME})")


def downgrade() -> None:
    op.execute("DROP POLICY hub_agent ON access_log")
    op.execute(f"REVOKE INSERT ({ADDED}) ON access_log FROM hub_agent")
