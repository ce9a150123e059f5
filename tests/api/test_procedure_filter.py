"""Démarches: how they are chosen, ordered and found by their reference."""

from datetime import UTC, datetime
from typing import Any

import pytest

from runtime.actor import Actor
from runtime.database import Database
from tests.asked import (
    ABOUT_SPOUSE,
    CHILDS,
    HOUSEHOLDS,
    MINE,
    OF_ME,
    ONE,
    QUEUE,
    SPOUSES,
    add_procedures,
    ask,
    on,
    references,
    the_five,
)
from tests.hub_client import HubClient


@pytest.fixture
async def asked(database: Database, member: Actor, spouse: Actor) -> list[int]:
    return await the_five(database, member, spouse)


@pytest.mark.usefixtures("asked")
async def test_the_queue_has_what_waits_longest_first_and_what_is_finished_last(hub: HubClient) -> None:
    queue = [CHILDS, SPOUSES, HOUSEHOLDS, MINE, ABOUT_SPOUSE]
    assert references(await ask(hub, QUEUE, "agent")) == queue
    assert references(await ask(hub, QUEUE, "agent", orderBy="SUBMITTED_AT_DESC")) == [
        HOUSEHOLDS, ABOUT_SPOUSE, SPOUSES, CHILDS, MINE,
    ]  # fmt: skip
    paged, after = [], None
    for _ in queue:
        page = await ask(hub, QUEUE, "agent", first=1, after=after)
        paged += references(page)
        after = page["pageInfo"]["endCursor"]
    assert paged == queue


@pytest.mark.usefixtures("asked")
async def test_a_household_pages_both_ways(hub: HubClient) -> None:
    last = await ask(hub, OF_ME, "member", last=2)
    assert references(last) == [CHILDS, MINE]
    before = await ask(hub, OF_ME, "member", last=2, before=last["pageInfo"]["startCursor"])
    assert references(before) == [HOUSEHOLDS, ABOUT_SPOUSE]
    assert before["pageInfo"]["hasPreviousPage"] is False


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize(
    ("wanted", "seen"),
    [
        ({"kind": ["HOSPITAL_CARE", "QUOTE_ESTIMATE"]}, [CHILDS]),
        ({"status": ["DONE", "REJECTED"]}, [ABOUT_SPOUSE, MINE]),
        ({"status": []}, []),
        ({"submitted": {"from": "2026-05-04"}}, [HOUSEHOLDS, ABOUT_SPOUSE]),
        ({"submitted": {"to": "2026-05-02"}}, [CHILDS, MINE]),
        ({"submitted": {"from": "0001-01-01", "to": "9999-12-31"}}, [HOUSEHOLDS, ABOUT_SPOUSE, CHILDS, MINE]),
        ({"takenByMe": True}, []),
        ({"takenByMe": False}, [HOUSEHOLDS, ABOUT_SPOUSE, CHILDS, MINE]),
        ({}, [HOUSEHOLDS, ABOUT_SPOUSE, CHILDS, MINE]),
    ],
)
async def test_a_filter_leaves_what_is_meant(hub: HubClient, wanted: Any, seen: list[str]) -> None:
    page = await ask(hub, OF_ME, "member", filter=wanted)
    assert references(page) == seen
    assert page["totalCount"] == len(seen)


async def test_the_days_of_a_filter_are_days_in_france(
    hub: HubClient, database: Database, member: Actor
) -> None:
    """Late on 3 May in UTC it is 4 May in France; in winter that is an hour later."""
    await add_procedures(
        database,
        {"by": member.account_id, "kind": "COMPLAINT", "submitted_at": on(3, 21)},
        {"by": member.account_id, "kind": "COMPLAINT", "submitted_at": on(3, 22)},
        {"by": member.account_id, "kind": "COMPLAINT", "submitted_at": datetime(2026, 1, 3, 22, tzinfo=UTC)},
    )
    fourth = {"submitted": {"from": "2026-05-04", "to": "2026-05-04"}}
    assert references(await ask(hub, OF_ME, "member", filter=fourth)) == ["DEM-2026-0000002"]
    third = {"submitted": {"from": "2026-05-03", "to": "2026-05-03"}}
    assert references(await ask(hub, OF_ME, "member", filter=third)) == ["DEM-2026-0000001"]
    winter = {"submitted": {"from": "2026-01-03", "to": "2026-01-03"}}
    assert references(await ask(hub, OF_ME, "member", filter=winter)) == ["DEM-2026-0000003"]


@pytest.mark.usefixtures("asked")
async def test_they_are_chosen_by_contract_and_by_people(hub: HubClient) -> None:
    me = (
        await hub.ask("{ me { contracts { id number } beneficiaries { id firstName } } }", as_="member")
    ).data["me"]
    ids = {each["firstName"]: each["id"] for each in me["beneficiaries"]}
    contracts = {each["number"]: each["id"] for each in me["contracts"]}
    children = {"beneficiaryIds": [ids["Noé"], ids["Léa"]]}
    assert references(await ask(hub, OF_ME, "member", filter=children)) == [CHILDS]
    of_spouse = {"beneficiaryIds": [ids["Dominique"]]}
    assert references(await ask(hub, OF_ME, "member", filter=of_spouse)) == [ABOUT_SPOUSE]
    assert references(await ask(hub, OF_ME, "member", filter={"contractId": contracts["P-300001"]})) == []
    health = await ask(hub, OF_ME, "member", filter={"contractId": contracts["S-200001"]})
    assert health["totalCount"] == 4
    wrong = await hub.ask(OF_ME, as_="member", filter={"contractId": ids["Noé"]})
    assert wrong.errors[0]["extensions"] == {"code": "BAD_USER_INPUT", "argument": "filter.contractId"}


async def test_an_agent_finds_those_they_work_on(
    hub: HubClient, database: Database, agent: Actor, member: Actor
) -> None:
    await add_procedures(
        database,
        {"by": member.account_id, "kind": "COMPLAINT", "taken_by": agent.account_id},
        {"by": member.account_id, "kind": "COMPLAINT", "taken_by": agent.account_id + 1},
        {"by": member.account_id, "kind": "COMPLAINT"},
    )
    assert references(await ask(hub, QUEUE, "agent", filter={"takenByMe": True})) == ["DEM-2026-0000001"]
    others = await ask(hub, QUEUE, "agent", filter={"takenByMe": False})
    assert references(others) == ["DEM-2026-0000002", "DEM-2026-0000003"]


@pytest.mark.usefixtures("asked")
async def test_a_reference_is_found_as_people_write_it(hub: HubClient) -> None:
    found = (await hub.ask(ONE, as_="member", reference=f" {MINE.lower()} ")).data["procedure"]
    assert found["reference"] == MINE
    assert (await hub.ask(ONE, as_="member", reference="DEM-2026-9999999")).data == {"procedure": None}
    for bad in ("x" * 41, "\u0000"):
        assert (await hub.ask(ONE, as_="member", reference=bad)).codes == ["BAD_USER_INPUT"]
