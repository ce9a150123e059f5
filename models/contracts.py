"""Contracts of a household, their levels, and the people each one covers."""

from datetime import date
from decimal import Decimal

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, BrokerOf, one_of, owned, period
from models.kinds import LINES_OF_BUSINESS, PAYMENT_METHODS


class ContractRow(Base):
    """A health or protection contract, placed by at most one broker.

    A contract of a company is its subscriber's, and the household's holder is insured by it. One that will
    end is ACTIVE until `end_date`; CANCELLED is one that never took effect (sans effet).
    """

    __tablename__ = "contracts"
    __table_args__ = (
        ForeignKeyConstraint(
            ["product_id", "line_of_business"], ["products.product_id", "products.line_of_business"]
        ),
        UniqueConstraint("member_id", "contract_id", "line_of_business"),
        one_of("line_of_business", LINES_OF_BUSINESS),
        one_of("status", ("PROPOSAL", "ACTIVE", "SUSPENDED", "TERMINATED", "CANCELLED")),
        one_of("subscriber_kind", ("INDIVIDUAL", "SELF_EMPLOYED", "COMPANY")),
        one_of("membership", ("INDIVIDUAL", "GROUP_MANDATORY", "GROUP_OPTIONAL")),
        one_of("premium_frequency", ("MONTHLY", "QUARTERLY", "HALF_YEARLY", "YEARLY")),
        one_of("payment_method", PAYMENT_METHODS),
        CheckConstraint("payment_day BETWEEN 1 AND 28", name="payment_day"),
        CheckConstraint("premium_amount >= 0", name="premium_amount"),
        CheckConstraint("(subscriber_kind = 'COMPANY') = (subscriber_name IS NOT NULL)", name="subscriber"),
        CheckConstraint("membership = 'INDIVIDUAL' OR subscriber_kind = 'COMPANY'", name="group"),
        CheckConstraint("NOT madelin OR subscriber_kind = 'SELF_EMPLOYED'", name="madelin"),
        CheckConstraint("status <> 'TERMINATED' OR end_date IS NOT NULL", name="terminated"),
        period("start_date", "end_date"),
        Index(None, "number"),
        Index(None, "line_of_business", "member_id"),
        Index(None, "status", "member_id"),
        Index(None, "product_id", "member_id"),
    )

    member_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("members.member_id"), primary_key=True)
    contract_id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    number: Mapped[str]
    line_of_business: Mapped[str]
    product_id: Mapped[int]
    status: Mapped[str] = mapped_column(server_default="ACTIVE")
    """SUSPENDED is for what is not paid. Arrears themselves are the rejected lines of `installments`."""
    start_date: Mapped[date]
    end_date: Mapped[date | None]
    subscriber_kind: Mapped[str] = mapped_column(server_default="SELF_EMPLOYED")
    subscriber_name: Mapped[str | None]
    membership: Mapped[str] = mapped_column(server_default="INDIVIDUAL")
    madelin: Mapped[bool] = mapped_column(server_default="false")
    """Premiums are taken off a self-employed person's taxable income."""
    responsible: Mapped[bool] = mapped_column(server_default="true")
    premium_amount: Mapped[Decimal]
    """Of one `premium_frequency`, taxes included."""
    premium_frequency: Mapped[str] = mapped_column(server_default="MONTHLY")
    payment_day: Mapped[int] = mapped_column(server_default="5")
    payment_method: Mapped[str] = mapped_column(server_default="DIRECT_DEBIT")
    broker_id: Mapped[int | None] = mapped_column(ForeignKey("brokers.broker_id"))


class ContractNumberRow(Base):
    """Contract numbers are unique across households: see `MemberNumberRow`."""

    __tablename__ = "contract_numbers"
    __table_args__ = (owned("contracts", "contract_id"),)

    number: Mapped[str] = mapped_column(primary_key=True)
    member_id: Mapped[int]
    contract_id: Mapped[int]


class ContractPlanRow(Base):
    """The level of a contract from one day to another. A product without levels has no row here."""

    __tablename__ = "contract_plans"
    __table_args__ = (
        owned("contracts", "contract_id"),
        period(),
        Index(
            "contract_plans_one_open_key",
            "member_id",
            "contract_id",
            unique=True,
            postgresql_where=text("valid_to IS NULL"),
        ),
    )

    member_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    contract_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    valid_from: Mapped[date] = mapped_column(primary_key=True)
    valid_to: Mapped[date | None]
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.plan_id"))
    broker_id: Mapped[BrokerOf]


def _one_open(name: str, columns: tuple[str, ...], among: str = "") -> Index:
    """Open is without an end. An end that is known, though still to come, closes a coverage."""
    where = text(f"covered_to IS NULL{among}")
    return Index(f"coverages_{name}_key", "member_id", *columns, unique=True, postgresql_where=where)


class CoverageRow(Base):
    """One person covered by one contract for a time: what the API calls a beneficiary (bénéficiaire).

    That a coverage lies within its contract's days is for the code to see: no constraint looks at two rows.
    """

    __tablename__ = "coverages"
    __table_args__ = (
        owned("contracts", "contract_id"),
        owned("people", "person_id"),
        UniqueConstraint("member_id", "coverage_id", "contract_id", "person_id", name="coverages_whole_key"),
        one_of("relation", ("HOLDER", "SPOUSE", "CHILD")),
        period("covered_from", "covered_to"),
        Index(None, "member_id", "contract_id"),
        _one_open("one_open", ("contract_id", "person_id")),
        _one_open("one_holder", ("contract_id",), " AND relation = 'HOLDER'"),
        _one_open("one_spouse", ("contract_id",), " AND relation = 'SPOUSE'"),
    )

    member_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    coverage_id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    contract_id: Mapped[int]
    person_id: Mapped[int]
    relation: Mapped[str]
    covered_from: Mapped[date]
    covered_to: Mapped[date | None]
    end_reason: Mapped[str | None]
    certified_to: Mapped[date | None]
    """An adult child's certificate of situation holds until the day before."""
    broker_id: Mapped[BrokerOf]
