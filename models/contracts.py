"""Contracts of a household, and the people each one covers."""

from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, ForeignKeyConstraint, Identity, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class ContractRow(Base):
    """A health or protection contract, placed by at most one broker."""

    __tablename__ = "contracts"
    __table_args__ = (
        CheckConstraint("line_of_business IN ('HEALTH', 'PROTECTION')", name="line_of_business"),
        CheckConstraint("end_date > start_date", name="period"),
    )

    member_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("members.member_id"), primary_key=True)
    contract_id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    number: Mapped[str]
    line_of_business: Mapped[str]
    start_date: Mapped[date]
    end_date: Mapped[date | None]
    broker_id: Mapped[int | None] = mapped_column(ForeignKey("brokers.broker_id"))


class ContractNumberRow(Base):
    """Contract numbers are unique across households: see `MemberNumberRow`."""

    __tablename__ = "contract_numbers"
    __table_args__ = (
        ForeignKeyConstraint(["member_id", "contract_id"], ["contracts.member_id", "contracts.contract_id"]),
    )

    number: Mapped[str] = mapped_column(primary_key=True)
    member_id: Mapped[int]
    contract_id: Mapped[int]


class CoverageRow(Base):
    """One person covered by one contract for a time: what the API calls a beneficiary (bénéficiaire)."""

    __tablename__ = "coverages"
    __table_args__ = (
        ForeignKeyConstraint(["member_id", "contract_id"], ["contracts.member_id", "contracts.contract_id"]),
        ForeignKeyConstraint(["member_id", "person_id"], ["people.member_id", "people.person_id"]),
        CheckConstraint("relation IN ('HOLDER', 'SPOUSE', 'CHILD')", name="relation"),
        CheckConstraint("covered_to > covered_from", name="period"),
        Index(None, "member_id", "contract_id"),
    )

    member_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    coverage_id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    contract_id: Mapped[int]
    person_id: Mapped[int]
    relation: Mapped[str]
    covered_from: Mapped[date]
    covered_to: Mapped[date | None]
    broker_id: Mapped[int | None] = mapped_column(ForeignKey("brokers.broker_id"))
    """The contract's broker, repeated: a row-level policy compares columns of its own row only."""
