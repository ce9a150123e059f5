"""Whether another level can be asked for, and of whom."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from models.contracts import ContractRow
from rules.months import months_after
from runtime import clock
from runtime.database import Database
from tests.hub_client import HubClient
from tests.insured import as_the_owner, the_insured

CHANGE = """query($number: String!) { contract(number: $number) { startDate levelChange { eligible eligibleFrom
  reason message currentLevel { rank } levelsAbove { rank label } levelsBelow { rank }
  broker { name email phone } } } }"""


@pytest.fixture
async def levels(database: Database) -> None:
    async with as_the_owner(database) as owner:
        insured = await the_insured(owner)
        for rank in (1, 2, 4, 5):
            await insured.add_level(rank)
        await insured.add_level(3, clock.today() - timedelta(days=1))


async def ask(hub: HubClient, persona: str, number: str = "S-200001") -> Any:
    answer = await hub.ask(CHANGE, as_=persona, number=number)
    assert answer.errors == []
    return answer.data["contract"]["levelChange"]


@pytest.mark.usefixtures("levels")
@pytest.mark.parametrize("persona", ["member", "broker", "agent"])
async def test_after_a_year_the_holder_may_ask_their_broker_for_another_level(
    hub: HubClient, persona: str
) -> None:
    assert await ask(hub, persona) == {
        "eligible": True, "eligibleFrom": "2024-01-01", "reason": None, "message": None,
        "currentLevel": {"rank": 3},
        "levelsAbove": [{"rank": 4, "label": "Niveau 4"}, {"rank": 5, "label": "Niveau 5"}],
        "levelsBelow": [{"rank": 1}, {"rank": 2}],
        "broker": {"name": "Cabinet Rivoli", "email": None, "phone": None},
    }  # fmt: skip


@pytest.mark.usefixtures("levels")
async def test_in_the_first_year_the_day_is_told(hub: HubClient, database: Database) -> None:
    start = clock.today() - timedelta(days=30)
    async with as_the_owner(database) as owner:
        await owner.execute(update(ContractRow).where(ContractRow.member_id == 1).values(start_date=start))
    found = await ask(hub, "member")
    assert (found["eligible"], found["reason"]) == (False, "NOT_YET_AVAILABLE")
    assert found["eligibleFrom"] == months_after(start, 12).isoformat()
    assert found["message"].startswith("Un changement de niveau est possible après douze mois")


@pytest.mark.usefixtures("levels")
async def test_a_covered_person_is_told_that_it_is_for_the_holder(hub: HubClient) -> None:
    found = await ask(hub, "spouse")
    assert (found["eligible"], found["reason"]) == (False, "NOT_HOLDER")


async def test_protection_has_no_levels(hub: HubClient) -> None:
    found = await ask(hub, "member", "P-300001")
    assert (found["eligible"], found["reason"], found["eligibleFrom"]) == (False, "HEALTH_ONLY", None)
    assert found["levelsAbove"] == found["levelsBelow"] == []
