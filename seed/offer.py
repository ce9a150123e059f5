"""What is sold and what acts cost, as the catalogue of the database says: read once for all processes."""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import asyncpg

from rules.premiums import Price
from rules.reimbursement.acts import USUAL, Act, Tariff
from rules.reimbursement.constants import Certainty
from rules.reimbursement.expressions import guarantee_of
from rules.reimbursement.levels import Allowance, Level, Promise
from rules.reimbursement.rates import CareFamily

FIRST = "G"
"""History begins with the first tariff of a visit to one's doctor: of care before it too little is known."""


@dataclass(slots=True)
class Plan:
    """A level, or a whole product that has none (`plan_id` none)."""

    plan_id: int | None
    rank: int
    price: Price | None
    level: Level


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
    await _promises(connection, products)
    schemes = await connection.fetch("SELECT scheme_code FROM mandatory_schemes ORDER BY scheme_code")
    return Offer(
        {product.code: product for product in products.values()},
        await _acts(connection),
        tuple(row["scheme_code"] for row in schemes),
    )


async def _plans(connection: Any, products: dict[int, Product]) -> None:
    """Each level, and rank 0 for a product that has none. Some are sold without a price in the catalogue."""
    rows = await connection.fetch(
        """SELECT product_id, p.plan_id, coalesce(rank, 0) AS rank, t.*
           FROM products LEFT JOIN plans p USING (product_id)
           LEFT JOIN LATERAL (
               SELECT adult_monthly, yearly_slope, child_share, free_from_child FROM premium_tariffs
               WHERE product_id = products.product_id AND valid_to IS NULL
                 AND plan_id IS NOT DISTINCT FROM p.plan_id) t ON true"""
    )
    for row in rows:
        priced = row["adult_monthly"] is not None
        price = Price(*(row[name] for name in Price.__dataclass_fields__)) if priced else None
        product = products[row["product_id"]]
        product.plans[row["rank"]] = Plan(row["plan_id"], row["rank"], price, Level(product.responsible))


async def _promises(connection: Any, products: dict[int, Product]) -> None:
    rows = await connection.fetch(
        """SELECT g.product_id, g.plan_id, family, practitioner, basket, variant, expression, waiting_months,
                  a.code, a.unit, a.ceiling, a.period, a.period_months, a.scope
           FROM guarantees g LEFT JOIN allowances a USING (product_id, allowance_id)
           WHERE g.valid_to IS NULL ORDER BY g.position, g.guarantee_id"""
    )
    for row in rows:
        product = products[row["product_id"]]
        if product.line_of_business != "HEALTH":
            continue
        allowance = None
        if row["code"] is not None:
            allowance = Allowance(*(row[name] for name in Allowance.__dataclass_fields__))
        line = Promise(
            row["practitioner"], row["basket"], guarantee_of(json.loads(row["expression"])), allowance,
            row["variant"], row["waiting_months"],
        )  # fmt: skip
        for plan in product.plans.values():
            if row["plan_id"] in (None, plan.plan_id):
                plan.level.promises.setdefault(row["family"], []).append(line)


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
