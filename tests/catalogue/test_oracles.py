"""Worked examples of reimbursement come out of the loaded acts and levels, to the cent.

An example that is not here names a guarantee that no level of the catalogue has, or a day before its tariffs.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import pytest

from actions.catalogue.catalogue_load import catalogue_load
from rules.reimbursement.insured import Insured
from rules.reimbursement.rates import scheme_of
from rules.reimbursement.settling import settle
from runtime.addresses import Addresses
from runtime.migrations import as_owner
from seed.care import Care
from seed.copying import owner_of
from seed.offer import Offer, read_offer

GROWN_UP, CHILD = date(1980, 1, 1), date(2014, 1, 1)


@dataclass(frozen=True, slots=True)
class Example:
    """Care by the code of the catalogue, at a level of Santé Pro; what is paid, in euros."""

    label: str
    level: int
    day: str
    code: str
    spent: str
    base: str
    gross: str
    contribution: str
    deductible: str
    net: str
    complementary: str
    remaining: str
    practitioner: str | None = None
    quantity: int = 1
    child: bool = False
    local_scheme: bool = False


EXAMPLES = {
    "E01": Example("G in sector 1", 1, "2026-03-10", "G", "30.00", "30.00", "21.00", "2.00", "0.00", "19.00", "9.00", "2.00", "SECTOR_1"),
    "E02": Example("G before the rise", 1, "2023-11-15", "G", "26.50", "26.50", "18.55", "1.00", "0.00", "17.55", "7.95", "1.00", "SECTOR_1"),
    "E03": Example("specialist in 2023", 1, "2023-11-15", "CS", "31.50", "31.50", "22.05", "1.00", "0.00", "21.05", "9.45", "1.00", "SECTOR_1"),
    "E04": Example("OPTAM specialist at 40 €", 1, "2025-02-01", "CS", "40.00", "31.50", "22.05", "2.00", "0.00", "20.05", "9.45", "10.50", "OPTAM"),
    "E06": Example("non-OPTAM specialist at 80 €", 5, "2026-03-10", "CS", "80.00", "23.00", "16.10", "2.00", "0.00", "14.10", "29.90", "36.00", "NON_OPTAM"),
    "E08": Example("G of the local scheme", 1, "2026-03-10", "G", "30.00", "30.00", "27.00", "2.00", "0.00", "25.00", "3.00", "2.00", "SECTOR_1", local_scheme=True),
    "E09": Example("physiotherapist in 2023", 1, "2023-06-01", "AMS", "16.13", "16.13", "9.68", "0.00", "0.50", "9.18", "6.45", "0.50"),
    "E11": Example("a box at 65 %", 1, "2026-03-10", "PH7", "10.00", "10.00", "6.50", "0.00", "1.00", "5.50", "3.50", "1.00"),
    "E13": Example("scaling", 1, "2024-03-01", "HBJD001", "28.92", "28.92", "17.35", "0.00", "0.00", "17.35", "11.57", "0.00"),
    "E14": Example("crown at its limit price", 1, "2026-03-10", "HBLD634", "500.00", "120.00", "72.00", "0.00", "0.00", "72.00", "428.00", "0.00"),
    "E15": Example("the same crown above it", 4, "2026-03-10", "HBLD634", "750.00", "120.00", "72.00", "0.00", "0.00", "72.00", "288.00", "390.00"),
    "E17": Example("orthodontics", 4, "2026-03-10", "TO90", "690.00", "193.50", "193.50", "0.00", "0.00", "193.50", "290.25", "206.25", child=True),
    "E18": Example("glasses of class A", 1, "2026-03-10", "LUN-A", "95.00", "28.50", "17.10", "0.00", "0.00", "17.10", "77.90", "0.00"),
    "E20": Example("hearing aid of class I", 1, "2026-03-10", "AUD-I", "950.00", "400.00", "240.00", "0.00", "0.00", "240.00", "710.00", "0.00"),
    "E21": Example("hearing aid before 20", 1, "2026-03-10", "AUD-I-20", "1400.00", "1400.00", "840.00", "0.00", "0.00", "840.00", "560.00", "0.00", child=True),
    "E23": Example("cataract", 1, "2026-05-15", "BFGA004", "271.70", "271.70", "239.70", "0.00", "0.00", "239.70", "32.00", "0.00", "SECTOR_1"),
    "E25": Example("four days of charge", 1, "2026-05-15", "FJ", "92.00", "0.00", "0.00", "0.00", "0.00", "0.00", "92.00", "0.00", quantity=4),
    "E26": Example("four days before the rise", 1, "2026-02-10", "FJ", "80.00", "0.00", "0.00", "0.00", "0.00", "0.00", "80.00", "0.00", quantity=4),
    "E30": Example("emergencies", 1, "2026-05-15", "FPU", "23.00", "0.00", "0.00", "0.00", "0.00", "0.00", "23.00", "0.00"),
    "E32": Example("G at a distance", 1, "2026-03-10", "TCG", "25.00", "25.00", "17.50", "2.00", "0.00", "15.50", "7.50", "2.00"),
}  # fmt: skip


@pytest.fixture
async def offer(addresses: Addresses) -> AsyncIterator[Offer]:
    async with as_owner(addresses) as owner:
        await catalogue_load(owner)
    async with owner_of(addresses) as connection:
        yield await read_offer(connection)


CHARGES = ("E25", "E26", "E30")


async def test_the_worked_examples_come_out(offer: Offer) -> None:
    for name, example in EXAMPLES.items():
        expected = (
            example.base, example.gross, example.contribution, example.deductible,
            example.net, example.complementary, example.remaining,
        )  # fmt: skip
        assert amounts(offer, example) == tuple(map(Decimal, expected)), f"{name}, {example.label}"


async def test_a_euro_above_a_charge_that_texts_set_is_left(offer: Offer) -> None:
    for name in CHARGES:
        example = EXAMPLES[name]
        dearer = replace(example, spent=str(Decimal(example.spent) + 1))
        assert amounts(offer, dearer)[-2:] == (Decimal(example.complementary), Decimal(1)), name


def amounts(offer: Offer, example: Example) -> tuple[Decimal, ...]:
    """What the rules make of it, in the order of its fields."""
    product, day = offer.products["SANTE_PRO"], date.fromisoformat(example.day)
    care = Care(
        day,
        example.code,
        Decimal(example.spent),
        "Somebody",
        False,
        example.practitioner,
        example.quantity,
    )
    insured = Insured(
        CHILD if example.child else GROWN_UP, scheme_of(alsace_moselle=example.local_scheme), day, day
    )
    level = product.plans[example.level].level_on(day)
    found = settle(care, offer.acts[example.code], level, insured, day.year).amounts
    return (
        found.reimbursement_base, found.amo_gross, found.flat_contribution, found.deductible,
        found.amo_net, found.complementary, found.remaining,
    )  # fmt: skip
