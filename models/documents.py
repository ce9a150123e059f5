"""What is known of a household's files. The bytes are in the document store, under `file_key`."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, BrokerOf, MemberKey, one_of, owned, period

CONTRACT_DOCUMENTS = (
    "GENERAL_CONDITIONS", "SPECIAL_CONDITIONS", "MEMBERSHIP_CERTIFICATE", "GUARANTEE_TABLE",
    "REIMBURSEMENT_EXAMPLES", "IPID", "AMENDMENT", "INSURANCE_CERTIFICATE", "ANNUAL_FEES_NOTICE",
    "PAYMENT_SCHEDULE", "PREMIUM_NOTICE", "PREMIUM_STATEMENT", "TAX_CERTIFICATE", "TERMINATION_CERTIFICATE",
)  # fmt: skip
"""What a contract comes with. A broker sees these, and no other."""

COVER_DOCUMENTS = (
    "GENERAL_CONDITIONS", "GUARANTEE_TABLE", "REIMBURSEMENT_EXAMPLES", "IPID", "ANNUAL_FEES_NOTICE",
)  # fmt: skip
"""Of those, what is for everybody whom it covers. The others are about the holder, and their money."""

HOUSEHOLD_DOCUMENTS = (
    "THIRD_PARTY_CARD", "STATEMENT", "REIMBURSEMENT_SUMMARY", "QUOTE_ANSWER", "SEPA_MANDATE", "DATA_EXPORT",
    "LETTER",
)  # fmt: skip
"""What the hub makes for a person."""

SENT_DOCUMENTS = (
    "PAID_INVOICE", "PRESCRIPTION", "SOCIAL_SECURITY_STATEMENT", "QUOTE", "RIGHTS_CERTIFICATE",
    "SITUATION_CERTIFICATE", "BANK_DETAILS", "IDENTITY_DOCUMENT", "BIRTH_CERTIFICATE", "FAMILY_RECORD",
    "UNION_CERTIFICATE", "EMPLOYER_CERTIFICATE", "COVER_END_CERTIFICATE", "ADDRESS_PROOF",
    "DEATH_CERTIFICATE", "HOSPITAL_ADMISSION", "OTHER",
)  # fmt: skip
"""What a person sends with a démarche."""

OWN_DOCUMENTS = (
    "SEPA_MANDATE", "DATA_EXPORT", "LETTER", "BANK_DETAILS", "IDENTITY_DOCUMENT", "BIRTH_CERTIFICATE",
    "FAMILY_RECORD", "ADDRESS_PROOF",
)  # fmt: skip
"""About neither care nor cover, but who somebody is, where they live, what they own and are written. `OTHER`
may be anything: it goes with the démarche that it was sent with.
"""


class DocumentRow(Base):
    """One file of a household. With a `person_id` it is that person's alone, an adult's from everybody else.

    A statement has a document for each reader, since each sees other lines of it. What no member may see
    is not here: see `HospitalAgreementRow`. What a whole product has in common is in `product_documents`.
    """

    __tablename__ = "documents"
    __table_args__ = (
        owned("contracts", "contract_id"),
        owned("people", "person_id"),
        owned("statements", "statement_id"),
        one_of("kind", CONTRACT_DOCUMENTS + HOUSEHOLD_DOCUMENTS + SENT_DOCUMENTS),
        CheckConstraint(
            f"broker_id IS NULL OR (contract_id IS NOT NULL AND kind IN {CONTRACT_DOCUMENTS})", name="broker"
        ),
        CheckConstraint("size >= 0", name="size"),
        CheckConstraint("octet_length(sha256) = 32", name="sha256"),
        period("period_from", "period_to"),
        Index(None, "member_id", "issued_on", "document_id"),
        Index(None, "member_id", "contract_id", "issued_on", "document_id"),
        Index(None, "member_id", "statement_id"),
    )

    member_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("members.member_id"), primary_key=True)
    document_id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    kind: Mapped[str]
    title: Mapped[str]
    file_name: Mapped[str]
    mime_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[bytes] = mapped_column(LargeBinary)
    file_key: Mapped[str]
    issued_on: Mapped[date]
    """The day on it, where it has one; its age is counted from this."""
    added_at: Mapped[datetime]
    period_from: Mapped[date | None]
    period_to: Mapped[date | None]
    contract_id: Mapped[int | None]
    person_id: Mapped[int | None]
    statement_id: Mapped[int | None]
    purge_on: Mapped[date | None]
    """The first day on which it is kept no longer."""
    broker_id: Mapped[BrokerOf]


class ProcedureDocumentRow(Base):
    """A document sent with a démarche, or made by it."""

    __tablename__ = "procedure_documents"
    __table_args__ = (
        owned("procedures", "procedure_id"),
        owned("documents", "document_id"),
        Index(None, "member_id", "document_id"),
    )

    member_id: Mapped[MemberKey]
    procedure_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    document_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    added_at: Mapped[datetime]
