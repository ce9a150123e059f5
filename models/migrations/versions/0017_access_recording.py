"""A database role that adds to the access log and can do nothing else, and an index for the desk's queue.

Whoever reads may neither change what was written about them nor keep it from being written: none of the roles
that speak for actors writes this table. The one that does sees nothing, its own rows included.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017_access_recording"
down_revision = "0016_read_side"
branch_labels = None
depends_on = None

IS_CLOSED = sa.text("((status IN ('DONE', 'REJECTED', 'CANCELLED', 'EXPIRED'))::integer)")


def upgrade() -> None:
    op.execute("GRANT INSERT ON access_log TO hub_recorder")
    op.execute("CREATE POLICY hub_recorder ON access_log FOR INSERT TO hub_recorder WITH CHECK (true)")
    op.create_index(
        "procedures_queue_ix", "procedures", [IS_CLOSED, "submitted_at", "member_id", "procedure_id"]
    )


def downgrade() -> None:
    op.drop_index("procedures_queue_ix", "procedures")
    op.execute("DROP POLICY hub_recorder ON access_log")
    op.execute("REVOKE ALL ON access_log FROM hub_recorder")
