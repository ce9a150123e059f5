"""Bank accounts of a household, and the mandates that let premiums be debited."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, LargeBinary, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, MemberKey, one_of, owned, period


class BankAccountRow(Base):
    """An account (RIB) that pays premiums or receives reimbursements, from one day to another.

    The IBAN is there three times: sealed, as a token (HMAC) that tells whether two are the same, and masked,
    which is what people are shown. One account used for both is two rows.
    """

    __tablename__ = "bank_accounts"
    __table_args__ = (
        one_of("usage", ("PREMIUM_DEBIT", "REIMBURSEMENT_CREDIT")),
        CheckConstraint("bic ~ '^[A-Z0-9]{8}([A-Z0-9]{3})?$'", name="bic"),
        period(),
        Index(None, "iban_token"),
        Index(
            "bank_accounts_one_open_key",
            "member_id",
            "usage",
            unique=True,
            postgresql_where=text("valid_to IS NULL"),
        ),
    )

    member_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("members.member_id"), primary_key=True)
    bank_account_id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    usage: Mapped[str]
    holder_name: Mapped[str]
    iban_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    iban_token: Mapped[bytes] = mapped_column(LargeBinary)
    """Not unique: the same account in several households is looked at by two agents, not refused."""
    iban_masked: Mapped[str]
    bic: Mapped[str | None]
    usable_from: Mapped[datetime | None]
    """No money goes there before this instant: a change gives its victim time to answer."""
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class SepaMandateRow(Base):
    """A mandate to debit an account (mandat SEPA). `umr` is the RUM, `creditor_id` the ICS.

    A new mandate is SIGNED until the next collection makes it ACTIVE and the old one SUPERSEDED.
    """

    __tablename__ = "sepa_mandates"
    __table_args__ = (
        owned("bank_accounts", "bank_account_id"),
        one_of(
            "status",
            ("AWAITING_SIGNATURE", "SIGNED", "ACTIVE", "SUPERSEDED", "REVOKED", "REJECTED", "EXPIRED"),
        ),
        one_of("sequence", ("FRST", "RCUR", "OOFF", "FNAL")),
        CheckConstraint("umr ~ '^[A-Za-z0-9/?:().,''+-]{1,35}$'", name="umr"),
        CheckConstraint("creditor_id ~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{4,31}$'", name="creditor_id"),
        CheckConstraint(
            "status NOT IN ('SIGNED', 'ACTIVE', 'SUPERSEDED') OR signed_at IS NOT NULL", name="signed"
        ),
        Index(
            "sepa_mandates_one_active_key",
            "member_id",
            unique=True,
            postgresql_where=text("status = 'ACTIVE'"),
        ),
    )

    member_id: Mapped[MemberKey]
    sepa_mandate_id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    bank_account_id: Mapped[int]
    umr: Mapped[str]
    creditor_id: Mapped[str]
    sequence: Mapped[str] = mapped_column(server_default="RCUR")
    status: Mapped[str] = mapped_column(server_default="AWAITING_SIGNATURE")
    signed_at: Mapped[datetime | None]
    evidence: Mapped[dict[str, str] | None] = mapped_column(JSONB)
    """What proves the signature: hashes of the text and the phone, instants, address."""
    last_collected_on: Mapped[date | None]
    """A mandate sleeps after thirty-six months without a collection."""


class MandateReferenceRow(Base):
    """Mandate references are unique across households: see `MemberNumberRow`."""

    __tablename__ = "mandate_references"
    __table_args__ = (owned("sepa_mandates", "sepa_mandate_id"),)

    umr: Mapped[str] = mapped_column(primary_key=True)
    member_id: Mapped[int]
    sepa_mandate_id: Mapped[int]
