"""A démarche about somebody's cover is about that person: what is kept from others hangs on the person."""

from alembic import op

revision = "0021_whose_procedure"
down_revision = "0020_search_paths"
branch_labels = None
depends_on = None

KEY = ["member_id", "coverage_id", "contract_id", "person_id"]
WHOLE = "coverage_id IS NULL OR (contract_id IS NOT NULL AND person_id IS NOT NULL)"


def upgrade() -> None:
    op.execute(
        """UPDATE procedures p SET person_id = c.person_id, contract_id = c.contract_id
           FROM coverages c WHERE (c.member_id, c.coverage_id) = (p.member_id, p.coverage_id)"""
    )
    op.create_foreign_key(op.f("procedures_coverage_fkey"), "procedures", "coverages", KEY, KEY)
    op.create_check_constraint(op.f("procedures_coverage_check"), "procedures", WHOLE)


def downgrade() -> None:
    op.drop_constraint(op.f("procedures_coverage_check"), "procedures")
    op.drop_constraint(op.f("procedures_coverage_fkey"), "procedures")
