"""What a level pays: guarantees, and the allowances that several of them may share."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, JsonObject, NewKey, one_of, period
from models.kinds import (
    ACT_FAMILIES,
    BASKETS,
    GLASSES_VARIANTS,
    PRACTITIONERS,
    PROTECTION_FAMILIES,
)


class AllowanceRow(Base):
    """How much of something is paid in a time (forfait). What was used of it is in `allowance_uses`.

    `code` outlives a change of level: a use counts against whatever ceiling the code has on the day it is
    asked for. `period_months` is the length of a ROLLING one, which begins at the first use.
    """

    __tablename__ = "allowances"
    __table_args__ = (
        ForeignKeyConstraint(["product_id", "plan_id"], ["plans.product_id", "plans.plan_id"]),
        UniqueConstraint("product_id", "allowance_id"),
        one_of("unit", ("EUR", "COUNT")),
        one_of("period", ("CIVIL_YEAR", "CONTRACT_YEAR", "ROLLING")),
        one_of("scope", ("BENEFICIARY", "FAMILY", "EAR", "EYE", "TOOTH")),
        CheckConstraint("ceiling > 0", name="ceiling"),
        CheckConstraint("(period = 'ROLLING') = (period_months IS NOT NULL)", name="period_months"),
        CheckConstraint("valid_to > valid_from", name="validity"),
        Index(
            "allowances_one_open_key",
            "product_id",
            text("coalesce(plan_id, 0)"),
            "code",
            unique=True,
            postgresql_where=text("valid_to IS NULL"),
        ),
    )

    allowance_id: Mapped[NewKey]
    product_id: Mapped[int] = mapped_column(ForeignKey("products.product_id"))
    plan_id: Mapped[int | None]
    code: Mapped[str]
    label: Mapped[str]
    unit: Mapped[str]
    ceiling: Mapped[Decimal]
    """Euros, or how many: see `unit`."""
    period: Mapped[str]
    period_months: Mapped[int | None]
    scope: Mapped[str]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class GuaranteeRow(Base):
    """One line of the table of guarantees (garantie), of a level or of the whole product (`plan_id` null).

    The most exact line wins: with practitioner, basket or variant before without. `expression` is one of
    `rules.reimbursement.guarantees` with its `kind` and its numbers as texts. Which line holds is for the
    care date to say, never for today.
    """

    __tablename__ = "guarantees"
    __table_args__ = (
        ForeignKeyConstraint(["product_id", "plan_id"], ["plans.product_id", "plans.plan_id"]),
        ForeignKeyConstraint(
            ["product_id", "allowance_id"], ["allowances.product_id", "allowances.allowance_id"]
        ),
        one_of("family", ACT_FAMILIES + PROTECTION_FAMILIES),
        one_of("practitioner", PRACTITIONERS),
        one_of("basket", BASKETS),
        one_of("variant", GLASSES_VARIANTS),
        CheckConstraint("expression ? 'kind'", name="expression"),
        CheckConstraint("waiting_months >= 0", name="waiting_months"),
        period(),
        Index(None, "product_id", "plan_id", "family"),
    )

    guarantee_id: Mapped[NewKey]
    product_id: Mapped[int] = mapped_column(ForeignKey("products.product_id"))
    plan_id: Mapped[int | None]
    family: Mapped[str]
    practitioner: Mapped[str | None]
    basket: Mapped[str | None]
    variant: Mapped[str | None]
    label: Mapped[str]
    position: Mapped[int] = mapped_column(server_default="0")
    """Its place in the table that people read."""
    expression: Mapped[JsonObject]
    allowance_id: Mapped[int | None]
    waiting_months: Mapped[int] = mapped_column(server_default="0")
    source: Mapped[str | None]
    """Where it is read: a table of guarantees, an amendment, a text of law."""
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
