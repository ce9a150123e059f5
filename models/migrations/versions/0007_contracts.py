"""What a contract is, and who people are: products, premiums, levels, NIR, ends of cover."""

import sqlalchemy as sa
from alembic import op

revision = "0007_contracts"
down_revision = "0006_content"
branch_labels = None
depends_on = None

CHECKS = {
    "contracts": {
        "status": "status IN ('PROPOSAL', 'ACTIVE', 'SUSPENDED', 'TERMINATED', 'CANCELLED')",
        "subscriber_kind": "subscriber_kind IN ('INDIVIDUAL', 'SELF_EMPLOYED', 'COMPANY')",
        "membership": "membership IN ('INDIVIDUAL', 'GROUP_MANDATORY', 'GROUP_OPTIONAL')",
        "premium_frequency": "premium_frequency IN ('MONTHLY', 'QUARTERLY', 'HALF_YEARLY', 'YEARLY')",
        "payment_method": "payment_method IN ('DIRECT_DEBIT', 'TRANSFER', 'CHEQUE', 'TIP')",
        "payment_day": "payment_day BETWEEN 1 AND 28",
        "premium_amount": "premium_amount >= 0",
        "subscriber": "(subscriber_kind = 'COMPANY') = (subscriber_name IS NOT NULL)",
        "group": "membership = 'INDIVIDUAL' OR subscriber_kind = 'COMPANY'",
        "madelin": "NOT madelin OR subscriber_kind = 'SELF_EMPLOYED'",
        "terminated": "status <> 'TERMINATED' OR end_date IS NOT NULL",
    },
    "people": {
        "sex": "sex IN ('F', 'M')",
        "birth_rank": "birth_rank BETWEEN 1 AND 9",
        "death_date": "death_date >= birth_date",
        "nir": "(nir_sealed IS NULL) = (nir_masked IS NULL)",
    },
}
"""Autogenerate does not see the constraints of a table that is there already."""

BACKFILL = [
    # Contracts from before there were products, if there are any: one product a line of business.
    "INSERT INTO insurers (name) SELECT 'Assureur de démonstration' WHERE EXISTS (SELECT FROM contracts)"
    " ON CONFLICT DO NOTHING",
    "INSERT INTO products (code, name, line_of_business, insurer_id, responsible)"
    " SELECT DISTINCT CASE line_of_business WHEN 'HEALTH' THEN 'SANTE_PRO' ELSE 'PREVOYANCE_TNS' END,"
    " CASE line_of_business WHEN 'HEALTH' THEN 'Santé Pro' ELSE 'Prévoyance TNS' END,"
    " line_of_business, (SELECT min(insurer_id) FROM insurers), line_of_business = 'HEALTH'"
    " FROM contracts ON CONFLICT DO NOTHING",
    "UPDATE contracts c SET product_id = p.product_id, premium_amount = 0,"
    " responsible = c.line_of_business = 'HEALTH' FROM products p"
    " WHERE p.code = CASE c.line_of_business WHEN 'HEALTH' THEN 'SANTE_PRO' ELSE 'PREVOYANCE_TNS' END",
    # What `rules.names.folded` makes of a name that was folded already, and of a number of digits.
    "UPDATE members SET search = replace(sort_name, ',', '') || ' ' || lower(number)",
]


def upgrade() -> None:
    op.create_table(
        "nir_tokens",
        sa.Column("token", sa.LargeBinary(), nullable=False),
        sa.Column("nir_token_id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id", "person_id"],
            ["people.member_id", "people.person_id"],
            name=op.f("nir_tokens_member_id_person_id_fkey"),
        ),
        sa.PrimaryKeyConstraint("token", "nir_token_id", name=op.f("nir_tokens_pkey")),
        sa.UniqueConstraint(
            "token", "member_id", "person_id", name=op.f("nir_tokens_token_member_id_person_id_key")
        ),
    )
    op.create_table(
        "contract_plans",
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("contract_id", sa.BigInteger(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("plan_id", sa.BigInteger(), nullable=False),
        sa.Column("broker_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("valid_to > valid_from", name=op.f("contract_plans_period_check")),
        sa.ForeignKeyConstraint(
            ["broker_id"], ["brokers.broker_id"], name=op.f("contract_plans_broker_id_fkey")
        ),
        sa.ForeignKeyConstraint(
            ["member_id", "contract_id"],
            ["contracts.member_id", "contracts.contract_id"],
            name=op.f("contract_plans_member_id_contract_id_fkey"),
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.plan_id"], name=op.f("contract_plans_plan_id_fkey")),
        sa.PrimaryKeyConstraint("member_id", "contract_id", "valid_from", name=op.f("contract_plans_pkey")),
    )
    op.create_index(
        "contract_plans_one_open_key",
        "contract_plans",
        ["member_id", "contract_id"],
        unique=True,
        postgresql_where=sa.text("valid_to IS NULL"),
    )
    op.add_column("contracts", sa.Column("product_id", sa.BigInteger(), nullable=True))
    op.add_column("contracts", sa.Column("status", sa.Text(), server_default="ACTIVE", nullable=False))
    op.add_column(
        "contracts", sa.Column("subscriber_kind", sa.Text(), server_default="SELF_EMPLOYED", nullable=False)
    )
    op.add_column("contracts", sa.Column("subscriber_name", sa.Text(), nullable=True))
    op.add_column(
        "contracts", sa.Column("membership", sa.Text(), server_default="INDIVIDUAL", nullable=False)
    )
    op.add_column("contracts", sa.Column("madelin", sa.Boolean(), server_default="false", nullable=False))
    op.add_column("contracts", sa.Column("responsible", sa.Boolean(), server_default="true", nullable=False))
    op.add_column("contracts", sa.Column("premium_amount", sa.Numeric(precision=12, scale=2), nullable=True))
    op.add_column(
        "contracts", sa.Column("premium_frequency", sa.Text(), server_default="MONTHLY", nullable=False)
    )
    op.add_column("contracts", sa.Column("payment_day", sa.BigInteger(), server_default="5", nullable=False))
    op.add_column(
        "contracts", sa.Column("payment_method", sa.Text(), server_default="DIRECT_DEBIT", nullable=False)
    )
    op.create_unique_constraint(
        op.f("contracts_member_id_contract_id_line_of_business_key"),
        "contracts",
        ["member_id", "contract_id", "line_of_business"],
    )
    op.create_index(op.f("contracts_number_ix"), "contracts", ["number"], unique=False)
    op.create_foreign_key(
        op.f("contracts_product_id_line_of_business_fkey"),
        "contracts",
        "products",
        ["product_id", "line_of_business"],
        ["product_id", "line_of_business"],
    )
    op.add_column("coverages", sa.Column("end_reason", sa.Text(), nullable=True))
    op.add_column("coverages", sa.Column("certified_to", sa.Date(), nullable=True))
    op.create_index(
        "coverages_one_holder_key",
        "coverages",
        ["member_id", "contract_id"],
        unique=True,
        postgresql_where=sa.text("covered_to IS NULL AND relation = 'HOLDER'"),
    )
    op.create_index(
        "coverages_one_open_key",
        "coverages",
        ["member_id", "contract_id", "person_id"],
        unique=True,
        postgresql_where=sa.text("covered_to IS NULL"),
    )
    op.create_index(
        "coverages_one_spouse_key",
        "coverages",
        ["member_id", "contract_id"],
        unique=True,
        postgresql_where=sa.text("covered_to IS NULL AND relation = 'SPOUSE'"),
    )
    op.create_unique_constraint(
        "coverages_whole_key", "coverages", ["member_id", "coverage_id", "contract_id", "person_id"]
    )
    op.add_column("members", sa.Column("search", sa.Text(), nullable=True))
    op.create_index(op.f("members_number_ix"), "members", ["number"], unique=False)
    op.add_column("people", sa.Column("birth_name", sa.Text(), nullable=True))
    op.add_column("people", sa.Column("birth_rank", sa.BigInteger(), server_default="1", nullable=False))
    op.add_column("people", sa.Column("sex", sa.Text(), nullable=True))
    op.add_column("people", sa.Column("death_date", sa.Date(), nullable=True))
    op.add_column("people", sa.Column("phone", sa.Text(), nullable=True))
    op.add_column("people", sa.Column("nir_sealed", sa.LargeBinary(), nullable=True))
    op.add_column("people", sa.Column("nir_masked", sa.Text(), nullable=True))

    for table, checks in CHECKS.items():
        for name, condition in checks.items():
            op.create_check_constraint(op.f(f"{table}_{name}_check"), table, condition)
    for statement in BACKFILL:
        op.execute(statement)
    for table, column in (
        ("contracts", "product_id"),
        ("contracts", "premium_amount"),
        ("members", "search"),
    ):
        op.alter_column(table, column, nullable=False)


def downgrade() -> None:
    for table, checks in CHECKS.items():
        for name in checks:
            op.drop_constraint(op.f(f"{table}_{name}_check"), table, type_="check")
    op.drop_column("people", "nir_masked")
    op.drop_column("people", "nir_sealed")
    op.drop_column("people", "phone")
    op.drop_column("people", "death_date")
    op.drop_column("people", "sex")
    op.drop_column("people", "birth_rank")
    op.drop_column("people", "birth_name")
    op.drop_index(op.f("members_number_ix"), table_name="members")
    op.drop_column("members", "search")
    op.drop_constraint("coverages_whole_key", "coverages", type_="unique")
    op.drop_index(
        "coverages_one_spouse_key",
        table_name="coverages",
        postgresql_where=sa.text("covered_to IS NULL AND relation = 'SPOUSE'"),
    )
    op.drop_index(
        "coverages_one_open_key", table_name="coverages", postgresql_where=sa.text("covered_to IS NULL")
    )
    op.drop_index(
        "coverages_one_holder_key",
        table_name="coverages",
        postgresql_where=sa.text("covered_to IS NULL AND relation = 'HOLDER'"),
    )
    op.drop_column("coverages", "certified_to")
    op.drop_column("coverages", "end_reason")
    op.drop_constraint(op.f("contracts_product_id_line_of_business_fkey"), "contracts", type_="foreignkey")
    op.drop_index(op.f("contracts_number_ix"), table_name="contracts")
    op.drop_constraint(
        op.f("contracts_member_id_contract_id_line_of_business_key"), "contracts", type_="unique"
    )
    op.drop_column("contracts", "payment_method")
    op.drop_column("contracts", "payment_day")
    op.drop_column("contracts", "premium_frequency")
    op.drop_column("contracts", "premium_amount")
    op.drop_column("contracts", "responsible")
    op.drop_column("contracts", "madelin")
    op.drop_column("contracts", "membership")
    op.drop_column("contracts", "subscriber_name")
    op.drop_column("contracts", "subscriber_kind")
    op.drop_column("contracts", "status")
    op.drop_column("contracts", "product_id")
    op.drop_index(
        "contract_plans_one_open_key",
        table_name="contract_plans",
        postgresql_where=sa.text("valid_to IS NULL"),
    )
    op.drop_table("contract_plans")
    op.drop_table("nir_tokens")
