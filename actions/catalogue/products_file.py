"""`catalogue/products.json`: insurers, products, their levels, prices, allowances and guarantees."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from actions.catalogue.files import (
    Basket,
    Declared,
    Euros,
    LineOfBusiness,
    Practitioner,
    Share,
    Text,
    Variant,
)
from models.kinds import ACT_FAMILIES, PROTECTION_FAMILIES
from rules.reimbursement.expressions import guarantee_of


def _is_an_expression(stored: dict[str, Any]) -> dict[str, Any]:
    guarantee_of(stored)
    return stored


def _is_a_family(family: str) -> str:
    if family not in ACT_FAMILIES + PROTECTION_FAMILIES:
        raise ValueError(f"{family} is no family")
    return family


class Insurer(Declared):
    name: Text
    amc_number: Text | None = None


class Premium(Declared):
    """A month's price of an adult of forty; the rest as `models.products.PremiumTariffRow` says."""

    adult_monthly: Euros
    yearly_slope: Share
    child_share: Share
    free_from_child: int = Field(ge=1)


class Allowance(Declared):
    code: Text
    label: Text
    unit: Literal["EUR", "COUNT"]
    ceiling: Euros
    period: Literal["CIVIL_YEAR", "CONTRACT_YEAR", "ROLLING"]
    period_months: int | None = Field(None, ge=1)
    scope: Literal["BENEFICIARY", "FAMILY", "EAR", "EYE", "TOOTH"]

    @model_validator(mode="after")
    def _rolls_for_so_many_months(self) -> Self:
        if (self.period == "ROLLING") != (self.period_months is not None):
            raise ValueError("a ROLLING period, and no other, has period_months")
        return self


class Line(Declared):
    """One line of a level's table. Where it stands there is its position."""

    family: Annotated[str, AfterValidator(_is_a_family)]
    practitioner: Practitioner | None = None
    basket: Basket | None = None
    variant: Variant | None = None
    """Of glasses, which acts it is for. An act of none takes the first line."""
    waiting_months: int = Field(0, ge=0)
    label: Text
    expression: Annotated[dict[str, Any], AfterValidator(_is_an_expression)]
    allowance: Text | None = None
    """Code of an allowance of the same level."""
    source: Text | None = None
    """Where it is read, if not where its file or its change says."""
    note: Text | None = None


class Grid(Declared):
    """What a level, or a product without levels, costs and pays."""

    premium: Premium | None = None
    allowances: list[Allowance] = Field(default_factory=list)
    guarantees: list[Line] = Field(default_factory=list)

    @model_validator(mode="after")
    def _allowances_are_declared(self) -> Self:
        codes = [allowance.code for allowance in self.allowances]
        if len(set(codes)) < len(codes):
            raise ValueError("an allowance is there twice")
        for line in self.guarantees:
            if line.allowance is not None and line.allowance not in codes:
                raise ValueError(f"{line.label}: allowance: {line.allowance} is not declared")
        return self


class Followed(Declared):
    """A level without a grid of its own: an invention of the demo, whole or these families of it."""

    product: Text
    rank: int = Field(ge=1)
    families: list[Text] | None = None
    with_premium: bool = True
    invented: Literal[True]

    def of(self, grid: Grid) -> Grid:
        lines = [line for line in grid.guarantees if self.families is None or line.family in self.families]
        used = {line.allowance for line in lines}
        return Grid(
            premium=grid.premium if self.with_premium else None,
            allowances=[allowance for allowance in grid.allowances if allowance.code in used],
            guarantees=lines,
        )


class Level(Declared):
    rank: int = Field(ge=1)
    label: Text
    grid: Grid | None = None
    follows: Followed | None = None


class Product(Declared):
    """A product. One without levels has a grid of its own, or follows a level's, or has no figures at all."""

    code: Text
    name: Text
    line_of_business: LineOfBusiness
    insurer: Text
    responsible: bool
    exclusions: list[Text] = Field(default_factory=list)
    note: Text | None = None
    options: dict[str, Any] = Field(default_factory=dict)
    """What a contract chooses among, for who makes contracts. It has no column."""
    levels: list[Level] = Field(default_factory=list)
    grid: Grid | None = None
    follows: Followed | None = None

    def entries(self) -> Iterator[tuple[int | None, Grid | None, Followed | None]]:
        """Each level by its rank, or the product itself by none."""
        yield None, self.grid, self.follows
        for level in self.levels:
            yield level.rank, level.grid, level.follows


class ProductsFile(Declared):
    about: Text
    source: Text
    """Where the grids are read."""
    first_day: date
    """Invented, as the products are: guarantees and prices hold from it on."""
    insurers: list[Insurer] = Field(min_length=1)
    products: list[Product] = Field(min_length=1)

    @model_validator(mode="after")
    def _is_coherent(self) -> Self:
        for fault in self._faults():
            raise ValueError(fault)
        return self

    def _faults(self) -> Iterator[str]:
        codes = [product.code for product in self.products]
        yield from (f"{code} is there twice" for code in codes if codes.count(code) > 1)
        insurers = {insurer.name for insurer in self.insurers}
        for product in self.products:
            if product.insurer not in insurers:
                yield f"{product.code}: insurer: {product.insurer} is not declared"
            ranks = [level.rank for level in product.levels]
            if ranks != list(range(1, len(ranks) + 1)):
                yield f"{product.code}: levels: their ranks are not 1, 2, 3 …"
            for rank, grid, follows in product.entries():
                if follows and (grid or self._own_grid(follows.product, follows.rank) is None):
                    yield f"{product.code}: {rank}: follows: that level has no grid, or this one has its own"

    def _own_grid(self, code: str, rank: int | None) -> Grid | None:
        for product in self.products:
            if product.code == code:
                return next((grid for each, grid, _ in product.entries() if each == rank), None)
        return None
