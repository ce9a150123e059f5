"""The last twelve months of a contract on another level."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import insert

from actions.reimbursements.line_reverse import line_reverse
from actions.reimbursements.line_settle import NewLine, line_settle
from actions.transaction import transaction
from models.people import SharingRow
from runtime import clock
from runtime.actor import Actor
from runtime.database import Database
from runtime.migrations import as_owner
from tests.estimates.asking import at_level
from tests.hub_client import Answer, HubClient
from tests.insured import Insured

WHAT_IF = """query($id: ID!, $level: Int!) { whatIf(contractId: $id, level: $level) { firstDay lastDay lines linesLeftOut
  level { rank } currentLevel { rank } spent socialSecurityPaid currentComplementaryPaid complementaryPaid
  currentRemaining remaining premiumDifference notices } }"""
TODAY = clock.today()
LATELY = TODAY - timedelta(days=60)


async def ask(hub: HubClient, level: int, as_: str = "member", id_: str | None = None) -> Answer:
    if id_ is None:
        answer = await hub.ask("{ me { contracts(lineOfBusiness: HEALTH) { id } } }", as_="member")
        id_ = answer.data["me"]["contracts"][0]["id"]
    return await hub.ask(WHAT_IF, as_=as_, id=id_, level=level)


async def what_if(hub: HubClient, level: int, as_: str = "member") -> Any:
    answer = await ask(hub, level, as_)
    assert answer.errors == []
    return answer.data["whatIf"]


def care(insured: Insured, who: str = "Camille", **facts: Any) -> NewLine:
    """A specialist's visit at 60 €, with an excess that levels pay differently."""
    usual: dict[str, Any] = {
        "act_code": "CS", "day": LATELY, "spent": Decimal("60.00"), "practitioner": "OPTAM",
        "professional": "Dr Roy",
    }  # fmt: skip
    whose = {"member_id": insured.member_id, "coverage_id": insured.coverages[who]}
    return NewLine(**{**whose, **usual, **facts})


async def settled(database: Database, agent: Actor, *lines: NewLine) -> list[int]:
    async with transaction(database, agent, TODAY) as tx:
        return [await line_settle(tx, line) for line in lines]


@pytest.fixture
async def a_year(database: Database, agent: Actor, insured: Insured) -> list[int]:
    """At level 1: two visits and a session that it does not pay, and one visit too long ago."""
    await at_level(database, 1)
    osteopath = care(insured, act_code="OST", practitioner=None)
    too_old = care(insured, day=TODAY - timedelta(days=366))
    return await settled(database, agent, care(insured), care(insured), osteopath, too_old)


@pytest.mark.usefixtures("a_year")
async def test_the_same_level_pays_what_was_paid(hub: HubClient) -> None:
    found = await what_if(hub, 1)
    assert (found["lines"], found["linesLeftOut"], found["spent"]) == (3, 0, "180.00")
    assert found["complementaryPaid"] == found["currentComplementaryPaid"] == "18.90"
    assert found["remaining"] == found["currentRemaining"]
    assert found["premiumDifference"] == "0.00"
    assert found["lastDay"] == TODAY.isoformat()


@pytest.mark.usefixtures("a_year")
async def test_a_higher_level_pays_more_and_costs_more(hub: HubClient) -> None:
    found = await what_if(hub, 4)
    assert (found["currentLevel"]["rank"], found["level"]["rank"]) == (1, 4)
    assert found["complementaryPaid"] == "115.90"  # 2 × (60.00 − 22.05) and a session of 40.00
    paid = sum(Decimal(found[each]) for each in ("socialSecurityPaid", "complementaryPaid", "remaining"))
    assert paid == Decimal(found["spent"])
    assert Decimal(found["premiumDifference"]) > 0


async def test_a_line_that_was_taken_back_is_not_counted(
    hub: HubClient, database: Database, agent: Actor, insured: Insured, a_year: list[int]
) -> None:
    async with transaction(database, agent, TODAY) as tx:
        await line_reverse(tx, insured.member_id, a_year[0])
    assert (await what_if(hub, 1))["lines"] == 2


@pytest.mark.usefixtures("a_year")
async def test_care_of_an_adult_who_does_not_share_is_left_out_for_the_holder(
    hub: HubClient, database: Database, agent: Actor, insured: Insured
) -> None:
    await settled(database, agent, care(insured, "Dominique"))
    assert [(await what_if(hub, 1, who))["lines"] for who in ("member", "agent")] == [3, 4]
    found = await what_if(hub, 1)
    assert found["linesLeftOut"] == 1
    assert any("ne partage pas" in notice for notice in found["notices"])
    async with as_owner(database.addresses) as owner:
        shares = {"member_id": insured.member_id, "person_id": insured.people["Dominique"]}
        await owner.execute(insert(SharingRow).values(**shares, given_at=clock.now()))
    assert (await what_if(hub, 1))["lines"] == 4


@pytest.mark.usefixtures("a_year")
async def test_what_cannot_be_compared_is_refused_by_name(hub: HubClient) -> None:
    for level, id_, argument in (
        (6, None, "level"),
        (0, None, "level"),
        (1, "nothing", "contractId"),
        (1, "ctr_0000000000000001", "contractId"),
        (1, "ctr_" + "0" * 47 + "1", "contractId"),
    ):
        answer = await ask(hub, level, id_=id_)
        assert [each["extensions"] for each in answer.errors] == [
            {"code": "BAD_USER_INPUT", "argument": argument}
        ]


async def test_only_the_holder_and_case_managers_compare_levels_without_being_let(hub: HubClient) -> None:
    for persona in ("spouse", "reporting", "service"):
        assert (await ask(hub, 2, persona)).codes == ["FORBIDDEN"]
    answer = await ask(hub, 2, "other-member")
    assert (answer.errors, answer.data["whatIf"]) == ([], None)
