"""Checkpoints over all chains of the audit, and what was purged by them. For the owner of the tables alone."""

import sqlalchemy as sa
from alembic import op

revision = "0031_audit_checkpoints"
down_revision = "0030_reveals"
branch_labels = None
depends_on = None

TABLES = ("audit_checkpoints", "audit_sealed_heads", "audit_purges")


def upgrade() -> None:
    op.create_table(
        "audit_checkpoints",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("heads", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("seal", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("audit_checkpoints_number_check")),
        sa.PrimaryKeyConstraint("number", name=op.f("audit_checkpoints_pkey")),
    )
    op.create_table(
        "audit_sealed_heads",
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["number"], ["audit_checkpoints.number"], name=op.f("audit_sealed_heads_number_fkey")
        ),
        sa.PrimaryKeyConstraint("member_id", "number", name=op.f("audit_sealed_heads_pkey")),
    )
    op.create_index(
        op.f("audit_sealed_heads_number_member_id_ix"), "audit_sealed_heads", ["number", "member_id"]
    )
    op.create_index(
        op.f("audit_sealed_heads_member_id_position_ix"), "audit_sealed_heads", ["member_id", "position"]
    )
    op.create_table(
        "audit_purges",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("through", sa.BigInteger(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("chains", sa.BigInteger(), nullable=False),
        sa.Column("entries", sa.BigInteger(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["through"], ["audit_checkpoints.number"], name=op.f("audit_purges_through_fkey")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("audit_purges_pkey")),
    )
    for table in TABLES:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
