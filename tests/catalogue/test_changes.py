"""A tariff or a constant of a year to come is a file: what was before stays for the care of its days."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.catalogue.catalogue_load import Loaded, catalogue_load
from actions.catalogue.changes_file import acts_with_changes
from models.acts import ActRow, ActTariffRow
from rules.catalogue_fault import CatalogueFault
from rules.reimbursement.constants import CONSTANTS, Code, read_constants
from runtime.addresses import Addresses
from runtime.migrations import as_owner
from tests.catalogue.changing import change

VISIT = {
    "code": "G", "practitioners": ["SECTOR_1"], "valid_from": "2027-01-01", "reimbursement_base": "32.00",
    "rate": "0.70", "sources": ["JO"], "certainty": "L",
}  # fmt: skip
CEILING = {
    "code": "PMSS", "value": "4100", "valid_from": "2027-01-01", "source": "JO (invented for a test)",
    "certainty": "L",
}  # fmt: skip


async def visits(owner: AsyncConnection) -> list[tuple[Any, ...]]:
    rows = await owner.execute(
        select(
            ActTariffRow.practitioner, ActTariffRow.valid_from, ActTariffRow.valid_to,
            ActTariffRow.reimbursement_base,
        )
        .join(ActRow, ActRow.act_id == ActTariffRow.act_id)
        .where(ActRow.code == "G", ActTariffRow.valid_from >= date(2024, 12, 22))
        .order_by(ActTariffRow.practitioner, ActTariffRow.valid_from)
    )  # fmt: skip
    return [tuple(row) for row in rows]


async def load(addresses: Addresses, folder: Path) -> Loaded:
    async with as_owner(addresses) as owner:
        return await catalogue_load(owner, folder)


async def test_a_tariff_of_2027_is_a_file_and_the_one_before_ends(addresses: Addresses, folder: Path) -> None:
    await load(addresses, folder)
    change(folder, tariffs=[VISIT])
    assert (await load(addresses, folder)).changed
    assert not (await load(addresses, folder)).changed
    since, new = date(2024, 12, 22), date(2027, 1, 1)
    async with as_owner(addresses) as owner:
        assert await visits(owner) == [
            ("OPTAM", since, None, Decimal("30.00")),
            ("SECTOR_1", since, new, Decimal("30.00")),
            ("SECTOR_1", new, None, Decimal("32.00")),
        ]


def test_a_constant_of_2027_is_a_file_too(folder: Path) -> None:
    change(folder, constants=[CEILING])
    known = read_constants(folder)[Code.PMSS]
    assert [each.value for each in known][-2:] == [Decimal(4005), Decimal(4100)]
    assert (known[-2].valid_to, known[-1].valid_from) == (date(2026, 12, 31), date(2027, 1, 1))
    assert read_constants() == CONSTANTS


@pytest.mark.parametrize(
    ("tariff", "fault"),
    [
        ({"code": "XYZ"}, "changes/2027.json: XYZ: code: there is no such act"),
        ({"valid_from": "2024-12-22"}, "changes/2027.json: G: valid_from: a tariff from 2024-12-22 is there"),
        ({"sources": ["S99"]}, "S99 is not explained"),
        ({"rate": "0.60"}, "0.70 is the rate of DOCTOR"),
        ({"reimbursement_base": 32}, "a number as a text is wanted"),
        (
            {"practitioners": ["ANY"]},
            "changes/2027.json: G: practitioners: its tariffs are by practitioner: say whose this one is",
        ),
    ],
)
def test_a_fault_of_a_change_says_where_it_is(folder: Path, tariff: dict[str, Any], fault: str) -> None:
    change(folder, tariffs=[{**VISIT, **tariff}])
    with pytest.raises(CatalogueFault, match=fault.replace(".", r"\.")):
        acts_with_changes(folder)


def test_a_change_for_anybody_of_an_act_that_has_tariffs_by_practitioner_is_a_fault(folder: Path) -> None:
    """Nobody's price would be another one. Of an act with one tariff for all it is what changes it."""
    unsaid = {name: value for name, value in VISIT.items() if name != "practitioners"}
    change(folder, tariffs=[unsaid])
    with pytest.raises(CatalogueFault, match="of NON_OPTAM, OPTAM, SECTOR_1"):
        acts_with_changes(folder)
    change(folder, tariffs=[{**unsaid, "code": "TCG"}])
    assert series(folder, "TCG", "ANY")[-1] == ("2027-01-01", None, "32.00")


def series(folder: Path, code: str, practitioner: str) -> list[tuple[str, str | None, str]]:
    (act,) = (each for each in acts_with_changes(folder).acts if each.code == code)
    return sorted(
        (str(each.valid_from or ""), None if each.valid_to is None else str(each.valid_to), str(each.reimbursement_base))
        for each in act.tariffs
        if practitioner in each.practitioners
    )  # fmt: skip


def test_changes_are_made_in_the_order_of_their_days_whatever_their_files_are_called(folder: Path) -> None:
    change(folder, "a.json", tariffs=[{**VISIT, "valid_from": "2028-01-01", "reimbursement_base": "34.00"}])
    change(folder, "b.json", tariffs=[VISIT])
    assert series(folder, "G", "SECTOR_1")[-3:] == [
        ("2024-12-22", "2027-01-01", "30.00"),
        ("2027-01-01", "2028-01-01", "32.00"),
        ("2028-01-01", None, "34.00"),
    ]


def test_two_files_with_a_tariff_from_one_day_are_a_fault_of_the_second(folder: Path) -> None:
    change(folder, "a.json", tariffs=[VISIT])
    change(folder, "b.json", tariffs=[VISIT])
    with pytest.raises(CatalogueFault, match=r"changes/b\.json: G: valid_from: a tariff from 2027-01-01"):
        acts_with_changes(folder)


@pytest.mark.parametrize(
    ("mark", "said"), [("S36", "mutuelle.dispofi.fr nouveau-tarif"), ("JO", "Invented for a test")]
)
def test_a_mark_of_a_source_means_one_thing_in_all_files(folder: Path, mark: str, said: str) -> None:
    change(folder, "a.json", tariffs=[VISIT])
    change(folder, "b.json", sources={mark: said})
    acts_with_changes(folder)
    change(folder, "b.json", sources={mark: "Something else"})
    with pytest.raises(CatalogueFault, match=rf"changes/b\.json: {mark}: sources: .*{said}"):
        acts_with_changes(folder)


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ({"code": "NOTHING"}, "NOTHING: code: one of PMSS, .* is wanted, not NOTHING"),
        ({"valid_from": "2026-01-01"}, "PMSS: valid_from: there are two values from 2026-01-01"),
        ({"valid_from": "2027-13-01"}, "PMSS: valid_from: a day is wanted, .* not 2027-13-01"),
        ({"value": "much"}, "PMSS: value: a number as a text is wanted, such as 12.50, not much"),
        ({"value": 4100}, "PMSS: value: a number as a text is wanted"),
        ({"code": "HEAVY_ACT_COEFFICIENT", "value": "60.5"}, "HEAVY_ACT_COEFFICIENT: value: a whole number"),
        ({"certainty": "sure"}, "PMSS: certainty: one of L, S, .* is wanted, not sure"),
        ({"source": " "}, "PMSS: source: say where the value is read"),
    ],
)
async def test_a_fault_of_a_constant_says_where_it_is_and_nothing_is_loaded(
    addresses: Addresses, folder: Path, row: dict[str, Any], fault: str
) -> None:
    change(folder, constants=[{**CEILING, **row}])
    with pytest.raises(CatalogueFault, match=rf"changes/2027\.json: {fault}"):
        await load(addresses, folder)
