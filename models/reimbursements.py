"""Lines of reimbursement (prestations), and what each used of an allowance (forfait)."""

from datetime import date, datetime
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

from models.base import Base, JsonList, MemberKey, Rate, one_of, owned
from models.kinds import ACT_FAMILIES, CARE_CATEGORIES, PRACTITIONERS

NOT_PAID_YET = "coalesce(paid_on, '9999-01-01'::date)"
"""The order of payment: what is not paid yet comes after all that is. An index holds this very expression."""


def _whole_coverage(name: str) -> ForeignKeyConstraint:
    """Contract and person stand in the row too, for those who look for them; they are the coverage's."""
    key = ["member_id", "coverage_id", "contract_id", "person_id"]
    return ForeignKeyConstraint(key, [f"coverages.{column}" for column in key], name=name)


class ReimbursementRow(Base):
    """One line: what was spent on an act, and who paid which part of it.

    The parts make up what was spent, to the cent. A line that was paid is never changed: a correction is a
    line of its own that takes the amounts back, REGULARISED once it is settled, and a new one with the right
    amounts. Brokers see no row of this table (sums at most), so it holds no `broker_id`.

    `reimbursement_base` is the tariff times `quantity`, and not what was spent where that is less.
    `social_security_paid` is net of `flat_contribution` and `deductible`, which are in `remaining`.
    """

    __tablename__ = "reimbursements"
    __table_args__ = (
        _whole_coverage("reimbursements_coverage_fkey"),
        owned("statements", "statement_id"),
        owned("procedures", "procedure_id"),
        owned("reimbursements", "reverses_id", key=["reimbursement_id"]),
        one_of("category", CARE_CATEGORIES),
        one_of("family", ACT_FAMILIES),
        one_of("practitioner", PRACTITIONERS),
        one_of("status", ("PENDING", "PAID", "REJECTED", "CANCELLED", "REGULARISED")),
        one_of("payee", ("MEMBER", "PROFESSIONAL")),
        one_of("source", ("NOEMIE", "DRE", "ROC", "PAPER")),
        CheckConstraint(
            "spent = social_security_paid + complementary_paid + other_paid + remaining", name="parts"
        ),
        CheckConstraint("(status IN ('PAID', 'REGULARISED')) = (paid_on IS NOT NULL)", name="paid"),
        CheckConstraint("(paid_on IS NULL) = (statement_id IS NULL)", name="statement"),
        CheckConstraint("status <> 'REJECTED' OR complementary_paid = 0", name="rejected"),
        CheckConstraint(
            "reverses_id IS NOT NULL OR (status <> 'REGULARISED' AND spent >= 0 AND complementary_paid >= 0)",
            name="reversal",
        ),
        CheckConstraint("reverses_id IS NULL OR status <> 'PAID'", name="reversal_settled"),
        CheckConstraint("reverses_id <> reimbursement_id", name="reverses_another"),
        CheckConstraint("quantity > 0", name="quantity"),
        Index(
            "reimbursements_one_reversal_key",
            "member_id",
            "reverses_id",
            unique=True,
            postgresql_where=text("reverses_id IS NOT NULL"),
        ),
        UniqueConstraint("member_id", "source", "source_key"),
        Index(None, "member_id", "care_date", "reimbursement_id"),
        Index("reimbursements_by_payment_ix", "member_id", text(NOT_PAID_YET), "reimbursement_id"),
        Index(
            "reimbursements_of_coverage_by_payment_ix",
            "member_id",
            "coverage_id",
            text(NOT_PAID_YET),
            "reimbursement_id",
        ),
        Index(
            "reimbursements_of_coverage_by_care_date_ix",
            "member_id",
            "coverage_id",
            "care_date",
            "reimbursement_id",
        ),
        Index(None, "member_id", "statement_id", "reimbursement_id"),
    )

    member_id: Mapped[MemberKey]
    reimbursement_id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    coverage_id: Mapped[int]
    contract_id: Mapped[int]
    person_id: Mapped[int]
    status: Mapped[str]
    source: Mapped[str]
    source_key: Mapped[str | None]
    """What the line is called where it came from: the same one is taken in once."""
    received_at: Mapped[datetime]
    care_date: Mapped[date]
    label: Mapped[str]
    search: Mapped[str]
    """Label and professional, folded (`rules.names.folded`)."""
    category: Mapped[str]
    family: Mapped[str]
    act_id: Mapped[int | None] = mapped_column(ForeignKey("acts.act_id"))
    quantity: Mapped[int] = mapped_column(server_default="1")
    professional: Mapped[str | None]
    practitioner: Mapped[str | None]
    """How the professional's fees are bound by the agreement."""
    spent: Mapped[Decimal]
    reimbursement_base: Mapped[Decimal]
    rate: Mapped[Rate | None]
    social_security_paid: Mapped[Decimal]
    flat_contribution: Mapped[Decimal] = mapped_column(server_default="0")
    deductible: Mapped[Decimal] = mapped_column(server_default="0")
    complementary_paid: Mapped[Decimal]
    other_paid: Mapped[Decimal] = mapped_column(server_default="0")
    remaining: Mapped[Decimal]
    payee: Mapped[str]
    paid_on: Mapped[date | None]
    statement_id: Mapped[int | None]
    reverses_id: Mapped[int | None]
    procedure_id: Mapped[int | None]
    """The request that it answers, where somebody asked for it."""
    explanation: Mapped[JsonList]
    """Every cent: steps as `rules.reimbursement.explanation` keeps them."""
    rules_version: Mapped[str | None]
    """Of the rules that it was priced by; none where nobody here priced it."""


class AllowanceUseRow(Base):
    """What a line used of an allowance on its care date; a reversal gives it back by a negative use.

    The row names a code, for the ceiling of it is the level's on the day one asks. That uses stay within the
    ceiling is for the writer to see, with the household locked. `part` tells ears, eyes and teeth apart.
    """

    __tablename__ = "allowance_uses"
    __table_args__ = (
        _whole_coverage("allowance_uses_coverage_fkey"),
        owned("reimbursements", "reimbursement_id"),
        CheckConstraint("used <> 0", name="used"),
        UniqueConstraint("member_id", "reimbursement_id", "code", "part", name="allowance_uses_once_key"),
        Index(None, "member_id", "contract_id", "code", "used_on"),
    )

    member_id: Mapped[MemberKey]
    allowance_use_id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    coverage_id: Mapped[int]
    contract_id: Mapped[int]
    person_id: Mapped[int]
    reimbursement_id: Mapped[int | None]
    """None for what was used before the hub knew the contract."""
    code: Mapped[str]
    part: Mapped[str] = mapped_column(server_default="")
    used_on: Mapped[date]
    used: Mapped[Decimal]
    """Euros, or how many: as the allowance's unit says."""
