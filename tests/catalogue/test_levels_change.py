"""A table of guarantees and a premium of a year to come are a file: what was before stays for the care of its days."""

from collections.abc import AsyncIterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.catalogue.catalogue_load import catalogue_load
from actions.catalogue.grids import read_grids
from rules.catalogue_fault import CatalogueFault
from rules.reimbursement.guarantees import FlatAmount, Per
from runtime.addresses import Addresses
from runtime.migrations import as_owner
from seed.copying import owner_of
from seed.offer import read_offer
from tests.catalogue.changing import LENSES, LEVEL, SESSIONS, change

FIRST, NEW_YEAR = date(2020, 1, 1), date(2027, 1, 1)
NOTHING_OF_IT = {**SESSIONS, "allowance": None, "expression": {"kind": "NONE"}}

PRICES = """SELECT p.code, t.adult_monthly, t.valid_from, t.valid_to FROM premium_tariffs t
  JOIN products p USING (product_id) JOIN plans l USING (plan_id)
  WHERE (p.code, l.rank) IN (('SANTE_PRO', 3), ('SANTE_TPE', 2)) ORDER BY p.code, t.valid_from"""
LINES = """SELECT g.expression->>'euros', a.ceiling, g.valid_from, g.valid_to FROM guarantees g
  JOIN products p USING (product_id) JOIN plans l USING (plan_id) LEFT JOIN allowances a USING (allowance_id)
  WHERE p.code = 'SANTE_PRO' AND l.rank = 3 AND g.family = :family ORDER BY g.valid_from"""


@pytest.fixture
async def owner(addresses: Addresses) -> AsyncIterator[AsyncConnection]:
    async with as_owner(addresses) as owner:
        yield owner


async def rows(owner: AsyncConnection, query: str, **values: Any) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in await owner.execute(text(query), values)]


async def counted(owner: AsyncConnection) -> int:
    return int(await owner.scalar(text("SELECT count(*) FROM guarantees")) or 0)


async def test_a_premium_of_2027_is_a_file_and_the_one_before_ends(
    owner: AsyncConnection, folder: Path
) -> None:
    change(folder, levels=[LEVEL])
    await catalogue_load(owner, folder)
    assert await rows(owner, PRICES) == [
        ("SANTE_PRO", Decimal("62.00"), FIRST, NEW_YEAR),
        ("SANTE_PRO", Decimal("66.00"), NEW_YEAR, None),
        ("SANTE_TPE", Decimal("62.00"), FIRST, NEW_YEAR),
        ("SANTE_TPE", Decimal("66.00"), NEW_YEAR, None),
    ], "a level that follows another follows it into the new year"


async def test_a_guarantee_of_2027_is_a_file_and_the_one_before_ends(
    owner: AsyncConnection, folder: Path
) -> None:
    await catalogue_load(owner, folder)
    before = await counted(owner)
    change(folder, levels=[LEVEL])
    loaded = await catalogue_load(owner, folder)
    assert await rows(owner, LINES, family="ALTERNATIVE_MEDICINE") == [
        ("35.00", Decimal("3.00"), FIRST, NEW_YEAR),
        ("40.00", Decimal("3.00"), NEW_YEAR, None),
    ]
    assert await counted(owner) == before + 3, "one line of the level, and of the two that follow it"
    assert (loaded.tables["guarantees"].inserted, loaded.tables["guarantees"].removed) == (3, 0)
    assert not (await catalogue_load(owner, folder)).changed


async def test_a_ceiling_that_changes_begins_the_lines_that_speak_of_it_anew(
    owner: AsyncConnection, folder: Path
) -> None:
    change(folder, levels=[{**LEVEL, "premium": None, "guarantees": [], "allowances": [LENSES]}])
    await catalogue_load(owner, folder)
    assert await rows(owner, LINES, family="CONTACT_LENSES") == [
        ("100.00", Decimal("100.00"), FIRST, NEW_YEAR),
        ("100.00", Decimal("180.00"), NEW_YEAR, None),
    ]


async def test_a_change_that_is_taken_back_leaves_what_was_before(
    owner: AsyncConnection, folder: Path
) -> None:
    await catalogue_load(owner, folder)
    everything = "SELECT guarantees::text FROM guarantees JOIN plans USING (plan_id) ORDER BY 1"
    before = await rows(owner, everything), await rows(owner, PRICES)
    change(folder, levels=[{**LEVEL, "allowances": [LENSES]}])
    await catalogue_load(owner, folder)
    assert await rows(owner, PRICES) != before[1]
    (folder / "changes" / "2027.json").unlink()
    await catalogue_load(owner, folder)
    assert (await rows(owner, everything), await rows(owner, PRICES)) == before


async def test_years_after_each_other_are_files_beside_each_other(
    owner: AsyncConnection, folder: Path
) -> None:
    later = {**LEVEL, "valid_from": "2028-01-01", "premium": None, "guarantees": [NOTHING_OF_IT]}
    change(folder, levels=[LEVEL])
    change(folder, "2028.json", levels=[later])
    await catalogue_load(owner, folder)
    assert await rows(owner, LINES, family="ALTERNATIVE_MEDICINE") == [
        ("35.00", Decimal("3.00"), FIRST, NEW_YEAR),
        ("40.00", Decimal("3.00"), NEW_YEAR, date(2028, 1, 1)),
        (None, None, date(2028, 1, 1), None),
    ]
    assert len(await rows(owner, PRICES)) == 4, "what a file does not speak of goes on"


async def test_invented_households_pay_and_are_paid_by_the_table_of_each_day(
    addresses: Addresses, folder: Path
) -> None:
    change(folder, levels=[LEVEL])
    async with as_owner(addresses) as owner:
        await catalogue_load(owner, folder)
    async with owner_of(addresses) as connection:
        plan = (await read_offer(connection)).products["SANTE_PRO"].plans[3]
    prices = [plan.price_on(day) for day in (date(2026, 12, 31), NEW_YEAR)]
    assert [None if each is None else each.adult_monthly for each in prices] == [Decimal(62), Decimal(66)]
    tables = [plan.level_on(day).promises["ALTERNATIVE_MEDICINE"] for day in (date(2026, 12, 31), NEW_YEAR)]
    assert [[each.guarantee for each in table] for table in tables] == [
        [FlatAmount(Decimal("35.00"), Per.SESSION, 3)], [FlatAmount(Decimal("40.00"), Per.SESSION, 3)],
    ]  # fmt: skip


FAULTS: dict[str, tuple[list[dict[str, Any]], str]] = {
    "a product that is not there": (
        [{**LEVEL, "product": "SANTE_MAX"}],
        "changes/2027.json: SANTE_MAX 3 2027-01-01: product: one of SANTE_PRO,",
    ),
    "a level that is not there": (
        [{**LEVEL, "rank": 6}],
        "changes/2027.json: SANTE_PRO 6 2027-01-01: rank: one of 1, 2, 3, 4, 5 is wanted",
    ),
    "a level of a product without any": ([{**LEVEL, "product": "HOSPI_ONLY"}], "rank: leave it out"),
    "a day before the catalogue": ([{**LEVEL, "valid_from": "2020-01-01"}], "valid_from: a day after 2020"),
    "a day that is none": ([{**LEVEL, "valid_from": "2027-02-30"}], "SANTE_PRO 3 2027-02-30: valid_from"),
    "two changes on one day": ([LEVEL, LEVEL], "it changes twice on that day: make one entry of both"),
    "a change of nothing": (
        [{**LEVEL, "premium": None, "guarantees": []}],
        "SANTE_PRO 3 2027-01-01: the whole entry: .*say what changes",
    ),
    "no source": ([{name: LEVEL[name] for name in LEVEL if name != "source"}], "source: Field required"),
    "an allowance that is not declared": (
        [{**LEVEL, "guarantees": [{**SESSIONS, "allowance": "NEVER"}]}],
        "SANTE_PRO 3 2027-01-01: guarantees: .*NEVER is not declared",
    ),
    "a guarantee of no kind": (
        [{**LEVEL, "guarantees": [{**SESSIONS, "expression": {"kind": "ALL"}}]}],
        "SANTE_PRO 3 2027-01-01 / Médecines douces, par séance: expression: .*kind: one of",
    ),
    "an amount that is a number": (
        [{**LEVEL, "premium": {**LEVEL["premium"], "adult_monthly": 66.0}}],  # type: ignore[dict-item]  # a map
        "SANTE_PRO 3 2027-01-01: premium.adult_monthly: .*a number as a text",
    ),
    "an allowance that is there twice": (
        [{**LEVEL, "allowances": [LENSES, LENSES]}],
        "allowances: an allowance is there twice",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_fault_says_which_file_which_level_and_what_to_do_and_nothing_is_loaded(
    owner: AsyncConnection, folder: Path, fault: str
) -> None:
    levels, why = FAULTS[fault]
    change(folder, levels=levels)
    with pytest.raises(CatalogueFault, match=why):
        await catalogue_load(owner, folder)
    assert await owner.scalar(text("SELECT count(*) FROM acts")) == 0


def test_the_same_level_and_day_in_two_files_is_a_fault(folder: Path) -> None:
    change(folder, levels=[LEVEL])
    change(folder, "again.json", levels=[LEVEL])
    with pytest.raises(CatalogueFault, match=r"changes/again\.json: SANTE_PRO 3 2027-01-01: valid_from"):
        read_grids(folder)
