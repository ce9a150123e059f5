"""A database role that does the jobs of the queue, and the address to which an account is written."""

import sqlalchemy as sa
from alembic import op

revision = "0025_worker"
down_revision = "0024_orders_to_the_end"
branch_labels = None
depends_on = None

ACCOUNT = "account_id = NULLIF(current_setting('hub.account_id', true), '')::bigint"

OF_STAFF = "UPDATE accounts SET email = lower(login) WHERE position('@' in login) > 0"
OF_PEOPLE = """
    UPDATE accounts SET email = lower(people.email)
    FROM capacities JOIN people USING (member_id, person_id)
    WHERE capacities.account_id = accounts.account_id AND capacities.role IN ('MEMBER', 'BENEFICIARY')
      AND accounts.email IS NULL
"""


def upgrade() -> None:
    op.add_column("accounts", sa.Column("email", sa.Text(), nullable=True))
    op.add_column("accounts", sa.Column("language", sa.Text(), server_default="fr", nullable=False))
    op.create_check_constraint(op.f("accounts_language_check"), "accounts", "language IN ('fr', 'en')")
    op.create_index(op.f("accounts_email_ix"), "accounts", ["email"])
    op.execute(OF_STAFF)
    op.execute(OF_PEOPLE)
    op.execute("GRANT USAGE ON SCHEMA jobs TO hub_worker")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA jobs TO hub_worker")
    op.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA jobs TO hub_worker")
    op.execute("GRANT SELECT (account_id, display_name, email, language) ON accounts TO hub_worker")
    op.execute(f"CREATE POLICY hub_worker ON accounts TO hub_worker USING ({ACCOUNT}) WITH CHECK ({ACCOUNT})")


def downgrade() -> None:
    op.execute("DROP POLICY hub_worker ON accounts")
    op.execute("REVOKE ALL ON accounts FROM hub_worker")
    op.execute("REVOKE ALL ON ALL SEQUENCES IN SCHEMA jobs FROM hub_worker")
    op.execute("REVOKE ALL ON ALL TABLES IN SCHEMA jobs FROM hub_worker")
    op.execute("REVOKE ALL ON SCHEMA jobs FROM hub_worker")
    op.drop_index(op.f("accounts_email_ix"), "accounts")
    op.drop_constraint(op.f("accounts_language_check"), "accounts")
    op.drop_column("accounts", "language")
    op.drop_column("accounts", "email")
