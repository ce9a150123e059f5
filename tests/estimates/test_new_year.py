"""The day of care decides which table of guarantees holds, the day of today which premium."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from shutil import copytree

import pytest

from actions.catalogue.catalogue_load import catalogue_load
from actions.catalogue.files import CATALOGUE
from runtime import clock
from runtime.database import Database
from runtime.migrations import as_owner
from tests.catalogue.changing import LENSES, LEVEL, change
from tests.estimates.asking import at_level, estimate, ids_of
from tests.estimates.test_what_if import what_if
from tests.hub_client import HubClient

IN_2026, IN_2027 = "2026-12-31", "2027-01-01"
LINES = (
    "query($id: ID!, $day: Date!) { node(id: $id) { ... on Contract {"
    " guarantees(onDate: $day) { family validFrom validTo source } } } }"
)


@pytest.fixture(autouse=True)
async def a_year_to_come(database: Database, tmp_path: Path) -> None:
    """Level 3 from 2027 on: 66 € instead of 62, sessions at 40 € instead of 35, lenses up to 180 instead of 100."""
    folder = Path(copytree(CATALOGUE, tmp_path / "catalogue"))
    change(folder, levels=[{**LEVEL, "allowances": [LENSES]}])
    async with as_owner(database.addresses) as owner:
        await catalogue_load(owner, folder)
    await at_level(database, 3)


@pytest.mark.parametrize(("day", "paid"), [(IN_2026, "35.00"), (IN_2027, "40.00")])
async def test_an_estimate_is_paid_by_the_guarantees_of_its_day_of_care(
    hub: HubClient, day: str, paid: str
) -> None:
    id_ = (await ids_of(hub))["Camille"]
    (line,) = (await estimate(hub, id_, day, {"actCode": "OST", "price": "60.00"}))["lines"]
    assert (line["complementaryPaid"], line["allowance"]["remaining"]) == (paid, "2.00")


@pytest.mark.parametrize(("day", "paid", "left"), [(IN_2026, "100.00", "0.00"), (IN_2027, "100.00", "80.00")])
async def test_an_estimate_counts_against_the_ceiling_of_its_day_of_care(
    hub: HubClient, day: str, paid: str, left: str
) -> None:
    id_ = (await ids_of(hub))["Camille"]
    (line,) = (await estimate(hub, id_, day, {"actCode": "LEN-NR", "price": "150.00"}))["lines"]
    assert (line["complementaryPaid"], line["allowance"]["remaining"]) == (paid, left)


@pytest.mark.parametrize(("today", "price"), [(date(2026, 12, 30), "62.00"), (date(2027, 1, 2), "66.00")])
async def test_a_premium_is_that_of_the_day(hub: HubClient, today: date, price: str) -> None:
    """Of level 1, which stays at 32 €: three people pay it by their ages, so the difference tells the price."""
    with clock.at(datetime(today.year, today.month, today.day, 12, tzinfo=UTC)):
        to_one = Decimal((await what_if(hub, 1))["premiumDifference"])
        to_two = Decimal((await what_if(hub, 2))["premiumDifference"])
    # (32 − price) and (45 − price) times the same: 13 is what one time is worth.
    once = (to_two - to_one) / 13
    assert abs(to_one / once - (32 - Decimal(price))) < Decimal("0.001")


async def test_a_guarantee_says_from_when_and_where_it_is_read(hub: HubClient) -> None:
    answer = await hub.ask("{ me { contracts(lineOfBusiness: HEALTH) { id } } }", as_="member")
    (contract,) = answer.data["me"]["contracts"]
    told = []
    for day in (IN_2026, IN_2027):
        answer = await hub.ask(LINES, as_="member", id=contract["id"], day=day)
        table = {each.pop("family"): each for each in answer.data["node"]["guarantees"]}
        told += [table["ALTERNATIVE_MEDICINE"], table["IMAGING"]]
    invented = "Grilles inventées pour la démonstration"
    assert [(each["validFrom"], each["validTo"]) for each in told] == [
        ("2020-01-01", IN_2027), ("2020-01-01", None), (IN_2027, None), ("2020-01-01", None),
    ]  # fmt: skip
    assert [each["source"] for each in (told[0], told[2])] == [invented, "Invented for a test"]
    assert told[1]["source"].startswith(f"{invented}; The grid has no such line")
    assert told[3] == told[1]
