"""An activation id stays on file after its account was opened: who comes with it again is told so."""

from alembic import op

revision = "0042_activations_stay"
down_revision = "0041_contracts_of_a_product"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("REVOKE DELETE ON activations FROM hub_door")


def downgrade() -> None:
    op.execute("GRANT DELETE ON activations TO hub_door")
