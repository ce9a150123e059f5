"""What can be paid for, and where: acts and their tariffs, hospitals, schemes; how to reach a broker."""

import sqlalchemy as sa
from alembic import op

revision = "0005_acts"
down_revision = "0004_products"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "acts",
        sa.Column("act_id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("nomenclature", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("family", sa.Text(), nullable=False),
        sa.Column("basket", sa.Text(), nullable=True),
        sa.Column("flat_contribution", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("deductible_kind", sa.Text(), nullable=True),
        sa.CheckConstraint("basket IN ('FULLY_COVERED', 'MODERATE', 'FREE')", name=op.f("acts_basket_check")),
        sa.CheckConstraint("category IN ('OPTICAL', 'DENTAL', 'OTHER')", name=op.f("acts_category_check")),
        sa.CheckConstraint(
            "deductible_kind IN ('MEDICINE', 'PARAMEDICAL', 'TRANSPORT')",
            name=op.f("acts_deductible_kind_check"),
        ),
        sa.CheckConstraint(
            "family IN ('GENERAL_PRACTITIONER', 'SPECIALIST', 'MEDICAL_AUXILIARY', 'PHYSIOTHERAPY', 'NURSING', 'PSYCHOLOGY', 'BIOLOGY', 'IMAGING', 'TECHNICAL_ACT', 'PHARMACY', 'MEDICAL_DEVICE', 'TRANSPORT', 'THERMAL_CURE', 'DENTAL_CARE', 'DENTAL_PROSTHESIS', 'DENTAL_IMPLANT', 'ORTHODONTICS', 'GLASSES', 'CONTACT_LENSES', 'EYE_SURGERY', 'HEARING_AID', 'HOSPITAL_STAY', 'HOSPITAL_FEES', 'HOSPITAL_DAILY_CHARGE', 'EMERGENCY_CHARGE', 'HEAVY_ACT_CHARGE', 'PRIVATE_ROOM', 'COMPANION_BED', 'ALTERNATIVE_MEDICINE', 'PREVENTION', 'OTHER')",
            name=op.f("acts_family_check"),
        ),
        sa.CheckConstraint(
            "nomenclature IN ('NGAP', 'CCAM', 'LPP', 'NABM', 'MEDICINE', 'HOSPITAL', 'GROUP', 'NONE')",
            name=op.f("acts_nomenclature_check"),
        ),
        sa.PrimaryKeyConstraint("act_id", name=op.f("acts_pkey")),
        sa.UniqueConstraint("code", name=op.f("acts_code_key")),
    )
    op.create_index(op.f("acts_search_act_id_ix"), "acts", ["search", "act_id"], unique=False)
    op.create_table(
        "hospitals",
        sa.Column("hospital_id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("finess", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("street", sa.Text(), nullable=False),
        sa.Column("postal_code", sa.Text(), nullable=False),
        sa.Column("city", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("admissions_phone", sa.Text(), nullable=True),
        sa.Column("admissions_email", sa.Text(), nullable=True),
        sa.CheckConstraint("finess ~ '^[0-9][0-9AB][0-9]{7}$'", name=op.f("hospitals_finess_check")),
        sa.PrimaryKeyConstraint("hospital_id", name=op.f("hospitals_pkey")),
        sa.UniqueConstraint("finess", name=op.f("hospitals_finess_key")),
    )
    op.create_index(
        op.f("hospitals_search_hospital_id_ix"), "hospitals", ["search", "hospital_id"], unique=False
    )
    op.create_table(
        "mandatory_schemes",
        sa.Column("scheme_code", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.CheckConstraint("scheme_code ~ '^[0-9]{2}$'", name=op.f("mandatory_schemes_scheme_code_check")),
        sa.PrimaryKeyConstraint("scheme_code", name=op.f("mandatory_schemes_pkey")),
    )
    op.create_table(
        "act_tariffs",
        sa.Column("act_id", sa.BigInteger(), nullable=False),
        sa.Column("practitioner", sa.Text(), server_default="ANY", nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("reimbursement_base", sa.Numeric(precision=12, scale=2), nullable=True),
        sa.Column("rate", sa.Numeric(precision=5, scale=4), nullable=False),
        sa.Column("limit_price", sa.Numeric(precision=12, scale=2), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("certainty", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "certainty IN ('L', 'S', 'K-high', 'K-med', 'K-low')", name=op.f("act_tariffs_certainty_check")
        ),
        sa.CheckConstraint(
            "practitioner IN ('ANY', 'SECTOR_1', 'OPTAM', 'NON_OPTAM', 'NOT_AGREED')",
            name=op.f("act_tariffs_practitioner_check"),
        ),
        sa.CheckConstraint("rate BETWEEN 0 AND 1", name=op.f("act_tariffs_rate_check")),
        sa.CheckConstraint("reimbursement_base >= 0", name=op.f("act_tariffs_reimbursement_base_check")),
        sa.CheckConstraint("valid_to > valid_from", name=op.f("act_tariffs_period_check")),
        sa.ForeignKeyConstraint(["act_id"], ["acts.act_id"], name=op.f("act_tariffs_act_id_fkey")),
        sa.PrimaryKeyConstraint("act_id", "practitioner", "valid_from", name=op.f("act_tariffs_pkey")),
    )
    op.create_index(
        "act_tariffs_one_open_key",
        "act_tariffs",
        ["act_id", "practitioner"],
        unique=True,
        postgresql_where=sa.text("valid_to IS NULL"),
    )
    op.add_column("brokers", sa.Column("email", sa.Text(), nullable=True))
    op.add_column("brokers", sa.Column("phone", sa.Text(), nullable=True))
    op.add_column("brokers", sa.Column("orias", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("brokers", "orias")
    op.drop_column("brokers", "phone")
    op.drop_column("brokers", "email")
    op.drop_index(
        "act_tariffs_one_open_key", table_name="act_tariffs", postgresql_where=sa.text("valid_to IS NULL")
    )
    op.drop_table("act_tariffs")
    op.drop_table("mandatory_schemes")
    op.drop_index(op.f("hospitals_search_hospital_id_ix"), table_name="hospitals")
    op.drop_table("hospitals")
    op.drop_index(op.f("acts_search_act_id_ix"), table_name="acts")
    op.drop_table("acts")
