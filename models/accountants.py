"""The accountant who receives a household's tax papers (expert-comptable)."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, MemberKey, Texts, owned

SHARED_KINDS = ("TAX_CERTIFICATE", "PAYMENT_SCHEDULE", "PREMIUM_STATEMENT")
"""All that an accountant may ever be sent."""


class AccountantRow(Base):
    """A declaration holds until it is revoked, which works at once: hence instants, and not days.

    There is one at a time a household, hence one at a time a contract. What was sent is in `access_log`.
    """

    __tablename__ = "accountants"
    __table_args__ = (
        CheckConstraint("siren ~ '^[0-9]{9}$'", name="siren"),
        CheckConstraint(
            f"cardinality(shared_kinds) > 0 AND shared_kinds <@ ARRAY[{str(SHARED_KINDS)[1:-1]}]",
            name="shared_kinds",
        ),
        CheckConstraint("revoked_at >= declared_at", name="revoked_after_declared"),
        Index(
            "accountants_one_open_key",
            "member_id",
            unique=True,
            postgresql_where=text("revoked_at IS NULL"),
        ),
    )

    member_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("members.member_id"), primary_key=True)
    accountant_id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    firm_name: Mapped[str]
    siren: Mapped[str]
    contact_name: Mapped[str | None]
    email: Mapped[str]
    phone: Mapped[str | None]
    street: Mapped[str | None]
    postal_code: Mapped[str | None]
    city: Mapped[str | None]
    shared_kinds: Mapped[Texts]
    starts_on: Mapped[date]
    """Nothing issued before this day is sent."""
    declared_at: Mapped[datetime]
    """The instant of the consent as well: declaring is consenting."""
    revoked_at: Mapped[datetime | None]


class AccountantContractRow(Base):
    """A contract whose papers the accountant receives."""

    __tablename__ = "accountant_contracts"
    __table_args__ = (owned("accountants", "accountant_id"), owned("contracts", "contract_id"))

    member_id: Mapped[MemberKey]
    accountant_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    contract_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
