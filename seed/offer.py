"""What is sold and what acts cost, as the catalogue of the database says: read once for all processes."""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import asyncpg

from actions.catalogue.expressions import guarantee_of
from rules.reimbursement.guarantees import Guarantee
from rules.reimbursement.rates import CareFamily

CARE_FAMILIES = {
    "GENERAL_PRACTITIONER": CareFamily.DOCTOR,
    "SPECIALIST": CareFamily.DOCTOR,
    "IMAGING": CareFamily.DOCTOR,
    "TECHNICAL_ACT": CareFamily.DOCTOR,
    "MEDICAL_AUXILIARY": CareFamily.AUXILIARY,
    "PHYSIOTHERAPY": CareFamily.AUXILIARY,
    "NURSING": CareFamily.AUXILIARY,
    "BIOLOGY": CareFamily.BIOLOGY,
    "DENTAL_CARE": CareFamily.DENTAL,
    "DENTAL_PROSTHESIS": CareFamily.DENTAL,
    "ORTHODONTICS": CareFamily.ORTHODONTICS,
    "GLASSES": CareFamily.APPLIANCE,
    "CONTACT_LENSES": CareFamily.APPLIANCE,
    "HEARING_AID": CareFamily.APPLIANCE,
    "HOSPITAL_STAY": CareFamily.HOSPITAL_STAY,
    "HOSPITAL_FEES": CareFamily.HOSPITAL_STAY,
    "TRANSPORT": CareFamily.TRANSPORT,
}
MEDICINES = {
    "PH1": CareFamily.MEDICINE_IRREPLACEABLE,
    "PH7": CareFamily.MEDICINE_MAJOR,
    "PH4": CareFamily.MEDICINE_MODERATE,
    "PH2": CareFamily.MEDICINE_WEAK,
}
"""The rate family of an act is no column: it decides what the local scheme pays, and who has a pathway."""

VARIANTS = {"LUN-B-C": 1, "LUN-B-TC": 2}


@dataclass(frozen=True, slots=True)
class Tariff:
    """Base and rate on some days. No base: what was spent is the base."""

    practitioner: str
    valid_from: date
    valid_to: date | None
    base: Decimal | None
    rate: Decimal
    limit_price: Decimal | None


@dataclass(frozen=True, slots=True)
class Act:
    """An act of the catalogue."""

    act_id: int
    code: str
    label: str
    category: str
    family: str
    basket: str | None
    flat_contribution: bool
    deductible_kind: str | None
    tariffs: tuple[Tariff, ...]

    @property
    def care_family(self) -> CareFamily:
        return MEDICINES.get(self.code) or CARE_FAMILIES.get(self.family, CareFamily.NOT_COVERED)

    def tariff(self, practitioner: str | None, day: date) -> Tariff:
        """That of the practitioner on the day, else the one for all, else the nearest that there is."""
        holding = [
            each
            for each in self.tariffs
            if each.valid_from <= day and (not each.valid_to or day < each.valid_to)
        ]
        wanted = (practitioner, "ANY", "SECTOR_1")
        return min(holding or self.tariffs, key=lambda each: _place(wanted, each.practitioner))


def _place(wanted: tuple[str | None, ...], practitioner: str) -> int:
    return wanted.index(practitioner) if practitioner in wanted else len(wanted)


@dataclass(frozen=True, slots=True)
class Allowance:
    """So much of something in a time."""

    code: str
    unit: str
    ceiling: Decimal
    period: str
    period_months: int | None
    scope: str


@dataclass(frozen=True, slots=True)
class Promise:
    """One line of a table of guarantees."""

    practitioner: str | None
    basket: str | None
    guarantee: Guarantee
    allowance: Allowance | None


@dataclass(frozen=True, slots=True)
class Price:
    """What an adult of forty pays a month, and how the others' part follows from it."""

    adult_monthly: Decimal
    yearly_slope: Decimal
    child_share: Decimal
    free_from_child: int


@dataclass(slots=True)
class Plan:
    """A level, or a whole product that has none (`plan_id` none)."""

    plan_id: int | None
    rank: int
    price: Price | None
    promises: dict[str, list[Promise]] = field(default_factory=dict)

    def promise(self, act: Act, practitioner: str | None, basket: str | None) -> Promise | None:
        """The most exact line for an act: with its practitioner or its basket before one without.

        Glasses of three kinds have three lines, the simple ones first.
        """
        best: list[Promise] = []
        most = -1
        for each in self.promises.get(act.family, ()):
            if each.practitioner not in (None, practitioner) or each.basket not in (None, basket):
                continue
            exact = (each.practitioner is not None) + (each.basket is not None)
            if exact > most:
                best, most = [each], exact
            elif exact == most:
                best.append(each)
        place = VARIANTS.get(act.code, 0)
        return best[min(place, len(best) - 1)] if best else None


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
        products[row["product_id"]].plans[row["rank"]] = Plan(row["plan_id"], row["rank"], price)


async def _promises(connection: Any, products: dict[int, Product]) -> None:
    rows = await connection.fetch(
        """SELECT g.product_id, g.plan_id, family, practitioner, basket, expression, a.code, a.unit,
                  a.ceiling, a.period, a.period_months, a.scope
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
        promise = Promise(
            row["practitioner"], row["basket"], guarantee_of(json.loads(row["expression"])), allowance
        )
        for plan in product.plans.values():
            if row["plan_id"] in (None, plan.plan_id):
                plan.promises.setdefault(row["family"], []).append(promise)


async def _acts(connection: Any) -> dict[str, Act]:
    tariffs = defaultdict(list)
    for row in await connection.fetch("SELECT * FROM act_tariffs ORDER BY act_id, practitioner, valid_from"):
        tariffs[row["act_id"]].append(
            Tariff(
                row["practitioner"], row["valid_from"], row["valid_to"], row["reimbursement_base"],
                row["rate"], row["limit_price"],
            )
        )  # fmt: skip
    return {
        row["code"]: Act(
            row["act_id"], row["code"], row["label"], row["category"], row["family"], row["basket"],
            row["flat_contribution"], row["deductible_kind"], tuple(tariffs[row["act_id"]]),
        )
        for row in await connection.fetch("SELECT * FROM acts")
    }  # fmt: skip
