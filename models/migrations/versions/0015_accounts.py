"""Accounts: passwords, guardians, and a database role for those who see no household."""

import sqlalchemy as sa
from alembic import op

revision = "0015_accounts"
down_revision = "0014_domain_row_security"
branch_labels = None
depends_on = None

PUBLIC = [
    "insurers", "products", "plans", "premium_tariffs", "product_documents", "allowances", "guarantees",
    "acts", "act_tariffs", "hospitals", "mandatory_schemes", "brokers",
    "articles", "tutorials", "aids", "faq_entries", "services", "partners", "partner_products",
]  # fmt: skip
"""Those of 0014 that are the same for everybody."""

ROLES = ("MEMBER", "BENEFICIARY", "GUARDIAN", "BROKER", "AGENT", "REPORTING", "SERVICE")
OF_A_PERSON = "(role IN ({roles})) = (person_id IS NOT NULL)"


def _person(*roles: str) -> None:
    op.drop_constraint(op.f("capacities_person_check"), "capacities")
    condition = OF_A_PERSON.format(roles=", ".join(f"'{role}'" for role in roles))
    op.create_check_constraint(op.f("capacities_person_check"), "capacities", condition)


def upgrade() -> None:
    op.add_column("accounts", sa.Column("password_hash", sa.Text(), nullable=True))
    _person("MEMBER", "BENEFICIARY", "GUARDIAN")
    listed = ", ".join(f"'{role}'" for role in ROLES)
    op.create_check_constraint(op.f("capacities_role_check"), "capacities", f"role IN ({listed})")
    op.execute(f"GRANT SELECT ON {', '.join(PUBLIC)} TO hub_reader")


def downgrade() -> None:
    op.execute(f"REVOKE ALL ON {', '.join(PUBLIC)} FROM hub_reader")
    op.drop_constraint(op.f("capacities_role_check"), "capacities")
    op.execute("DELETE FROM capacities WHERE role = 'GUARDIAN'")
    _person("MEMBER", "BENEFICIARY")
    op.drop_column("accounts", "password_hash")
