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
    ],
)
def test_a_fault_of_a_change_says_where_it_is(folder: Path, tariff: dict[str, Any], fault: str) -> None:
    change(folder, tariffs=[{**VISIT, **tariff}])
    with pytest.raises(CatalogueFault, match=fault.replace(".", r"\.")):
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
