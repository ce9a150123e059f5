"""An index of contracts by their product: agents look for the households that have one, at a level of it."""

from alembic import op

revision = "0041_contracts_of_a_product"
down_revision = "0040_guarantee_sources"
branch_labels = None
depends_on = None

OF_A_PRODUCT = "contracts_product_id_member_id_ix"


def upgrade() -> None:
    op.create_index(OF_A_PRODUCT, "contracts", ["product_id", "member_id"])


def downgrade() -> None:
    op.drop_index(OF_A_PRODUCT, "contracts")
