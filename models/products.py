"""What is sold: insurers, their products, the levels of a product, and what a level costs."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, NewKey, Rate, Texts, one_of, period
from models.kinds import LINES_OF_BUSINESS


class InsurerRow(Base):
    """Who bears the risk (porteur de risque). `amc_number` is what third-party payment knows it by."""

    __tablename__ = "insurers"

    insurer_id: Mapped[NewKey]
    name: Mapped[str] = mapped_column(unique=True)
    amc_number: Mapped[str | None]


class ProductRow(Base):
    """A product (produit), of one line of business. `code` is what imports and the seed call it.

    An age is the first birthday without cover; a child with a disability has no limit where
    `disabled_child_has_no_limit`. `birth_notice_days`: how long after a birth cover may begin with it.
    """

    __tablename__ = "products"
    __table_args__ = (
        UniqueConstraint("product_id", "line_of_business"),
        one_of("line_of_business", LINES_OF_BUSINESS),
        CheckConstraint("child_max_age BETWEEN 0 AND student_max_age", name="ages"),
    )

    product_id: Mapped[NewKey]
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    line_of_business: Mapped[str]
    insurer_id: Mapped[int] = mapped_column(ForeignKey("insurers.insurer_id"))
    responsible: Mapped[bool] = mapped_column(server_default="true")
    """A contrat responsable: floors and ceilings of article R871-2 apply."""
    child_max_age: Mapped[int] = mapped_column(server_default="21")
    student_max_age: Mapped[int] = mapped_column(server_default="28")
    disabled_child_has_no_limit: Mapped[bool] = mapped_column(server_default="true")
    birth_notice_days: Mapped[int] = mapped_column(server_default="60")
    exclusions: Mapped[Texts]


class PlanRow(Base):
    """A level of a product (formule). `rank` says which one is above which, from 1."""

    __tablename__ = "plans"
    __table_args__ = (
        UniqueConstraint("product_id", "rank"),
        UniqueConstraint("product_id", "plan_id"),
        CheckConstraint("rank >= 1", name="rank"),
    )

    plan_id: Mapped[NewKey]
    product_id: Mapped[int] = mapped_column(ForeignKey("products.product_id"))
    rank: Mapped[int]
    label: Mapped[str]


class PremiumTariffRow(Base):
    """What a level, or a product without levels, costs a month, from one day to another.

    `adult_monthly` is the price at forty; each year of age more or less changes it by `yearly_slope`. A
    child pays `child_share` of it, and from the child of rank `free_from_child` on nothing.
    """

    __tablename__ = "premium_tariffs"
    __table_args__ = (
        ForeignKeyConstraint(["product_id", "plan_id"], ["plans.product_id", "plans.plan_id"]),
        period(),
        Index(
            "premium_tariffs_one_open_key",
            "product_id",
            text("coalesce(plan_id, 0)"),
            unique=True,
            postgresql_where=text("valid_to IS NULL"),
        ),
    )

    premium_tariff_id: Mapped[NewKey]
    product_id: Mapped[int] = mapped_column(ForeignKey("products.product_id"))
    plan_id: Mapped[int | None]
    adult_monthly: Mapped[Decimal]
    yearly_slope: Mapped[Rate]
    child_share: Mapped[Rate]
    free_from_child: Mapped[int] = mapped_column(server_default="3")
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class ProductDocumentRow(Base):
    """A document that all contracts of a product, or of one of its levels, have in common: notice, IPID …

    `file_key` is the place in the document store. What belongs to one household is in `documents`.
    """

    __tablename__ = "product_documents"
    __table_args__ = (
        ForeignKeyConstraint(["product_id", "plan_id"], ["plans.product_id", "plans.plan_id"]),
        one_of(
            "kind",
            ("GENERAL_CONDITIONS", "GUARANTEE_TABLE", "REIMBURSEMENT_EXAMPLES", "IPID", "ANNUAL_FEES_NOTICE"),
        ),
        CheckConstraint("size >= 0", name="size"),
        period(),
        Index(None, "product_id"),
    )

    product_document_id: Mapped[NewKey]
    product_id: Mapped[int] = mapped_column(ForeignKey("products.product_id"))
    plan_id: Mapped[int | None]
    kind: Mapped[str]
    title: Mapped[str]
    file_name: Mapped[str]
    mime_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[bytes]
    file_key: Mapped[str]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
