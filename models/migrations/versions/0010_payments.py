"""Bank accounts and mandates, and what is due for a contract."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010_payments"
down_revision = "0009_procedures"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "bank_accounts",
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("bank_account_id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("usage", sa.Text(), nullable=False),
        sa.Column("holder_name", sa.Text(), nullable=False),
        sa.Column("iban_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("iban_token", sa.LargeBinary(), nullable=False),
        sa.Column("iban_masked", sa.Text(), nullable=False),
        sa.Column("bic", sa.Text(), nullable=True),
        sa.Column("usable_from", sa.DateTime(timezone=True), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint("bic ~ '^[A-Z0-9]{8}([A-Z0-9]{3})?$'", name=op.f("bank_accounts_bic_check")),
        sa.CheckConstraint(
            "usage IN ('PREMIUM_DEBIT', 'REIMBURSEMENT_CREDIT')", name=op.f("bank_accounts_usage_check")
        ),
        sa.CheckConstraint("valid_to > valid_from", name=op.f("bank_accounts_period_check")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.member_id"], name=op.f("bank_accounts_member_id_fkey")
        ),
        sa.PrimaryKeyConstraint("member_id", "bank_account_id", name=op.f("bank_accounts_pkey")),
    )
    op.create_index(op.f("bank_accounts_iban_token_ix"), "bank_accounts", ["iban_token"], unique=False)
    op.create_index(
        "bank_accounts_one_open_key",
        "bank_accounts",
        ["member_id", "usage"],
        unique=True,
        postgresql_where=sa.text("valid_to IS NULL"),
    )
    op.create_table(
        "sepa_mandates",
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("sepa_mandate_id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("bank_account_id", sa.BigInteger(), nullable=False),
        sa.Column("umr", sa.Text(), nullable=False),
        sa.Column("creditor_id", sa.Text(), nullable=False),
        sa.Column("sequence", sa.Text(), server_default="RCUR", nullable=False),
        sa.Column("status", sa.Text(), server_default="AWAITING_SIGNATURE", nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("evidence", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("last_collected_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "creditor_id ~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{4,31}$'", name=op.f("sepa_mandates_creditor_id_check")
        ),
        sa.CheckConstraint(
            "sequence IN ('FRST', 'RCUR', 'OOFF', 'FNAL')", name=op.f("sepa_mandates_sequence_check")
        ),
        sa.CheckConstraint(
            "status IN ('AWAITING_SIGNATURE', 'SIGNED', 'ACTIVE', 'SUPERSEDED', 'REVOKED', 'REJECTED', 'EXPIRED')",
            name=op.f("sepa_mandates_status_check"),
        ),
        sa.CheckConstraint(
            "status NOT IN ('SIGNED', 'ACTIVE', 'SUPERSEDED') OR signed_at IS NOT NULL",
            name=op.f("sepa_mandates_signed_check"),
        ),
        sa.CheckConstraint("umr ~ '^[A-Za-z0-9/?:().,''+-]{1,35}$'", name=op.f("sepa_mandates_umr_check")),
        sa.ForeignKeyConstraint(
            ["member_id", "bank_account_id"],
            ["bank_accounts.member_id", "bank_accounts.bank_account_id"],
            name=op.f("sepa_mandates_member_id_bank_account_id_fkey"),
        ),
        sa.PrimaryKeyConstraint("member_id", "sepa_mandate_id", name=op.f("sepa_mandates_pkey")),
    )
    op.create_index(
        "sepa_mandates_one_active_key",
        "sepa_mandates",
        ["member_id"],
        unique=True,
        postgresql_where=sa.text("status = 'ACTIVE'"),
    )
    op.create_table(
        "installments",
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("installment_id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("contract_id", sa.BigInteger(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("period_from", sa.Date(), nullable=False),
        sa.Column("period_to", sa.Date(), nullable=False),
        sa.Column("amount", sa.Numeric(precision=12, scale=2), nullable=False),
        sa.Column("net_amount", sa.Numeric(precision=12, scale=2), nullable=False),
        sa.Column("tax_amount", sa.Numeric(precision=12, scale=2), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("bank_account_id", sa.BigInteger(), nullable=True),
        sa.Column("status", sa.Text(), server_default="UPCOMING", nullable=False),
        sa.Column("prenotified_on", sa.Date(), nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("reject_code", sa.Text(), nullable=True),
        sa.Column("broker_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "(status IN ('COLLECTED', 'RECOVERED')) = (paid_on IS NOT NULL)",
            name=op.f("installments_paid_check"),
        ),
        sa.CheckConstraint(
            "method IN ('DIRECT_DEBIT', 'TRANSFER', 'CHEQUE', 'TIP')", name=op.f("installments_method_check")
        ),
        sa.CheckConstraint(
            "status <> 'REJECTED' OR reject_code IS NOT NULL", name=op.f("installments_rejected_check")
        ),
        sa.CheckConstraint(
            "status IN ('UPCOMING', 'PRENOTIFIED', 'COLLECTED', 'REJECTED', 'RECOVERED', 'WRITTEN_OFF')",
            name=op.f("installments_status_check"),
        ),
        sa.CheckConstraint("amount = net_amount + tax_amount", name=op.f("installments_amount_check")),
        sa.CheckConstraint("period_to > period_from", name=op.f("installments_period_check")),
        sa.ForeignKeyConstraint(
            ["broker_id"], ["brokers.broker_id"], name=op.f("installments_broker_id_fkey")
        ),
        sa.ForeignKeyConstraint(
            ["member_id", "bank_account_id"],
            ["bank_accounts.member_id", "bank_accounts.bank_account_id"],
            name=op.f("installments_member_id_bank_account_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id", "contract_id"],
            ["contracts.member_id", "contracts.contract_id"],
            name=op.f("installments_member_id_contract_id_fkey"),
        ),
        sa.PrimaryKeyConstraint("member_id", "installment_id", name=op.f("installments_pkey")),
        sa.UniqueConstraint(
            "member_id", "contract_id", "due_on", name=op.f("installments_member_id_contract_id_due_on_key")
        ),
    )
    op.create_index(
        op.f("installments_broker_id_status_due_on_ix"),
        "installments",
        ["broker_id", "status", "due_on"],
        unique=False,
    )
    op.create_table(
        "mandate_references",
        sa.Column("umr", sa.Text(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("sepa_mandate_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id", "sepa_mandate_id"],
            ["sepa_mandates.member_id", "sepa_mandates.sepa_mandate_id"],
            name=op.f("mandate_references_member_id_sepa_mandate_id_fkey"),
        ),
        sa.PrimaryKeyConstraint("umr", name=op.f("mandate_references_pkey")),
    )


def downgrade() -> None:
    op.drop_table("mandate_references")
    op.drop_index(op.f("installments_broker_id_status_due_on_ix"), table_name="installments")
    op.drop_table("installments")
    op.drop_index(
        "sepa_mandates_one_active_key",
        table_name="sepa_mandates",
        postgresql_where=sa.text("status = 'ACTIVE'"),
    )
    op.drop_table("sepa_mandates")
    op.drop_index(
        "bank_accounts_one_open_key", table_name="bank_accounts", postgresql_where=sa.text("valid_to IS NULL")
    )
    op.drop_index(op.f("bank_accounts_iban_token_ix"), table_name="bank_accounts")
    op.drop_table("bank_accounts")
