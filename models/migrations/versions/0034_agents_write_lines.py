"""Lines of reimbursement are written by case managers: the actions that settle and reverse them."""

from alembic import op

revision = "0034_agents_write_lines"
down_revision = "0033_acts_of_the_rules"
branch_labels = None
depends_on = None

TABLES = "reimbursements, allowance_uses"


def upgrade() -> None:
    op.execute(f"GRANT INSERT ON {TABLES} TO hub_agent")


def downgrade() -> None:
    op.execute(f"REVOKE INSERT ON {TABLES} FROM hub_agent")
