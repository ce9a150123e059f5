"""Indexes for what agents ask of all démarches: by the day they were sent, of a kind, taken by one of them."""

from alembic import op

revision = "0020_search_paths"
down_revision = "0017_access_recording"
branch_labels = None
depends_on = None

BY_DAY = "procedures_submitted_at_member_id_procedure_id_ix"
BY_KIND = "procedures_kind_submitted_at_member_id_procedure_id_ix"
BY_AGENT = "procedures_taken_by_ix"
OF_A_LINE = "contracts_line_of_business_member_id_ix"
IN_A_STATE = "contracts_status_member_id_ix"


def upgrade() -> None:
    op.create_index(BY_DAY, "procedures", ["submitted_at", "member_id", "procedure_id"])
    op.create_index(BY_KIND, "procedures", ["kind", "submitted_at", "member_id", "procedure_id"])
    op.create_index(BY_AGENT, "procedures", ["taken_by"])
    op.create_index(OF_A_LINE, "contracts", ["line_of_business", "member_id"])
    op.create_index(IN_A_STATE, "contracts", ["status", "member_id"])


def downgrade() -> None:
    op.drop_index(IN_A_STATE, "contracts")
    op.drop_index(OF_A_LINE, "contracts")
    op.drop_index(BY_AGENT, "procedures")
    op.drop_index(BY_KIND, "procedures")
    op.drop_index(BY_DAY, "procedures")
