"""Households, their people, contracts and coverages; brokers; accounts and capacities; the audit."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001_households"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "accounts",
        sa.Column("account_id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("display_name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", name=op.f("accounts_pkey")),
        sa.UniqueConstraint("login", name=op.f("accounts_login_key")),
    )
    op.create_table(
        "audit_entries",
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("details", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("member_id", "position", name=op.f("audit_entries_pkey")),
    )
    op.create_table(
        "audit_heads",
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("member_id", name=op.f("audit_heads_pkey")),
    )
    op.create_table(
        "brokers",
        sa.Column("broker_id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("broker_id", name=op.f("brokers_pkey")),
    )
    op.create_table(
        "members",
        sa.Column("member_id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("sort_name", sa.Text(), nullable=False),
        sa.Column("broker_ids", sa.ARRAY(sa.BigInteger()), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("member_id", name=op.f("members_pkey")),
    )
    op.create_index(
        op.f("members_sort_name_member_id_ix"), "members", ["sort_name", "member_id"], unique=False
    )
    op.create_table(
        "contracts",
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("contract_id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("line_of_business", sa.Text(), nullable=False),
        sa.Column("start_date", sa.Date(), nullable=False),
        sa.Column("end_date", sa.Date(), nullable=True),
        sa.Column("broker_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "line_of_business IN ('HEALTH', 'PROTECTION')", name=op.f("contracts_line_of_business_check")
        ),
        sa.CheckConstraint("end_date > start_date", name=op.f("contracts_period_check")),
        sa.ForeignKeyConstraint(["broker_id"], ["brokers.broker_id"], name=op.f("contracts_broker_id_fkey")),
        sa.ForeignKeyConstraint(["member_id"], ["members.member_id"], name=op.f("contracts_member_id_fkey")),
        sa.PrimaryKeyConstraint("member_id", "contract_id", name=op.f("contracts_pkey")),
    )
    op.create_table(
        "member_brokers",
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("broker_id", sa.BigInteger(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint("valid_to > valid_from", name=op.f("member_brokers_period_check")),
        sa.ForeignKeyConstraint(
            ["broker_id"], ["brokers.broker_id"], name=op.f("member_brokers_broker_id_fkey")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.member_id"], name=op.f("member_brokers_member_id_fkey")
        ),
        sa.PrimaryKeyConstraint("member_id", "broker_id", "valid_from", name=op.f("member_brokers_pkey")),
    )
    op.create_index(
        op.f("member_brokers_broker_id_member_id_ix"),
        "member_brokers",
        ["broker_id", "member_id"],
        unique=False,
    )
    op.create_table(
        "member_numbers",
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.member_id"], name=op.f("member_numbers_member_id_fkey")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("member_numbers_pkey")),
    )
    op.create_table(
        "people",
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("is_holder", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("first_name", sa.Text(), nullable=False),
        sa.Column("last_name", sa.Text(), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=False),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("broker_ids", sa.ARRAY(sa.BigInteger()), server_default="{}", nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.member_id"], name=op.f("people_member_id_fkey")),
        sa.PrimaryKeyConstraint("member_id", "person_id", name=op.f("people_pkey")),
    )
    op.create_index(
        "people_one_holder_key", "people", ["member_id"], unique=True, postgresql_where=sa.text("is_holder")
    )
    op.create_table(
        "capacities",
        sa.Column("capacity_id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=True),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("broker_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "(role = 'BROKER') = (broker_id IS NOT NULL)", name=op.f("capacities_broker_check")
        ),
        sa.CheckConstraint(
            "(role IN ('MEMBER', 'BENEFICIARY')) = (person_id IS NOT NULL)",
            name=op.f("capacities_person_check"),
        ),
        sa.CheckConstraint(
            "(member_id IS NULL) = (person_id IS NULL)", name=op.f("capacities_household_check")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.account_id"], name=op.f("capacities_account_id_fkey")
        ),
        sa.ForeignKeyConstraint(["broker_id"], ["brokers.broker_id"], name=op.f("capacities_broker_id_fkey")),
        sa.ForeignKeyConstraint(
            ["member_id", "person_id"],
            ["people.member_id", "people.person_id"],
            name=op.f("capacities_member_id_person_id_fkey"),
        ),
        sa.PrimaryKeyConstraint("capacity_id", name=op.f("capacities_pkey")),
    )
    op.create_index(op.f("capacities_account_id_ix"), "capacities", ["account_id"], unique=False)
    op.create_table(
        "contract_numbers",
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("contract_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id", "contract_id"],
            ["contracts.member_id", "contracts.contract_id"],
            name=op.f("contract_numbers_member_id_contract_id_fkey"),
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("contract_numbers_pkey")),
    )
    op.create_table(
        "coverages",
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("coverage_id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("contract_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("covered_from", sa.Date(), nullable=False),
        sa.Column("covered_to", sa.Date(), nullable=True),
        sa.Column("broker_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "relation IN ('HOLDER', 'SPOUSE', 'CHILD')", name=op.f("coverages_relation_check")
        ),
        sa.CheckConstraint("covered_to > covered_from", name=op.f("coverages_period_check")),
        sa.ForeignKeyConstraint(["broker_id"], ["brokers.broker_id"], name=op.f("coverages_broker_id_fkey")),
        sa.ForeignKeyConstraint(
            ["member_id", "contract_id"],
            ["contracts.member_id", "contracts.contract_id"],
            name=op.f("coverages_member_id_contract_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id", "person_id"],
            ["people.member_id", "people.person_id"],
            name=op.f("coverages_member_id_person_id_fkey"),
        ),
        sa.PrimaryKeyConstraint("member_id", "coverage_id", name=op.f("coverages_pkey")),
    )
    op.create_index(
        op.f("coverages_member_id_contract_id_ix"), "coverages", ["member_id", "contract_id"], unique=False
    )
    op.create_table(
        "sharings",
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("sharing_id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("withdrawn_at >= given_at", name=op.f("sharings_withdrawn_after_given_check")),
        sa.ForeignKeyConstraint(
            ["member_id", "person_id"],
            ["people.member_id", "people.person_id"],
            name=op.f("sharings_member_id_person_id_fkey"),
        ),
        sa.PrimaryKeyConstraint("member_id", "sharing_id", name=op.f("sharings_pkey")),
    )
    op.create_index(
        "sharings_one_current_key",
        "sharings",
        ["member_id", "person_id"],
        unique=True,
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_index(
        "sharings_one_current_key", table_name="sharings", postgresql_where=sa.text("withdrawn_at IS NULL")
    )
    op.drop_table("sharings")
    op.drop_index(op.f("coverages_member_id_contract_id_ix"), table_name="coverages")
    op.drop_table("coverages")
    op.drop_table("contract_numbers")
    op.drop_index(op.f("capacities_account_id_ix"), table_name="capacities")
    op.drop_table("capacities")
    op.drop_index("people_one_holder_key", table_name="people", postgresql_where=sa.text("is_holder"))
    op.drop_table("people")
    op.drop_table("member_numbers")
    op.drop_index(op.f("member_brokers_broker_id_member_id_ix"), table_name="member_brokers")
    op.drop_table("member_brokers")
    op.drop_table("contracts")
    op.drop_index(op.f("members_sort_name_member_id_ix"), table_name="members")
    op.drop_table("members")
    op.drop_table("brokers")
    op.drop_table("audit_heads")
    op.drop_table("audit_entries")
    op.drop_table("accounts")
