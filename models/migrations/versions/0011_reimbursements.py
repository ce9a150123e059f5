"""Statements, lines of reimbursement, and what each used of an allowance."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0011_reimbursements"
down_revision = "0010_payments"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "statements",
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("statement_id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("total", sa.Numeric(precision=12, scale=2), nullable=False),
        sa.Column("payee", sa.Text(), nullable=False),
        sa.Column("payee_name", sa.Text(), nullable=True),
        sa.Column("iban_masked", sa.Text(), nullable=True),
        sa.CheckConstraint("payee IN ('MEMBER', 'PROFESSIONAL')", name=op.f("statements_payee_check")),
        sa.ForeignKeyConstraint(["member_id"], ["members.member_id"], name=op.f("statements_member_id_fkey")),
        sa.PrimaryKeyConstraint("member_id", "statement_id", name=op.f("statements_pkey")),
    )
    op.create_index(
        op.f("statements_member_id_issued_on_statement_id_ix"),
        "statements",
        ["member_id", "issued_on", "statement_id"],
        unique=False,
    )
    op.create_table(
        "statement_numbers",
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("statement_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id", "statement_id"],
            ["statements.member_id", "statements.statement_id"],
            name=op.f("statement_numbers_member_id_statement_id_fkey"),
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("statement_numbers_pkey")),
    )
    op.create_table(
        "reimbursements",
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("reimbursement_id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("coverage_id", sa.BigInteger(), nullable=False),
        sa.Column("contract_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("source_key", sa.Text(), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("care_date", sa.Date(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("family", sa.Text(), nullable=False),
        sa.Column("act_id", sa.BigInteger(), nullable=True),
        sa.Column("quantity", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("professional", sa.Text(), nullable=True),
        sa.Column("practitioner", sa.Text(), nullable=True),
        sa.Column("spent", sa.Numeric(precision=12, scale=2), nullable=False),
        sa.Column("reimbursement_base", sa.Numeric(precision=12, scale=2), nullable=False),
        sa.Column("rate", sa.Numeric(precision=5, scale=4), nullable=True),
        sa.Column("social_security_paid", sa.Numeric(precision=12, scale=2), nullable=False),
        sa.Column("flat_contribution", sa.Numeric(precision=12, scale=2), server_default="0", nullable=False),
        sa.Column("deductible", sa.Numeric(precision=12, scale=2), server_default="0", nullable=False),
        sa.Column("complementary_paid", sa.Numeric(precision=12, scale=2), nullable=False),
        sa.Column("other_paid", sa.Numeric(precision=12, scale=2), server_default="0", nullable=False),
        sa.Column("remaining", sa.Numeric(precision=12, scale=2), nullable=False),
        sa.Column("payee", sa.Text(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("statement_id", sa.BigInteger(), nullable=True),
        sa.Column("reverses_id", sa.BigInteger(), nullable=True),
        sa.Column("procedure_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "explanation", postgresql.JSONB(astext_type=sa.Text()), server_default="[]", nullable=False
        ),
        sa.CheckConstraint(
            "(status IN ('PAID', 'REGULARISED')) = (paid_on IS NOT NULL)",
            name=op.f("reimbursements_paid_check"),
        ),
        sa.CheckConstraint(
            "category IN ('OPTICAL', 'DENTAL', 'OTHER')", name=op.f("reimbursements_category_check")
        ),
        sa.CheckConstraint(
            "family IN ('GENERAL_PRACTITIONER', 'SPECIALIST', 'MEDICAL_AUXILIARY', 'PHYSIOTHERAPY', 'NURSING', 'PSYCHOLOGY', 'BIOLOGY', 'IMAGING', 'TECHNICAL_ACT', 'PHARMACY', 'MEDICAL_DEVICE', 'TRANSPORT', 'THERMAL_CURE', 'DENTAL_CARE', 'DENTAL_PROSTHESIS', 'DENTAL_IMPLANT', 'ORTHODONTICS', 'GLASSES', 'CONTACT_LENSES', 'EYE_SURGERY', 'HEARING_AID', 'HOSPITAL_STAY', 'HOSPITAL_FEES', 'HOSPITAL_DAILY_CHARGE', 'EMERGENCY_CHARGE', 'HEAVY_ACT_CHARGE', 'PRIVATE_ROOM', 'COMPANION_BED', 'ALTERNATIVE_MEDICINE', 'PREVENTION', 'OTHER')",
            name=op.f("reimbursements_family_check"),
        ),
        sa.CheckConstraint("payee IN ('MEMBER', 'PROFESSIONAL')", name=op.f("reimbursements_payee_check")),
        sa.CheckConstraint(
            "practitioner IN ('SECTOR_1', 'OPTAM', 'NON_OPTAM', 'NOT_AGREED')",
            name=op.f("reimbursements_practitioner_check"),
        ),
        sa.CheckConstraint(
            "reverses_id IS NOT NULL OR (status <> 'REGULARISED' AND spent >= 0 AND complementary_paid >= 0)",
            name=op.f("reimbursements_reversal_check"),
        ),
        sa.CheckConstraint(
            "reverses_id IS NULL OR status <> 'PAID'", name=op.f("reimbursements_reversal_settled_check")
        ),
        sa.CheckConstraint(
            "source IN ('NOEMIE', 'DRE', 'ROC', 'PAPER')", name=op.f("reimbursements_source_check")
        ),
        sa.CheckConstraint(
            "status <> 'REJECTED' OR complementary_paid = 0", name=op.f("reimbursements_rejected_check")
        ),
        sa.CheckConstraint(
            "status IN ('PENDING', 'PAID', 'REJECTED', 'CANCELLED', 'REGULARISED')",
            name=op.f("reimbursements_status_check"),
        ),
        sa.CheckConstraint(
            "(paid_on IS NULL) = (statement_id IS NULL)", name=op.f("reimbursements_statement_check")
        ),
        sa.CheckConstraint("quantity > 0", name=op.f("reimbursements_quantity_check")),
        sa.CheckConstraint(
            "reverses_id <> reimbursement_id", name=op.f("reimbursements_reverses_another_check")
        ),
        sa.CheckConstraint(
            "spent = social_security_paid + complementary_paid + other_paid + remaining",
            name=op.f("reimbursements_parts_check"),
        ),
        sa.ForeignKeyConstraint(["act_id"], ["acts.act_id"], name=op.f("reimbursements_act_id_fkey")),
        sa.ForeignKeyConstraint(
            ["member_id", "coverage_id", "contract_id", "person_id"],
            ["coverages.member_id", "coverages.coverage_id", "coverages.contract_id", "coverages.person_id"],
            name="reimbursements_coverage_fkey",
        ),
        sa.ForeignKeyConstraint(
            ["member_id", "procedure_id"],
            ["procedures.member_id", "procedures.procedure_id"],
            name=op.f("reimbursements_member_id_procedure_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id", "reverses_id"],
            ["reimbursements.member_id", "reimbursements.reimbursement_id"],
            name=op.f("reimbursements_member_id_reverses_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id", "statement_id"],
            ["statements.member_id", "statements.statement_id"],
            name=op.f("reimbursements_member_id_statement_id_fkey"),
        ),
        sa.PrimaryKeyConstraint("member_id", "reimbursement_id", name=op.f("reimbursements_pkey")),
        sa.UniqueConstraint(
            "member_id", "source", "source_key", name=op.f("reimbursements_member_id_source_source_key_key")
        ),
    )
    op.create_index(
        op.f("reimbursements_member_id_care_date_reimbursement_id_ix"),
        "reimbursements",
        ["member_id", "care_date", "reimbursement_id"],
        unique=False,
    )
    op.create_index(
        op.f("reimbursements_member_id_coverage_id_care_date_ix"),
        "reimbursements",
        ["member_id", "coverage_id", "care_date"],
        unique=False,
    )
    op.create_index(
        op.f("reimbursements_member_id_paid_on_reimbursement_id_ix"),
        "reimbursements",
        ["member_id", "paid_on", "reimbursement_id"],
        unique=False,
    )
    op.create_index(
        op.f("reimbursements_member_id_statement_id_ix"),
        "reimbursements",
        ["member_id", "statement_id"],
        unique=False,
    )
    op.create_index(
        "reimbursements_one_reversal_key",
        "reimbursements",
        ["member_id", "reverses_id"],
        unique=True,
        postgresql_where=sa.text("reverses_id IS NOT NULL"),
    )
    op.create_table(
        "allowance_uses",
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("allowance_use_id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("coverage_id", sa.BigInteger(), nullable=False),
        sa.Column("contract_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("reimbursement_id", sa.BigInteger(), nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), server_default="", nullable=False),
        sa.Column("used_on", sa.Date(), nullable=False),
        sa.Column("used", sa.Numeric(precision=12, scale=2), nullable=False),
        sa.CheckConstraint("used <> 0", name=op.f("allowance_uses_used_check")),
        sa.ForeignKeyConstraint(
            ["member_id", "coverage_id", "contract_id", "person_id"],
            ["coverages.member_id", "coverages.coverage_id", "coverages.contract_id", "coverages.person_id"],
            name="allowance_uses_coverage_fkey",
        ),
        sa.ForeignKeyConstraint(
            ["member_id", "reimbursement_id"],
            ["reimbursements.member_id", "reimbursements.reimbursement_id"],
            name=op.f("allowance_uses_member_id_reimbursement_id_fkey"),
        ),
        sa.PrimaryKeyConstraint("member_id", "allowance_use_id", name=op.f("allowance_uses_pkey")),
        sa.UniqueConstraint("member_id", "reimbursement_id", "code", "part", name="allowance_uses_once_key"),
    )
    op.create_index(
        op.f("allowance_uses_member_id_contract_id_code_used_on_ix"),
        "allowance_uses",
        ["member_id", "contract_id", "code", "used_on"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_index(op.f("allowance_uses_member_id_contract_id_code_used_on_ix"), table_name="allowance_uses")
    op.drop_table("allowance_uses")
    op.drop_index(
        "reimbursements_one_reversal_key",
        table_name="reimbursements",
        postgresql_where=sa.text("reverses_id IS NOT NULL"),
    )
    op.drop_index(op.f("reimbursements_member_id_statement_id_ix"), table_name="reimbursements")
    op.drop_index(op.f("reimbursements_member_id_paid_on_reimbursement_id_ix"), table_name="reimbursements")
    op.drop_index(op.f("reimbursements_member_id_coverage_id_care_date_ix"), table_name="reimbursements")
    op.drop_index(op.f("reimbursements_member_id_care_date_reimbursement_id_ix"), table_name="reimbursements")
    op.drop_table("reimbursements")
    op.drop_table("statement_numbers")
    op.drop_index(op.f("statements_member_id_issued_on_statement_id_ix"), table_name="statements")
    op.drop_table("statements")
