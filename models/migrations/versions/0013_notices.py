"""What people are told and how, what they agreed to, and who looked."""

import sqlalchemy as sa
from alembic import op

revision = "0013_notices"
down_revision = "0012_documents"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "access_log",
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("access_id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "role IN ('MEMBER', 'BENEFICIARY', 'GUARDIAN', 'BROKER', 'AGENT', 'REPORTING', 'SERVICE')",
            name=op.f("access_log_role_check"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id", "person_id"],
            ["people.member_id", "people.person_id"],
            name=op.f("access_log_member_id_person_id_fkey"),
        ),
        sa.ForeignKeyConstraint(["member_id"], ["members.member_id"], name=op.f("access_log_member_id_fkey")),
        sa.PrimaryKeyConstraint("member_id", "access_id", name=op.f("access_log_pkey")),
    )
    op.create_index(
        op.f("access_log_member_id_person_id_access_id_ix"),
        "access_log",
        ["member_id", "person_id", "access_id"],
        unique=False,
    )
    op.create_table(
        "consents",
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("consent_id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("broker_id", sa.BigInteger(), nullable=True),
        sa.Column("text_version", sa.Text(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(purpose = 'BROKER_ACCESS') = (broker_id IS NOT NULL)", name=op.f("consents_broker_check")
        ),
        sa.CheckConstraint(
            "purpose IN ('HEALTH_DATA', 'BROKER_ACCESS', 'MARKETING', 'ASSISTANT')",
            name=op.f("consents_purpose_check"),
        ),
        sa.CheckConstraint("withdrawn_at >= given_at", name=op.f("consents_withdrawn_after_given_check")),
        sa.ForeignKeyConstraint(["broker_id"], ["brokers.broker_id"], name=op.f("consents_broker_id_fkey")),
        sa.ForeignKeyConstraint(
            ["member_id", "person_id"],
            ["people.member_id", "people.person_id"],
            name=op.f("consents_member_id_person_id_fkey"),
        ),
        sa.PrimaryKeyConstraint("member_id", "consent_id", name=op.f("consents_pkey")),
    )
    op.create_index(
        "consents_one_current_key",
        "consents",
        ["member_id", "person_id", "purpose", sa.literal_column("coalesce(broker_id, 0)")],
        unique=True,
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )
    op.create_table(
        "notification_choices",
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("language", sa.Text(), server_default="fr", nullable=False),
        sa.Column("by_email", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("paperless", sa.Boolean(), server_default="true", nullable=False),
        sa.CheckConstraint("language IN ('fr', 'en')", name=op.f("notification_choices_language_check")),
        sa.ForeignKeyConstraint(
            ["member_id", "person_id"],
            ["people.member_id", "people.person_id"],
            name=op.f("notification_choices_member_id_person_id_fkey"),
        ),
        sa.PrimaryKeyConstraint("member_id", "person_id", name=op.f("notification_choices_pkey")),
    )
    op.create_table(
        "notifications",
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("notification_id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("procedure_id", sa.BigInteger(), nullable=True),
        sa.Column("statement_id", sa.BigInteger(), nullable=True),
        sa.Column("document_id", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("read_at >= created_at", name=op.f("notifications_read_at_check")),
        sa.ForeignKeyConstraint(
            ["member_id", "document_id"],
            ["documents.member_id", "documents.document_id"],
            name=op.f("notifications_member_id_document_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id", "person_id"],
            ["people.member_id", "people.person_id"],
            name=op.f("notifications_member_id_person_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id", "procedure_id"],
            ["procedures.member_id", "procedures.procedure_id"],
            name=op.f("notifications_member_id_procedure_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id", "statement_id"],
            ["statements.member_id", "statements.statement_id"],
            name=op.f("notifications_member_id_statement_id_fkey"),
        ),
        sa.PrimaryKeyConstraint("member_id", "notification_id", name=op.f("notifications_pkey")),
    )
    op.create_index(
        op.f("notifications_member_id_person_id_notification_id_ix"),
        "notifications",
        ["member_id", "person_id", "notification_id"],
        unique=False,
    )
    op.create_index(
        "notifications_unread_ix",
        "notifications",
        ["member_id", "person_id"],
        unique=False,
        postgresql_where=sa.text("read_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_index(
        "notifications_unread_ix", table_name="notifications", postgresql_where=sa.text("read_at IS NULL")
    )
    op.drop_index(op.f("notifications_member_id_person_id_notification_id_ix"), table_name="notifications")
    op.drop_table("notifications")
    op.drop_table("notification_choices")
    op.drop_index(
        "consents_one_current_key", table_name="consents", postgresql_where=sa.text("withdrawn_at IS NULL")
    )
    op.drop_table("consents")
    op.drop_index(op.f("access_log_member_id_person_id_access_id_ix"), table_name="access_log")
    op.drop_table("access_log")
