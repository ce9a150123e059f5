"""A guarantee says where it is read; null until the catalogue is loaded again."""

import sqlalchemy as sa
from alembic import op

revision = "0040_guarantee_sources"
down_revision = "0039_accounts_of_holders"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("guarantees", sa.Column("source", sa.Text()))


def downgrade() -> None:
    op.drop_column("guarantees", "source")
