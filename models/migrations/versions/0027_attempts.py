"""Attempts, counted. Only who signs in has to do with them, and each row says nothing without a key."""

import sqlalchemy as sa
from alembic import op

revision = "0027_attempts"
down_revision = "0026_sessions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "attempts",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.LargeBinary(), nullable=False),
        sa.Column("failures", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("blocked_until", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "kind IN ('LOGIN', 'ADDRESS', 'ACCOUNT', 'PROOF', 'ACTIVATION', 'LINK')",
            name=op.f("attempts_kind_check"),
        ),
        sa.PrimaryKeyConstraint("kind", "subject", name=op.f("attempts_pkey")),
    )
    op.execute("ALTER TABLE attempts ENABLE ROW LEVEL SECURITY")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON attempts TO hub_door")
    op.execute("CREATE POLICY hub_door ON attempts TO hub_door USING (true) WITH CHECK (true)")


def downgrade() -> None:
    op.drop_table("attempts")
