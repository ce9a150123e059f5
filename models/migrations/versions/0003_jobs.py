"""The job queue: PgQueuer 1.6.0's tables in a schema of their own, frozen as `pgq sql install` printed them."""

import re
from pathlib import Path

from alembic import op

revision = "0003_jobs"
down_revision = "0002_row_security"
branch_labels = None
depends_on = None

STATEMENT_END = re.compile(r";\n\n(?=CREATE)")
"""A function's body holds semicolons too, and asyncpg takes one statement at a time."""

WRITERS = "hub_member, hub_agent"


def upgrade() -> None:
    for statement in STATEMENT_END.split(Path(__file__).with_suffix(".sql").read_text()):
        op.get_bind().exec_driver_sql(statement)
    op.execute(f"GRANT USAGE ON SCHEMA jobs TO {WRITERS}")
    op.execute(f"GRANT INSERT ON jobs.pgqueuer, jobs.pgqueuer_log TO {WRITERS}")
    # What enqueueing gives back, and no payload: an actor's role has no business with others' jobs.
    op.execute(f"GRANT SELECT (id, entrypoint, priority, dedupe_key, status) ON jobs.pgqueuer TO {WRITERS}")
    op.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA jobs TO {WRITERS}")


def downgrade() -> None:
    op.execute("DROP SCHEMA jobs CASCADE")
