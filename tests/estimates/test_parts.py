"""An ear, an eye or a tooth has an allowance of its own only where the allowance is for one."""

from runtime.database import Database
from tests.estimates.asking import at_level, estimate, ids_of
from tests.hub_client import HubClient

DAY = "2026-03-10"


async def test_what_a_person_has_a_year_is_not_had_again_for_the_other_eye(
    hub: HubClient, database: Database
) -> None:
    """Level 3: 100 € of lenses a year, not an eye."""
    await at_level(database, 3)
    lens = {"actCode": "LEN-NR", "price": "120.00"}
    lines = [{**lens, "part": "LEFT"}, {**lens, "part": "RIGHT"}, lens]
    found = await estimate(hub, (await ids_of(hub))["Camille"], DAY, *lines)
    assert [line["complementaryPaid"] for line in found["lines"]] == ["100.00", "0.00", "0.00"]


async def test_two_lenses_are_of_one_equipment(hub: HubClient, database: Database) -> None:
    """Level 2: 150 € with social security's 0.03 (0.05 × 60 %); of the other lens the copay alone is owed."""
    await at_level(database, 2)
    lens = {"actCode": "VER-B", "price": "200.00"}
    lines = [{**lens, "part": "LEFT"}, {**lens, "part": "RIGHT"}]
    found = (await estimate(hub, (await ids_of(hub))["Camille"], DAY, *lines))["lines"]
    assert [line["complementaryPaid"] for line in found] == ["149.97", "0.02"]
    assert all(line["needsReview"] for line in found)


async def test_each_ear_has_its_own_and_an_ear_that_is_not_named_is_the_one_that_has_something_left(
    hub: HubClient, database: Database
) -> None:
    """Level 3: 900 − 240 an ear; then the copay of 400, which is owed in any case."""
    await at_level(database, 3)
    aid = {"actCode": "AUD-II", "price": "1600.00"}
    lines = [{**aid, "part": "LEFT"}, aid, {**aid, "part": "right"}, aid]
    found = (await estimate(hub, (await ids_of(hub))["Camille"], DAY, *lines))["lines"]
    assert [line["complementaryPaid"] for line in found] == ["660.00", "660.00", "160.00", "160.00"]
