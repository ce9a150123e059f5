"""Indexes of pages go on to the key that their orders end in."""

from alembic import op

revision = "0024_orders_to_the_end"
down_revision = "0023_whose_the_counted_are"
branch_labels = None
depends_on = None

INDEXES = {
    ("reimbursements_member_id_coverage_id_care_date_ix", "reimbursements_of_coverage_by_care_date_ix"):
        ("reimbursements", ["member_id", "coverage_id", "care_date"], "reimbursement_id"),
    ("reimbursements_member_id_statement_id_ix", "reimbursements_member_id_statement_id_reimbursement_id_ix"):
        ("reimbursements", ["member_id", "statement_id"], "reimbursement_id"),
    ("documents_member_id_contract_id_issued_on_ix", "documents_member_id_contract_id_issued_on_document_id_ix"):
        ("documents", ["member_id", "contract_id", "issued_on"], "document_id"),
}  # fmt: skip


def upgrade() -> None:
    for (before, after), (table, columns, key) in INDEXES.items():
        op.create_index(after, table, [*columns, key])
        op.drop_index(before, table)


def downgrade() -> None:
    for (before, after), (table, columns, _) in INDEXES.items():
        op.create_index(before, table, columns)
        op.drop_index(after, table)
