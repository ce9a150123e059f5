"""The catalogue's files in a database: once, however often they are loaded."""

import json
from collections.abc import AsyncIterator, Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.catalogue.catalogue_load import Loaded, catalogue_load
from rules.catalogue_fault import CatalogueFault
from rules.reimbursement.expressions import guarantee_of, stored_form
from runtime.addresses import Addresses
from runtime.migrations import as_owner


@pytest.fixture
async def owner(addresses: Addresses) -> AsyncIterator[AsyncConnection]:
    async with as_owner(addresses) as owner:
        yield owner


def changed(folder: Path, file: str, change: Callable[[Any], object]) -> None:
    content = json.loads((folder / file).read_text("utf-8"))
    change(content)
    (folder / file).write_text(json.dumps(content), "utf-8")


async def rows(owner: AsyncConnection, loaded: Loaded) -> dict[str, list[str]]:
    return {
        table: [row[0] for row in await owner.execute(text(f"SELECT t::text FROM {table} t ORDER BY 1"))]
        for table in loaded.tables
    }


async def test_a_second_load_changes_nothing(owner: AsyncConnection) -> None:
    first = await catalogue_load(owner)
    before = await rows(owner, first)
    second = await catalogue_load(owner)
    assert first.changed
    assert not second.changed
    assert await rows(owner, second) == before
    assert {table: len(there) for table, there in before.items()} == {
        table: count.unchanged for table, count in second.tables.items()
    }
    assert all(before.values()), "no table is empty"


async def test_the_products_of_the_personas_are_completed_and_not_doubled(owner: AsyncConnection) -> None:
    there = "SELECT product_id FROM products WHERE code = 'SANTE_PRO'"
    before = (await owner.execute(text(there))).scalars().all()
    assert len(before) == 1
    await catalogue_load(owner)
    assert (await owner.execute(text(there))).scalars().all() == before
    levels = await owner.scalar(
        text("SELECT count(*) FROM plans WHERE product_id = :product_id"), {"product_id": before[0]}
    )
    assert levels == 5


async def test_a_label_that_changed_in_a_file_changes_in_its_row(
    owner: AsyncConnection, folder: Path
) -> None:
    await catalogue_load(owner)
    key = await owner.scalar(text("SELECT act_id FROM acts WHERE code = 'G'"))
    changed(folder, "acts.json", lambda file: file["acts"][0].update(label="Consultation au cabinet"))
    count = (await catalogue_load(owner, folder)).tables["acts"]
    assert (count.inserted, count.updated) == (0, 1)
    row = (await owner.execute(text("SELECT act_id, label, search FROM acts WHERE code = 'G'"))).one()
    assert row == (key, "Consultation au cabinet", "g consultation au cabinet")


async def test_a_new_tariff_ends_the_one_before_it(owner: AsyncConnection, folder: Path) -> None:
    def rise(file: Any) -> None:
        tariffs = next(act for act in file["acts"] if act["code"] == "VG+MD")["tariffs"]
        tariffs.append({**tariffs[0], "valid_from": "2027-01-01", "reimbursement_base": "27.00"})
        tariffs[0]["valid_to"] = "2027-01-01"

    await catalogue_load(owner)
    changed(folder, "acts.json", rise)
    count = (await catalogue_load(owner, folder)).tables["act_tariffs"]
    assert (count.inserted, count.updated, count.removed) == (1, 1, 0)
    ends = await owner.execute(
        text(
            "SELECT valid_to FROM act_tariffs JOIN acts USING (act_id) WHERE code = 'VG+MD' ORDER BY valid_from"
        )
    )
    assert ends.scalars().all() == [date(2027, 1, 1), None]


async def test_a_tariff_whose_first_day_was_corrected_is_there_once(
    owner: AsyncConnection, folder: Path
) -> None:
    await catalogue_load(owner)
    changed(folder, "acts.json", lambda file: file["acts"][2]["tariffs"][0].update(valid_from="2024-01-01"))
    count = (await catalogue_load(owner, folder)).tables["act_tariffs"]
    assert (count.inserted, count.removed) == (1, 1)


async def test_guarantees_and_allowances_that_left_a_file_leave_the_level(
    owner: AsyncConnection, folder: Path
) -> None:
    def drop(file: Any) -> None:
        grid = file["products"][0]["levels"][4]["grid"]
        code = "ALTERNATIVE_MEDICINE"
        grid["guarantees"] = [line for line in grid["guarantees"] if line.get("allowance") != code]
        grid["allowances"] = [allowance for allowance in grid["allowances"] if allowance["code"] != code]

    await catalogue_load(owner)
    changed(folder, "products.json", drop)
    loaded = (await catalogue_load(owner, folder)).tables
    assert loaded["allowances"].removed == 1
    assert loaded["guarantees"].removed == 1
    assert not (await catalogue_load(owner, folder)).changed


async def test_guarantees_that_ended_are_kept_for_the_care_of_their_days(owner: AsyncConnection) -> None:
    await catalogue_load(owner)
    ended = text(
        """INSERT INTO guarantees (product_id, plan_id, family, label, position, expression, valid_from, valid_to)
           SELECT product_id, plan_id, family, 'Avant', position, expression, '2019-01-01', '2020-01-01'
           FROM guarantees ORDER BY guarantee_id LIMIT 1"""
    )
    await owner.execute(ended)
    assert not (await catalogue_load(owner)).changed
    assert await owner.scalar(text("SELECT count(*) FROM guarantees WHERE label = 'Avant'")) == 1


async def test_an_act_that_left_its_file_stays_for_the_lines_that_name_it(
    owner: AsyncConnection, folder: Path
) -> None:
    await catalogue_load(owner)
    changed(folder, "acts.json", lambda file: file["acts"].pop(0))
    await catalogue_load(owner, folder)
    assert await owner.scalar(
        text("SELECT count(*) FROM act_tariffs JOIN acts USING (act_id) WHERE code = 'G'")
    )


async def test_every_stored_guarantee_is_one_of_the_rules(owner: AsyncConnection) -> None:
    await catalogue_load(owner)
    stored = (await owner.execute(text("SELECT DISTINCT expression FROM guarantees"))).scalars().all()
    assert len(stored) > 30
    assert all(stored_form(guarantee_of(each)) == each for each in stored)


FAULTS: dict[str, tuple[str, Callable[[Any], object], str, str]] = {
    "a rate that the rules do not know": (
        "acts.json",
        lambda file: file["acts"][0]["tariffs"][0].update(rate="0.71"),
        "the whole file",
        "G: rate: 0.70",
    ),
    "an amount that is a number": (
        "acts.json",
        lambda file: file["acts"][0]["tariffs"][0].update(reimbursement_base=26.5),
        "G",
        "a number as a text",
    ),
    "a field with a typing error": (
        "products.json",
        lambda file: file["products"][0].update(responsable=True),
        "SANTE_PRO",
        "Extra inputs",
    ),
    "a guarantee of no kind": (
        "products.json",
        lambda file: file["products"][0]["levels"][0]["grid"]["guarantees"][0].update(
            expression={"kind": "ALL"}
        ),
        "SANTE_PRO / Niveau 1",
        "kind",
    ),
    "a hospital with a wrong check digit": (
        "hospitals.json",
        lambda file: file["hospitals"][0].update(finess="759786180"),
        "759786180",
        "check digit",
    ),
    "a scheme of three digits": (
        "schemes.json",
        lambda file: file["schemes"][0].update(code="001"),
        "001",
        "pattern",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_fault_is_told_with_its_file_and_entry_and_nothing_is_written(
    owner: AsyncConnection, folder: Path, fault: str
) -> None:
    file, change, entry, why = FAULTS[fault]
    changed(folder, file, change)
    with pytest.raises(CatalogueFault) as told:
        await catalogue_load(owner, folder)
    assert told.value.file == file
    assert told.value.entry.startswith(entry)
    assert why in str(told.value)
    assert await owner.scalar(text("SELECT count(*) FROM acts")) == 0


@pytest.mark.parametrize(
    ("content", "why"), [(None, "No such file"), ("{", "JSON"), ('{"acts": [], "acts": []}', "twice")]
)
async def test_a_file_that_cannot_be_read_is_told_by_its_name(
    owner: AsyncConnection, folder: Path, content: str | None, why: str
) -> None:
    file = folder / "acts.json"
    file.unlink() if content is None else file.write_text(content)
    with pytest.raises(CatalogueFault, match=rf"acts\.json.*{why}"):
        await catalogue_load(owner, folder)
