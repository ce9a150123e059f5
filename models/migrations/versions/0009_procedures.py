"""Démarches with their events and signatures, and what hospitals are promised."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009_procedures"
down_revision = "0008_cover"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "procedures",
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("procedure_id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=True),
        sa.Column("contract_id", sa.BigInteger(), nullable=True),
        sa.Column("coverage_id", sa.BigInteger(), nullable=True),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("submitted_by", sa.BigInteger(), nullable=False),
        sa.Column("submitted_as", sa.Text(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expected_by", sa.Date(), nullable=True),
        sa.Column("version", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("idempotency_key", sa.Text(), nullable=False),
        sa.Column("request_hash", sa.LargeBinary(), nullable=False),
        sa.Column("form", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("form_sealed", sa.LargeBinary(), nullable=True),
        sa.Column(
            "asked_documents", postgresql.JSONB(astext_type=sa.Text()), server_default="[]", nullable=False
        ),
        sa.Column("taken_by", sa.BigInteger(), nullable=True),
        sa.Column("decision", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("rejection_reason", sa.Text(), nullable=True),
        sa.Column("follows_id", sa.BigInteger(), nullable=True),
        sa.Column("broker_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "(status = 'REJECTED') = (rejection_reason IS NOT NULL)", name=op.f("procedures_rejected_check")
        ),
        sa.CheckConstraint(
            "status IN ('SUBMITTED', 'IN_REVIEW', 'AWAITING_DOCUMENTS', 'AWAITING_SIGNATURE', 'ACCEPTED', 'DONE', 'REJECTED', 'CANCELLED', 'EXPIRED')",
            name=op.f("procedures_status_check"),
        ),
        sa.CheckConstraint(
            "submitted_as IN ('MEMBER', 'BENEFICIARY', 'GUARDIAN', 'BROKER', 'AGENT', 'REPORTING', 'SERVICE')",
            name=op.f("procedures_submitted_as_check"),
        ),
        sa.CheckConstraint("follows_id <> procedure_id", name=op.f("procedures_follows_another_check")),
        sa.CheckConstraint("updated_at >= submitted_at", name=op.f("procedures_updated_at_check")),
        sa.CheckConstraint("version >= 1", name=op.f("procedures_version_check")),
        sa.ForeignKeyConstraint(["broker_id"], ["brokers.broker_id"], name=op.f("procedures_broker_id_fkey")),
        sa.ForeignKeyConstraint(
            ["member_id", "contract_id"],
            ["contracts.member_id", "contracts.contract_id"],
            name=op.f("procedures_member_id_contract_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id", "coverage_id"],
            ["coverages.member_id", "coverages.coverage_id"],
            name=op.f("procedures_member_id_coverage_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id", "follows_id"],
            ["procedures.member_id", "procedures.procedure_id"],
            name=op.f("procedures_member_id_follows_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id", "person_id"],
            ["people.member_id", "people.person_id"],
            name=op.f("procedures_member_id_person_id_fkey"),
        ),
        sa.ForeignKeyConstraint(["member_id"], ["members.member_id"], name=op.f("procedures_member_id_fkey")),
        sa.PrimaryKeyConstraint("member_id", "procedure_id", name=op.f("procedures_pkey")),
        sa.UniqueConstraint(
            "member_id",
            "submitted_by",
            "idempotency_key",
            name=op.f("procedures_member_id_submitted_by_idempotency_key_key"),
        ),
    )
    op.create_index(
        op.f("procedures_broker_id_submitted_at_member_id_procedure_id_ix"),
        "procedures",
        ["broker_id", "submitted_at", "member_id", "procedure_id"],
        unique=False,
    )
    op.create_index(
        op.f("procedures_member_id_submitted_at_procedure_id_ix"),
        "procedures",
        ["member_id", "submitted_at", "procedure_id"],
        unique=False,
    )
    op.create_index(op.f("procedures_reference_ix"), "procedures", ["reference"], unique=False)
    op.create_index(
        op.f("procedures_status_submitted_at_member_id_procedure_id_ix"),
        "procedures",
        ["status", "submitted_at", "member_id", "procedure_id"],
        unique=False,
    )
    op.create_table(
        "hospital_agreements",
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("hospital_agreement_id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("procedure_id", sa.BigInteger(), nullable=False),
        sa.Column("hospital_id", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.Text(), server_default="ISSUED", nullable=False),
        sa.Column("terms", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("file_key", sa.Text(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "status <> 'FETCHED' OR fetched_at IS NOT NULL", name=op.f("hospital_agreements_fetched_check")
        ),
        sa.CheckConstraint(
            "status IN ('ISSUED', 'SENT', 'FETCHED', 'CANCELLED', 'EXPIRED')",
            name=op.f("hospital_agreements_status_check"),
        ),
        sa.CheckConstraint(
            "fetched_at IS NULL OR sent_at IS NOT NULL", name=op.f("hospital_agreements_sent_check")
        ),
        sa.CheckConstraint("valid_to > valid_from", name=op.f("hospital_agreements_period_check")),
        sa.ForeignKeyConstraint(
            ["hospital_id"], ["hospitals.hospital_id"], name=op.f("hospital_agreements_hospital_id_fkey")
        ),
        sa.ForeignKeyConstraint(
            ["member_id", "procedure_id"],
            ["procedures.member_id", "procedures.procedure_id"],
            name=op.f("hospital_agreements_member_id_procedure_id_fkey"),
        ),
        sa.PrimaryKeyConstraint("member_id", "hospital_agreement_id", name=op.f("hospital_agreements_pkey")),
    )
    op.create_index(
        op.f("hospital_agreements_member_id_procedure_id_ix"),
        "hospital_agreements",
        ["member_id", "procedure_id"],
        unique=False,
    )
    op.create_table(
        "procedure_events",
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("procedure_event_id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("procedure_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("from_status", sa.Text(), nullable=True),
        sa.Column("to_status", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=True),
        sa.Column("message", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "from_status IN ('SUBMITTED', 'IN_REVIEW', 'AWAITING_DOCUMENTS', 'AWAITING_SIGNATURE', 'ACCEPTED', 'DONE', 'REJECTED', 'CANCELLED', 'EXPIRED')",
            name=op.f("procedure_events_from_status_check"),
        ),
        sa.CheckConstraint(
            "role IN ('MEMBER', 'BENEFICIARY', 'GUARDIAN', 'BROKER', 'AGENT', 'REPORTING', 'SERVICE')",
            name=op.f("procedure_events_role_check"),
        ),
        sa.CheckConstraint(
            "to_status IN ('SUBMITTED', 'IN_REVIEW', 'AWAITING_DOCUMENTS', 'AWAITING_SIGNATURE', 'ACCEPTED', 'DONE', 'REJECTED', 'CANCELLED', 'EXPIRED')",
            name=op.f("procedure_events_to_status_check"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id", "procedure_id"],
            ["procedures.member_id", "procedures.procedure_id"],
            name=op.f("procedure_events_member_id_procedure_id_fkey"),
        ),
        sa.PrimaryKeyConstraint("member_id", "procedure_event_id", name=op.f("procedure_events_pkey")),
    )
    op.create_index(
        op.f("procedure_events_member_id_procedure_id_procedure_event_id_ix"),
        "procedure_events",
        ["member_id", "procedure_id", "procedure_event_id"],
        unique=False,
    )
    op.create_table(
        "procedure_references",
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("procedure_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id", "procedure_id"],
            ["procedures.member_id", "procedures.procedure_id"],
            name=op.f("procedure_references_member_id_procedure_id_fkey"),
        ),
        sa.PrimaryKeyConstraint("reference", name=op.f("procedure_references_pkey")),
    )
    op.create_table(
        "procedure_signatures",
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("procedure_signature_id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("procedure_id", sa.BigInteger(), nullable=False),
        sa.Column("text_hash", sa.LargeBinary(), nullable=False),
        sa.Column("code_token", sa.LargeBinary(), nullable=False),
        sa.Column("phone_masked", sa.Text(), nullable=False),
        sa.Column("tries", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("evidence", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.CheckConstraint(
            "(signed_at IS NULL) = (evidence IS NULL)", name=op.f("procedure_signatures_evidence_check")
        ),
        sa.CheckConstraint("expires_at > sent_at", name=op.f("procedure_signatures_expires_at_check")),
        sa.CheckConstraint(
            "signed_at IS NULL OR ended_at IS NULL", name=op.f("procedure_signatures_outcome_check")
        ),
        sa.CheckConstraint("tries >= 0", name=op.f("procedure_signatures_tries_check")),
        sa.ForeignKeyConstraint(
            ["member_id", "procedure_id"],
            ["procedures.member_id", "procedures.procedure_id"],
            name=op.f("procedure_signatures_member_id_procedure_id_fkey"),
        ),
        sa.PrimaryKeyConstraint(
            "member_id", "procedure_signature_id", name=op.f("procedure_signatures_pkey")
        ),
    )
    op.create_index(
        "procedure_signatures_one_pending_key",
        "procedure_signatures",
        ["member_id", "procedure_id"],
        unique=True,
        postgresql_where=sa.text("signed_at IS NULL AND ended_at IS NULL"),
    )
    op.create_table(
        "agreement_tokens",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("hospital_agreement_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id", "hospital_agreement_id"],
            ["hospital_agreements.member_id", "hospital_agreements.hospital_agreement_id"],
            name=op.f("agreement_tokens_member_id_hospital_agreement_id_fkey"),
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("agreement_tokens_pkey")),
    )


def downgrade() -> None:
    op.drop_table("agreement_tokens")
    op.drop_index(
        "procedure_signatures_one_pending_key",
        table_name="procedure_signatures",
        postgresql_where=sa.text("signed_at IS NULL AND ended_at IS NULL"),
    )
    op.drop_table("procedure_signatures")
    op.drop_table("procedure_references")
    op.drop_index(
        op.f("procedure_events_member_id_procedure_id_procedure_event_id_ix"), table_name="procedure_events"
    )
    op.drop_table("procedure_events")
    op.drop_index(op.f("hospital_agreements_member_id_procedure_id_ix"), table_name="hospital_agreements")
    op.drop_table("hospital_agreements")
    op.drop_index(op.f("procedures_status_submitted_at_member_id_procedure_id_ix"), table_name="procedures")
    op.drop_index(op.f("procedures_reference_ix"), table_name="procedures")
    op.drop_index(op.f("procedures_member_id_submitted_at_procedure_id_ix"), table_name="procedures")
    op.drop_index(
        op.f("procedures_broker_id_submitted_at_member_id_procedure_id_ix"), table_name="procedures"
    )
    op.drop_table("procedures")
