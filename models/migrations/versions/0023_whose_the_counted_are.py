"""The index that counts démarches holds whose they are too: who reads is written down for them."""

from alembic import op

revision = "0023_whose_the_counted_are"
down_revision = "0022_whose_who_acts_for_one"
branch_labels = None
depends_on = None

BY_DAY = "procedures_submitted_at_member_id_procedure_id_ix"
COLUMNS = ["submitted_at", "member_id", "procedure_id"]


def upgrade() -> None:
    op.drop_index(BY_DAY, "procedures")
    op.create_index(BY_DAY, "procedures", COLUMNS, postgresql_include=["person_id"])


def downgrade() -> None:
    op.drop_index(BY_DAY, "procedures")
    op.create_index(BY_DAY, "procedures", COLUMNS)
