"""Acts of care (actes) and their tariffs, which are those of the care date."""

from datetime import date
from decimal import Decimal

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, NewKey, Rate, one_of, period
from models.kinds import (
    ACT_FAMILIES,
    BASKETS,
    CARE_CATEGORIES,
    CARE_FAMILIES,
    GLASSES_VARIANTS,
    PRACTITIONERS,
)


class ActRow(Base):
    """One act, good or stay that can be paid for: a code of some nomenclature, or a group of codes."""

    __tablename__ = "acts"
    __table_args__ = (
        one_of("nomenclature", ("NGAP", "CCAM", "LPP", "NABM", "MEDICINE", "HOSPITAL", "GROUP", "NONE")),
        one_of("category", CARE_CATEGORIES),
        one_of("family", ACT_FAMILIES),
        one_of("basket", BASKETS),
        one_of("deductible_kind", ("MEDICINE", "PARAMEDICAL", "TRANSPORT")),
        one_of("care_family", CARE_FAMILIES),
        one_of("variant", GLASSES_VARIANTS),
        one_of("heavy", ("PARTICIPATION", "NO_COPAY")),
        Index(None, "search", "act_id"),
    )

    act_id: Mapped[NewKey]
    code: Mapped[str] = mapped_column(unique=True)
    label: Mapped[str]
    search: Mapped[str]
    """Code and label, folded (`rules.names.folded`)."""
    nomenclature: Mapped[str]
    category: Mapped[str]
    family: Mapped[str]
    basket: Mapped[str | None]
    flat_contribution: Mapped[bool] = mapped_column(server_default="false")
    """Whether the participation forfaitaire is taken off what the social security pays."""
    deductible_kind: Mapped[str | None]
    """Which franchise is taken off it, if one is."""
    care_family: Mapped[str] = mapped_column(server_default="NOT_COVERED")
    """What its rate is of: `rules.reimbursement.rates`."""
    variant: Mapped[str | None]
    """Of glasses, which guarantee and which ceiling they come under."""
    heavy: Mapped[str | None]
    """What becomes of one of 120 € or more: the participation, or no copay at all."""
    from_age: Mapped[int | None]
    below_age: Mapped[int | None]
    """Years: whom it is for, where it is not for everybody."""
    alternative: Mapped[str | None]
    """Code of the act of class A that could be had instead."""
    typical: Mapped[bool] = mapped_column(server_default="false")
    """Whether it stands for its family, where a quote has no code."""
    position: Mapped[int] = mapped_column(server_default="0")
    """Its place in the catalogue: the first that fits stands for its family."""


class ActTariffRow(Base):
    """Base and rate of an act (base de remboursement, taux) from one day to another.

    `practitioner` is ANY where one tariff holds for all. No base: what was spent is the base, as for a
    medicine. `certainty` says how far to trust `source`: the law, a public page, or what one knows.
    """

    __tablename__ = "act_tariffs"
    __table_args__ = (
        one_of("practitioner", ("ANY", *PRACTITIONERS)),
        one_of("certainty", ("L", "S", "K-high", "K-med", "K-low")),
        CheckConstraint("rate BETWEEN 0 AND 1", name="rate"),
        CheckConstraint("reimbursement_base >= 0", name="reimbursement_base"),
        period(),
        Index(
            "act_tariffs_one_open_key",
            "act_id",
            "practitioner",
            unique=True,
            postgresql_where=text("valid_to IS NULL"),
        ),
    )

    act_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("acts.act_id"), primary_key=True)
    practitioner: Mapped[str] = mapped_column(primary_key=True, server_default="ANY")
    valid_from: Mapped[date] = mapped_column(primary_key=True)
    valid_to: Mapped[date | None]
    reimbursement_base: Mapped[Decimal | None]
    rate: Mapped[Rate]
    limit_price: Mapped[Decimal | None]
    """The highest price of the basket (PLV, HLF)."""
    source: Mapped[str]
    certainty: Mapped[str]
