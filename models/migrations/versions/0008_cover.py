"""Where people live, which scheme and link they have, and what their card says."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008_cover"
down_revision = "0007_contracts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "addresses",
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("address_id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("street", sa.Text(), nullable=False),
        sa.Column("complement", sa.Text(), nullable=True),
        sa.Column("postal_code", sa.Text(), nullable=False),
        sa.Column("city", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), server_default="FR", nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("broker_ids", sa.ARRAY(sa.BigInteger()), server_default="{}", nullable=False),
        sa.CheckConstraint(
            "country <> 'FR' OR postal_code ~ '^[0-9]{5}$'", name=op.f("addresses_postal_code_check")
        ),
        sa.CheckConstraint("country ~ '^[A-Z]{2}$'", name=op.f("addresses_country_check")),
        sa.CheckConstraint("valid_to > valid_from", name=op.f("addresses_period_check")),
        sa.ForeignKeyConstraint(
            ["member_id", "person_id"],
            ["people.member_id", "people.person_id"],
            name=op.f("addresses_member_id_person_id_fkey"),
        ),
        sa.ForeignKeyConstraint(["member_id"], ["members.member_id"], name=op.f("addresses_member_id_fkey")),
        sa.PrimaryKeyConstraint("member_id", "address_id", name=op.f("addresses_pkey")),
    )
    op.create_index(
        "addresses_one_a_person_key",
        "addresses",
        ["member_id", "person_id"],
        unique=True,
        postgresql_where=sa.text("valid_to IS NULL AND person_id IS NOT NULL"),
    )
    op.create_index(
        "addresses_one_of_the_household_key",
        "addresses",
        ["member_id"],
        unique=True,
        postgresql_where=sa.text("valid_to IS NULL AND person_id IS NULL"),
    )
    op.create_table(
        "scheme_affiliations",
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("scheme_affiliation_id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("opened_by_person_id", sa.BigInteger(), nullable=True),
        sa.Column("scheme_code", sa.Text(), nullable=False),
        sa.Column("fund", sa.Text(), nullable=False),
        sa.Column("centre", sa.Text(), nullable=True),
        sa.Column("alsace_moselle", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("attested_on", sa.Date(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "NOT alsace_moselle OR scheme_code = '01'", name=op.f("scheme_affiliations_alsace_moselle_check")
        ),
        sa.CheckConstraint("centre ~ '^[0-9]{4}$'", name=op.f("scheme_affiliations_centre_check")),
        sa.CheckConstraint("fund ~ '^[0-9]{3}$'", name=op.f("scheme_affiliations_fund_check")),
        sa.CheckConstraint(
            "opened_by_person_id <> person_id", name=op.f("scheme_affiliations_opened_by_check")
        ),
        sa.CheckConstraint("valid_to > valid_from", name=op.f("scheme_affiliations_period_check")),
        sa.ForeignKeyConstraint(
            ["member_id", "opened_by_person_id"],
            ["people.member_id", "people.person_id"],
            name=op.f("scheme_affiliations_member_id_opened_by_person_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id", "person_id"],
            ["people.member_id", "people.person_id"],
            name=op.f("scheme_affiliations_member_id_person_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["scheme_code"],
            ["mandatory_schemes.scheme_code"],
            name=op.f("scheme_affiliations_scheme_code_fkey"),
        ),
        sa.PrimaryKeyConstraint("member_id", "scheme_affiliation_id", name=op.f("scheme_affiliations_pkey")),
    )
    op.create_index(
        "scheme_affiliations_one_open_key",
        "scheme_affiliations",
        ["member_id", "person_id"],
        unique=True,
        postgresql_where=sa.text("valid_to IS NULL"),
    )
    op.create_table(
        "third_party_cards",
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("third_party_card_id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("contract_id", sa.BigInteger(), nullable=False),
        sa.Column("line_of_business", sa.Text(), server_default="HEALTH", nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.Text(), server_default="ACTIVE", nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("amc_number", sa.Text(), nullable=False),
        sa.Column("convention", sa.Text(), nullable=False),
        sa.Column("routing", sa.Text(), nullable=False),
        sa.Column("member_number", sa.Text(), nullable=False),
        sa.Column("responsible", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("barcode", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(status = 'REVOKED') = (revoked_at IS NOT NULL)", name=op.f("third_party_cards_revoked_check")
        ),
        sa.CheckConstraint("line_of_business = 'HEALTH'", name=op.f("third_party_cards_health_only_check")),
        sa.CheckConstraint(
            "status IN ('ACTIVE', 'REVOKED', 'SUSPENDED', 'EXPIRED')",
            name=op.f("third_party_cards_status_check"),
        ),
        sa.CheckConstraint("valid_to > valid_from", name=op.f("third_party_cards_period_check")),
        sa.CheckConstraint("version >= 1", name=op.f("third_party_cards_version_check")),
        sa.ForeignKeyConstraint(
            ["member_id", "contract_id", "line_of_business"],
            ["contracts.member_id", "contracts.contract_id", "contracts.line_of_business"],
            name=op.f("third_party_cards_member_id_contract_id_line_of_business_fkey"),
        ),
        sa.PrimaryKeyConstraint("member_id", "third_party_card_id", name=op.f("third_party_cards_pkey")),
        sa.UniqueConstraint(
            "member_id",
            "contract_id",
            "version",
            name=op.f("third_party_cards_member_id_contract_id_version_key"),
        ),
    )
    op.create_index(
        "third_party_cards_one_active_key",
        "third_party_cards",
        ["member_id", "contract_id"],
        unique=True,
        postgresql_where=sa.text("status = 'ACTIVE'"),
    )
    op.create_table(
        "teletransmissions",
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("teletransmission_id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("coverage_id", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("reject_code", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "reject_code IS NULL OR status IN ('REJECTED', 'OVERLAP')",
            name=op.f("teletransmissions_reject_code_check"),
        ),
        sa.CheckConstraint(
            "status IN ('NOT_CONNECTED', 'REQUESTED', 'SENT_TO_SCHEME', 'CONNECTED', 'REJECTED', 'OVERLAP', 'CANCEL_REQUESTED')",
            name=op.f("teletransmissions_status_check"),
        ),
        sa.CheckConstraint("valid_to > valid_from", name=op.f("teletransmissions_period_check")),
        sa.ForeignKeyConstraint(
            ["member_id", "coverage_id"],
            ["coverages.member_id", "coverages.coverage_id"],
            name=op.f("teletransmissions_member_id_coverage_id_fkey"),
        ),
        sa.PrimaryKeyConstraint("member_id", "teletransmission_id", name=op.f("teletransmissions_pkey")),
    )
    op.create_index(
        "teletransmissions_one_open_key",
        "teletransmissions",
        ["member_id", "coverage_id"],
        unique=True,
        postgresql_where=sa.text("valid_to IS NULL"),
    )
    op.create_table(
        "third_party_card_people",
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("third_party_card_id", sa.BigInteger(), nullable=False),
        sa.Column("coverage_id", sa.BigInteger(), nullable=False),
        sa.Column("domains", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id", "coverage_id"],
            ["coverages.member_id", "coverages.coverage_id"],
            name=op.f("third_party_card_people_member_id_coverage_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id", "third_party_card_id"],
            ["third_party_cards.member_id", "third_party_cards.third_party_card_id"],
            name=op.f("third_party_card_people_member_id_third_party_card_id_fkey"),
        ),
        sa.PrimaryKeyConstraint(
            "member_id", "third_party_card_id", "coverage_id", name=op.f("third_party_card_people_pkey")
        ),
    )


def downgrade() -> None:
    op.drop_table("third_party_card_people")
    op.drop_index(
        "teletransmissions_one_open_key",
        table_name="teletransmissions",
        postgresql_where=sa.text("valid_to IS NULL"),
    )
    op.drop_table("teletransmissions")
    op.drop_index(
        "third_party_cards_one_active_key",
        table_name="third_party_cards",
        postgresql_where=sa.text("status = 'ACTIVE'"),
    )
    op.drop_table("third_party_cards")
    op.drop_index(
        "scheme_affiliations_one_open_key",
        table_name="scheme_affiliations",
        postgresql_where=sa.text("valid_to IS NULL"),
    )
    op.drop_table("scheme_affiliations")
    op.drop_index(
        "addresses_one_of_the_household_key",
        table_name="addresses",
        postgresql_where=sa.text("valid_to IS NULL AND person_id IS NULL"),
    )
    op.drop_index(
        "addresses_one_a_person_key",
        table_name="addresses",
        postgresql_where=sa.text("valid_to IS NULL AND person_id IS NOT NULL"),
    )
    op.drop_table("addresses")
