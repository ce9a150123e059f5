"""What is sold: insurers, products, their levels and prices, guarantees and allowances."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004_products"
down_revision = "0003_jobs"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "insurers",
        sa.Column("insurer_id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("amc_number", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("insurer_id", name=op.f("insurers_pkey")),
        sa.UniqueConstraint("name", name=op.f("insurers_name_key")),
    )
    op.create_table(
        "products",
        sa.Column("product_id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("line_of_business", sa.Text(), nullable=False),
        sa.Column("insurer_id", sa.BigInteger(), nullable=False),
        sa.Column("responsible", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("child_max_age", sa.BigInteger(), server_default="21", nullable=False),
        sa.Column("student_max_age", sa.BigInteger(), server_default="28", nullable=False),
        sa.Column("disabled_child_has_no_limit", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("birth_notice_days", sa.BigInteger(), server_default="60", nullable=False),
        sa.Column("exclusions", sa.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.CheckConstraint(
            "line_of_business IN ('HEALTH', 'PROTECTION')", name=op.f("products_line_of_business_check")
        ),
        sa.CheckConstraint("child_max_age BETWEEN 0 AND student_max_age", name=op.f("products_ages_check")),
        sa.ForeignKeyConstraint(
            ["insurer_id"], ["insurers.insurer_id"], name=op.f("products_insurer_id_fkey")
        ),
        sa.PrimaryKeyConstraint("product_id", name=op.f("products_pkey")),
        sa.UniqueConstraint("code", name=op.f("products_code_key")),
        sa.UniqueConstraint(
            "product_id", "line_of_business", name=op.f("products_product_id_line_of_business_key")
        ),
    )
    op.create_table(
        "plans",
        sa.Column("plan_id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("product_id", sa.BigInteger(), nullable=False),
        sa.Column("rank", sa.BigInteger(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.CheckConstraint("rank >= 1", name=op.f("plans_rank_check")),
        sa.ForeignKeyConstraint(["product_id"], ["products.product_id"], name=op.f("plans_product_id_fkey")),
        sa.PrimaryKeyConstraint("plan_id", name=op.f("plans_pkey")),
        sa.UniqueConstraint("product_id", "plan_id", name=op.f("plans_product_id_plan_id_key")),
        sa.UniqueConstraint("product_id", "rank", name=op.f("plans_product_id_rank_key")),
    )
    op.create_table(
        "allowances",
        sa.Column("allowance_id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("product_id", sa.BigInteger(), nullable=False),
        sa.Column("plan_id", sa.BigInteger(), nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("ceiling", sa.Numeric(precision=12, scale=2), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("period_months", sa.BigInteger(), nullable=True),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(period = 'ROLLING') = (period_months IS NOT NULL)", name=op.f("allowances_period_months_check")
        ),
        sa.CheckConstraint(
            "period IN ('CIVIL_YEAR', 'CONTRACT_YEAR', 'ROLLING')", name=op.f("allowances_period_check")
        ),
        sa.CheckConstraint(
            "scope IN ('BENEFICIARY', 'FAMILY', 'EAR', 'EYE', 'TOOTH')", name=op.f("allowances_scope_check")
        ),
        sa.CheckConstraint("unit IN ('EUR', 'COUNT')", name=op.f("allowances_unit_check")),
        sa.CheckConstraint("ceiling > 0", name=op.f("allowances_ceiling_check")),
        sa.CheckConstraint("valid_to > valid_from", name=op.f("allowances_validity_check")),
        sa.ForeignKeyConstraint(
            ["product_id", "plan_id"],
            ["plans.product_id", "plans.plan_id"],
            name=op.f("allowances_product_id_plan_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.product_id"], name=op.f("allowances_product_id_fkey")
        ),
        sa.PrimaryKeyConstraint("allowance_id", name=op.f("allowances_pkey")),
        sa.UniqueConstraint(
            "product_id", "allowance_id", name=op.f("allowances_product_id_allowance_id_key")
        ),
    )
    op.create_index(
        "allowances_one_open_key",
        "allowances",
        ["product_id", sa.literal_column("coalesce(plan_id, 0)"), "code"],
        unique=True,
        postgresql_where=sa.text("valid_to IS NULL"),
    )
    op.create_table(
        "premium_tariffs",
        sa.Column("premium_tariff_id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("product_id", sa.BigInteger(), nullable=False),
        sa.Column("plan_id", sa.BigInteger(), nullable=True),
        sa.Column("adult_monthly", sa.Numeric(precision=12, scale=2), nullable=False),
        sa.Column("yearly_slope", sa.Numeric(precision=5, scale=4), nullable=False),
        sa.Column("child_share", sa.Numeric(precision=5, scale=4), nullable=False),
        sa.Column("free_from_child", sa.BigInteger(), server_default="3", nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint("valid_to > valid_from", name=op.f("premium_tariffs_period_check")),
        sa.ForeignKeyConstraint(
            ["product_id", "plan_id"],
            ["plans.product_id", "plans.plan_id"],
            name=op.f("premium_tariffs_product_id_plan_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.product_id"], name=op.f("premium_tariffs_product_id_fkey")
        ),
        sa.PrimaryKeyConstraint("premium_tariff_id", name=op.f("premium_tariffs_pkey")),
    )
    op.create_index(
        "premium_tariffs_one_open_key",
        "premium_tariffs",
        ["product_id", sa.literal_column("coalesce(plan_id, 0)")],
        unique=True,
        postgresql_where=sa.text("valid_to IS NULL"),
    )
    op.create_table(
        "product_documents",
        sa.Column("product_document_id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("product_id", sa.BigInteger(), nullable=False),
        sa.Column("plan_id", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("mime_type", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("file_key", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('GENERAL_CONDITIONS', 'GUARANTEE_TABLE', 'REIMBURSEMENT_EXAMPLES', 'IPID', 'ANNUAL_FEES_NOTICE')",
            name=op.f("product_documents_kind_check"),
        ),
        sa.CheckConstraint("size >= 0", name=op.f("product_documents_size_check")),
        sa.CheckConstraint("valid_to > valid_from", name=op.f("product_documents_period_check")),
        sa.ForeignKeyConstraint(
            ["product_id", "plan_id"],
            ["plans.product_id", "plans.plan_id"],
            name=op.f("product_documents_product_id_plan_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.product_id"], name=op.f("product_documents_product_id_fkey")
        ),
        sa.PrimaryKeyConstraint("product_document_id", name=op.f("product_documents_pkey")),
    )
    op.create_index(
        op.f("product_documents_product_id_ix"), "product_documents", ["product_id"], unique=False
    )
    op.create_table(
        "guarantees",
        sa.Column("guarantee_id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("product_id", sa.BigInteger(), nullable=False),
        sa.Column("plan_id", sa.BigInteger(), nullable=True),
        sa.Column("family", sa.Text(), nullable=False),
        sa.Column("practitioner", sa.Text(), nullable=True),
        sa.Column("basket", sa.Text(), nullable=True),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("position", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("expression", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("allowance_id", sa.BigInteger(), nullable=True),
        sa.Column("waiting_months", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "basket IN ('FULLY_COVERED', 'MODERATE', 'FREE')", name=op.f("guarantees_basket_check")
        ),
        sa.CheckConstraint("expression ? 'kind'", name=op.f("guarantees_expression_check")),
        sa.CheckConstraint(
            "family IN ('GENERAL_PRACTITIONER', 'SPECIALIST', 'MEDICAL_AUXILIARY', 'PHYSIOTHERAPY', 'NURSING', 'PSYCHOLOGY', 'BIOLOGY', 'IMAGING', 'TECHNICAL_ACT', 'PHARMACY', 'MEDICAL_DEVICE', 'TRANSPORT', 'THERMAL_CURE', 'DENTAL_CARE', 'DENTAL_PROSTHESIS', 'DENTAL_IMPLANT', 'ORTHODONTICS', 'GLASSES', 'CONTACT_LENSES', 'EYE_SURGERY', 'HEARING_AID', 'HOSPITAL_STAY', 'HOSPITAL_FEES', 'HOSPITAL_DAILY_CHARGE', 'EMERGENCY_CHARGE', 'HEAVY_ACT_CHARGE', 'PRIVATE_ROOM', 'COMPANION_BED', 'ALTERNATIVE_MEDICINE', 'PREVENTION', 'OTHER', 'DAILY_BENEFIT', 'DISABILITY', 'DEATH', 'OVERHEADS')",
            name=op.f("guarantees_family_check"),
        ),
        sa.CheckConstraint(
            "practitioner IN ('SECTOR_1', 'OPTAM', 'NON_OPTAM', 'NOT_AGREED')",
            name=op.f("guarantees_practitioner_check"),
        ),
        sa.CheckConstraint("valid_to > valid_from", name=op.f("guarantees_period_check")),
        sa.CheckConstraint("waiting_months >= 0", name=op.f("guarantees_waiting_months_check")),
        sa.ForeignKeyConstraint(
            ["product_id", "allowance_id"],
            ["allowances.product_id", "allowances.allowance_id"],
            name=op.f("guarantees_product_id_allowance_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["product_id", "plan_id"],
            ["plans.product_id", "plans.plan_id"],
            name=op.f("guarantees_product_id_plan_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.product_id"], name=op.f("guarantees_product_id_fkey")
        ),
        sa.PrimaryKeyConstraint("guarantee_id", name=op.f("guarantees_pkey")),
    )
    op.create_index(
        op.f("guarantees_product_id_plan_id_family_ix"),
        "guarantees",
        ["product_id", "plan_id", "family"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_index(op.f("guarantees_product_id_plan_id_family_ix"), table_name="guarantees")
    op.drop_table("guarantees")
    op.drop_index(op.f("product_documents_product_id_ix"), table_name="product_documents")
    op.drop_table("product_documents")
    op.drop_index(
        "premium_tariffs_one_open_key",
        table_name="premium_tariffs",
        postgresql_where=sa.text("valid_to IS NULL"),
    )
    op.drop_table("premium_tariffs")
    op.drop_index(
        "allowances_one_open_key", table_name="allowances", postgresql_where=sa.text("valid_to IS NULL")
    )
    op.drop_table("allowances")
    op.drop_table("plans")
    op.drop_table("products")
    op.drop_table("insurers")
