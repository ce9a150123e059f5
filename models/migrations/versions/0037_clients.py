"""Clients that are programs. Their secrets are hashes, which no role reads but the one that lets them in."""

import sqlalchemy as sa
from alembic import op

revision = "0037_clients"
down_revision = "0036_broker_users"
branch_labels = None
depends_on = None

ACCOUNT = "account_id = NULLIF(current_setting('hub.account_id', true), '')::bigint"
BROKER = "broker_id = NULLIF(current_setting('hub.broker_id', true), '')::bigint"
AGENT = "NULLIF(current_setting('hub.agent_id', true), '') IS NOT NULL"
SHOWN = "account_id, client_id, name, role, broker_id, scopes, created_at, expires_on, revoked_at, used_at"


def upgrade() -> None:
    op.create_table(
        "clients",
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("broker_id", sa.BigInteger(), nullable=True),
        sa.Column("scopes", sa.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("secret_hash", sa.LargeBinary(), nullable=False),
        sa.Column("former_secret_hash", sa.LargeBinary(), nullable=True),
        sa.Column("former_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("role IN ('BROKER', 'SERVICE', 'REPORTING')", name=op.f("clients_role_check")),
        sa.CheckConstraint("(role = 'BROKER') = (broker_id IS NOT NULL)", name=op.f("clients_broker_check")),
        sa.CheckConstraint(
            "(former_secret_hash IS NULL) = (former_until IS NULL)", name=op.f("clients_former_check")
        ),
        sa.CheckConstraint("cardinality(scopes) > 0", name=op.f("clients_scopes_check")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.account_id"], name=op.f("clients_account_id_fkey")
        ),
        sa.ForeignKeyConstraint(["broker_id"], ["brokers.broker_id"], name=op.f("clients_broker_id_fkey")),
        sa.PrimaryKeyConstraint("account_id", name=op.f("clients_pkey")),
        sa.UniqueConstraint("client_id", name=op.f("clients_client_id_key")),
    )
    op.create_index(op.f("clients_broker_id_account_id_ix"), "clients", ["broker_id", "account_id"])
    op.execute("ALTER TABLE clients ENABLE ROW LEVEL SECURITY")
    op.execute(f"GRANT SELECT ({SHOWN}) ON clients TO hub_broker, hub_agent")
    op.execute(
        "GRANT SELECT, INSERT, UPDATE (secret_hash, former_secret_hash, former_until, revoked_at, used_at)"
        " ON clients TO hub_door"
    )
    for role, rows in {"hub_broker": BROKER, "hub_agent": AGENT, "hub_door": ACCOUNT}.items():
        op.execute(f"CREATE POLICY {role} ON clients TO {role} USING ({rows}) WITH CHECK ({rows})")
    op.execute(f"CREATE POLICY hub_door_broker ON clients FOR SELECT TO hub_door USING ({BROKER})")


def downgrade() -> None:
    op.drop_table("clients")
