"""What is sold and what acts cost, as the catalogue of the database says: read once for all processes."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any, TypeVar

import asyncpg

from rules.premiums import Price
from rules.reimbursement.acts import USUAL, Act, Tariff
from rules.reimbursement.constants import Certainty
from rules.reimbursement.expressions import guarantee_of
from rules.reimbursement.levels import Allowance, Level, Promise, level_of
from rules.reimbursement.rates import CareFamily

FIRST = "G"
"""History begins with the first tariff of a visit to one's doctor: of care before it too little is known."""


Held = TypeVar("Held")
Days = tuple[date, date | None]
"""The first day, and the first one without; none while none is known."""


@dataclass(slots=True)
class Plan:
    """A level, or a whole product that has none (`plan_id` none): what it costs and pays, oldest first."""

    plan_id: int | None
    rank: int
    prices: list[tuple[Days, Price]] = field(default_factory=list)
    levels: list[tuple[Days, Level]] = field(default_factory=list)

    def price_on(self, day: date) -> Price | None:
        """None where it has none; the first one before there was any."""
        return _held(self.prices, day)

    def level_on(self, day: date) -> Level:
        """The first one before there was any."""
        level = _held(self.levels, day)
        assert level is not None, "every plan has a level"
        return level


def _held(known: Sequence[tuple[Days, Held]], day: date) -> Held | None:
    held = (each for (_, before), each in known if before is None or day < before)
    return next(held, None)


@dataclass(slots=True)
class Product:
    product_id: int
    code: str
    line_of_business: str
    responsible: bool
    child_max_age: int
    student_max_age: int
    amc_number: str
    plans: dict[int, Plan] = field(default_factory=dict)


@dataclass(slots=True)
class Offer:
    """All of it. Small enough to be handed to every process."""

    products: dict[str, Product]
    acts: dict[str, Act]
    schemes: tuple[str, ...]

    @property
    def first_day(self) -> date:
        """Of care that can be priced."""
        tariffs = self.acts[FIRST].tariffs
        return min(tariff.valid_from for tariff in tariffs if tariff.practitioner == USUAL)


async def read_offer(connection: "asyncpg.Connection[asyncpg.Record]") -> Offer:
    """As the owner of the tables."""
    products = {
        row["product_id"]: Product(
            row["product_id"], row["code"], row["line_of_business"], row["responsible"],
            row["child_max_age"], row["student_max_age"], row["amc_number"] or "00000000",
        )
        for row in await connection.fetch("SELECT * FROM products JOIN insurers USING (insurer_id)")
    }  # fmt: skip
    await _plans(connection, products)
    await _prices(connection, products)
    await _promises(connection, products)
    schemes = await connection.fetch("SELECT scheme_code FROM mandatory_schemes ORDER BY scheme_code")
    return Offer(
        {product.code: product for product in products.values()},
        await _acts(connection),
        tuple(row["scheme_code"] for row in schemes),
    )


async def _plans(connection: Any, products: dict[int, Product]) -> None:
    """Each level, and rank 0 for a product that has none."""
    rows = await connection.fetch(
        """SELECT product_id, p.plan_id, coalesce(rank, 0) AS rank
           FROM products LEFT JOIN plans p USING (product_id)"""
    )
    for row in rows:
        products[row["product_id"]].plans[row["rank"]] = Plan(row["plan_id"], row["rank"])


async def _prices(connection: Any, products: dict[int, Product]) -> None:
    """Some are sold without a price in the catalogue."""
    for row in await connection.fetch("SELECT * FROM premium_tariffs ORDER BY valid_from"):
        price = Price(*(row[name] for name in Price.__dataclass_fields__))
        for plan in products[row["product_id"]].plans.values():
            if row["plan_id"] == plan.plan_id:
                plan.prices.append(((row["valid_from"], row["valid_to"]), price))


async def _promises(connection: Any, products: dict[int, Product]) -> None:
    """Each plan's table, anew from each day on which a line of it begins or ends."""
    rows = await connection.fetch(
        """SELECT g.product_id, g.plan_id, family, practitioner, basket, variant, expression, waiting_months,
                  g.valid_from, g.valid_to, a.code, a.unit, a.ceiling, a.period, a.period_months, a.scope
           FROM guarantees g JOIN products p USING (product_id)
           LEFT JOIN allowances a USING (product_id, allowance_id)
           WHERE p.line_of_business = 'HEALTH' ORDER BY g.position, g.guarantee_id"""
    )
    for product in products.values():
        theirs = [row for row in rows if row["product_id"] == product.product_id]
        for plan in product.plans.values():
            its = [row for row in theirs if row["plan_id"] in (None, plan.plan_id)]
            plan.levels = list(_levels(its, responsible=product.responsible))


def _levels(rows: Sequence[Any], *, responsible: bool) -> Iterator[tuple[Days, Level]]:
    changes = sorted({day for row in rows for day in (row["valid_from"], row["valid_to"]) if day is not None})
    for first, before in pairwise([*changes, None]) if changes else [(date.min, None)]:
        holding = [
            row
            for row in rows
            if row["valid_from"] <= first and (row["valid_to"] is None or first < row["valid_to"])
        ]
        lines = ((row["family"], _promise(row)) for row in holding)
        yield (first, before), level_of(lines, responsible=responsible)


def _promise(row: Any) -> Promise:
    allowance = None
    if row["code"] is not None:
        allowance = Allowance(*(row[name] for name in Allowance.__dataclass_fields__))
    return Promise(
        row["practitioner"], row["basket"], guarantee_of(json.loads(row["expression"])), allowance,
        row["variant"], row["waiting_months"],
    )  # fmt: skip


async def _acts(connection: Any) -> dict[str, Act]:
    tariffs = defaultdict(list)
    for row in await connection.fetch("SELECT * FROM act_tariffs ORDER BY act_id, practitioner, valid_from"):
        tariffs[row["act_id"]].append(
            Tariff(
                row["practitioner"], row["valid_from"], row["valid_to"], row["reimbursement_base"],
                row["limit_price"], Certainty(row["certainty"]),
            )
        )  # fmt: skip
    return {
        row["code"]: Act(
            row["act_id"], row["code"], row["label"], row["category"], row["family"],
            CareFamily(row["care_family"]), row["basket"], row["variant"], row["heavy"],
            row["flat_contribution"], row["deductible_kind"], row["from_age"], row["below_age"],
            row["alternative"], row["typical"], tuple(tariffs[row["act_id"]]),
        )
        for row in await connection.fetch("SELECT * FROM acts ORDER BY position, act_id")
    }  # fmt: skip
