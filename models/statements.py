"""Statements of reimbursements (décomptes): one payment each, and never changed."""

from datetime import date
from decimal import Decimal

from sqlalchemy import BigInteger, ForeignKey, Identity, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, one_of, owned


class StatementRow(Base):
    """One payment to one payee: the lines that name it add up to `total`.

    `iban_masked` is the account as it was on the day. What a reader may see of its lines decides what they
    may see of it; the document is made for one reader at a time.
    """

    __tablename__ = "statements"
    __table_args__ = (
        one_of("payee", ("MEMBER", "PROFESSIONAL")),
        Index(None, "member_id", "issued_on", "statement_id"),
    )

    member_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("members.member_id"), primary_key=True)
    statement_id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    number: Mapped[str]
    issued_on: Mapped[date]
    total: Mapped[Decimal]
    payee: Mapped[str]
    payee_name: Mapped[str | None]
    iban_masked: Mapped[str | None]


class StatementNumberRow(Base):
    """Statement numbers are unique across households: see `MemberNumberRow`."""

    __tablename__ = "statement_numbers"
    __table_args__ = (owned("statements", "statement_id"),)

    number: Mapped[str] = mapped_column(primary_key=True)
    member_id: Mapped[int]
    statement_id: Mapped[int]
