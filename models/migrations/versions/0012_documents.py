"""Documents and the démarches they were sent with; the accountant who receives some of them."""

import sqlalchemy as sa
from alembic import op

revision = "0012_documents"
down_revision = "0011_reimbursements"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "accountants",
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("accountant_id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("firm_name", sa.Text(), nullable=False),
        sa.Column("siren", sa.Text(), nullable=False),
        sa.Column("contact_name", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("street", sa.Text(), nullable=True),
        sa.Column("postal_code", sa.Text(), nullable=True),
        sa.Column("city", sa.Text(), nullable=True),
        sa.Column("shared_kinds", sa.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("declared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "cardinality(shared_kinds) > 0 AND shared_kinds <@ ARRAY['TAX_CERTIFICATE', 'PAYMENT_SCHEDULE', 'PREMIUM_STATEMENT']",
            name=op.f("accountants_shared_kinds_check"),
        ),
        sa.CheckConstraint("siren ~ '^[0-9]{9}$'", name=op.f("accountants_siren_check")),
        sa.CheckConstraint(
            "revoked_at >= declared_at", name=op.f("accountants_revoked_after_declared_check")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.member_id"], name=op.f("accountants_member_id_fkey")
        ),
        sa.PrimaryKeyConstraint("member_id", "accountant_id", name=op.f("accountants_pkey")),
    )
    op.create_index(
        "accountants_one_open_key",
        "accountants",
        ["member_id"],
        unique=True,
        postgresql_where=sa.text("revoked_at IS NULL"),
    )
    op.create_table(
        "accountant_contracts",
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("accountant_id", sa.BigInteger(), nullable=False),
        sa.Column("contract_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id", "accountant_id"],
            ["accountants.member_id", "accountants.accountant_id"],
            name=op.f("accountant_contracts_member_id_accountant_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id", "contract_id"],
            ["contracts.member_id", "contracts.contract_id"],
            name=op.f("accountant_contracts_member_id_contract_id_fkey"),
        ),
        sa.PrimaryKeyConstraint(
            "member_id", "accountant_id", "contract_id", name=op.f("accountant_contracts_pkey")
        ),
    )
    op.create_table(
        "documents",
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("document_id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("mime_type", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("file_key", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("period_from", sa.Date(), nullable=True),
        sa.Column("period_to", sa.Date(), nullable=True),
        sa.Column("contract_id", sa.BigInteger(), nullable=True),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("statement_id", sa.BigInteger(), nullable=True),
        sa.Column("purge_on", sa.Date(), nullable=True),
        sa.Column("broker_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "broker_id IS NULL OR (contract_id IS NOT NULL AND kind IN ('GENERAL_CONDITIONS', 'SPECIAL_CONDITIONS', 'MEMBERSHIP_CERTIFICATE', 'GUARANTEE_TABLE', 'REIMBURSEMENT_EXAMPLES', 'IPID', 'AMENDMENT', 'INSURANCE_CERTIFICATE', 'ANNUAL_FEES_NOTICE', 'PAYMENT_SCHEDULE', 'PREMIUM_NOTICE', 'PREMIUM_STATEMENT', 'TAX_CERTIFICATE', 'TERMINATION_CERTIFICATE'))",
            name=op.f("documents_broker_check"),
        ),
        sa.CheckConstraint(
            "kind IN ('GENERAL_CONDITIONS', 'SPECIAL_CONDITIONS', 'MEMBERSHIP_CERTIFICATE', 'GUARANTEE_TABLE', 'REIMBURSEMENT_EXAMPLES', 'IPID', 'AMENDMENT', 'INSURANCE_CERTIFICATE', 'ANNUAL_FEES_NOTICE', 'PAYMENT_SCHEDULE', 'PREMIUM_NOTICE', 'PREMIUM_STATEMENT', 'TAX_CERTIFICATE', 'TERMINATION_CERTIFICATE', 'THIRD_PARTY_CARD', 'STATEMENT', 'REIMBURSEMENT_SUMMARY', 'QUOTE_ANSWER', 'SEPA_MANDATE', 'DATA_EXPORT', 'LETTER', 'PAID_INVOICE', 'PRESCRIPTION', 'SOCIAL_SECURITY_STATEMENT', 'QUOTE', 'RIGHTS_CERTIFICATE', 'SITUATION_CERTIFICATE', 'BANK_DETAILS', 'IDENTITY_DOCUMENT', 'BIRTH_CERTIFICATE', 'FAMILY_RECORD', 'UNION_CERTIFICATE', 'EMPLOYER_CERTIFICATE', 'COVER_END_CERTIFICATE', 'ADDRESS_PROOF', 'DEATH_CERTIFICATE', 'HOSPITAL_ADMISSION', 'OTHER')",
            name=op.f("documents_kind_check"),
        ),
        sa.CheckConstraint("octet_length(sha256) = 32", name=op.f("documents_sha256_check")),
        sa.CheckConstraint("period_to > period_from", name=op.f("documents_period_check")),
        sa.CheckConstraint("size >= 0", name=op.f("documents_size_check")),
        sa.ForeignKeyConstraint(["broker_id"], ["brokers.broker_id"], name=op.f("documents_broker_id_fkey")),
        sa.ForeignKeyConstraint(
            ["member_id", "contract_id"],
            ["contracts.member_id", "contracts.contract_id"],
            name=op.f("documents_member_id_contract_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id", "person_id"],
            ["people.member_id", "people.person_id"],
            name=op.f("documents_member_id_person_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id", "statement_id"],
            ["statements.member_id", "statements.statement_id"],
            name=op.f("documents_member_id_statement_id_fkey"),
        ),
        sa.ForeignKeyConstraint(["member_id"], ["members.member_id"], name=op.f("documents_member_id_fkey")),
        sa.PrimaryKeyConstraint("member_id", "document_id", name=op.f("documents_pkey")),
    )
    op.create_index(
        op.f("documents_member_id_contract_id_issued_on_ix"),
        "documents",
        ["member_id", "contract_id", "issued_on"],
        unique=False,
    )
    op.create_index(
        op.f("documents_member_id_issued_on_document_id_ix"),
        "documents",
        ["member_id", "issued_on", "document_id"],
        unique=False,
    )
    op.create_index(
        op.f("documents_member_id_statement_id_ix"), "documents", ["member_id", "statement_id"], unique=False
    )
    op.create_table(
        "procedure_documents",
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("procedure_id", sa.BigInteger(), nullable=False),
        sa.Column("document_id", sa.BigInteger(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id", "document_id"],
            ["documents.member_id", "documents.document_id"],
            name=op.f("procedure_documents_member_id_document_id_fkey"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id", "procedure_id"],
            ["procedures.member_id", "procedures.procedure_id"],
            name=op.f("procedure_documents_member_id_procedure_id_fkey"),
        ),
        sa.PrimaryKeyConstraint(
            "member_id", "procedure_id", "document_id", name=op.f("procedure_documents_pkey")
        ),
    )
    op.create_index(
        op.f("procedure_documents_member_id_document_id_ix"),
        "procedure_documents",
        ["member_id", "document_id"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_index(op.f("procedure_documents_member_id_document_id_ix"), table_name="procedure_documents")
    op.drop_table("procedure_documents")
    op.drop_index(op.f("documents_member_id_statement_id_ix"), table_name="documents")
    op.drop_index(op.f("documents_member_id_issued_on_document_id_ix"), table_name="documents")
    op.drop_index(op.f("documents_member_id_contract_id_issued_on_ix"), table_name="documents")
    op.drop_table("documents")
    op.drop_table("accountant_contracts")
    op.drop_index(
        "accountants_one_open_key", table_name="accountants", postgresql_where=sa.text("revoked_at IS NULL")
    )
    op.drop_table("accountants")
