"""Sharing is given and taken back at once: in every list, number, filter and id, whichever way it is read.

`hub.ask` compares the planner's answers with the executor's.
"""

from dataclasses import replace
from typing import Any

import pytest

from runtime.actor import Role
from runtime.database import Database
from tests.capacities import acting_as
from tests.hub_client import Answer, HubClient
from tests.visibility.world import World

LINE = "id detail label careDate spent remaining act { code } beneficiary { firstName }"
EVERYWHERE = [
    "{ me { " + asked + " } }"
    for asked in (
        f"""all: reimbursements(first: 100) {{ totalCount totals {{ spent remaining complementaryPaid }}
            edges {{ cursor node {{ {LINE} }} }} }}
            found: reimbursements(first: 100, filter: {{search: "consultation"}}) {{ totalCount edges {{ node {{ id }} }} }}
            dearest: reimbursements(first: 3, orderBy: SPENT_DESC) {{ edges {{ cursor node {{ {LINE} }} }} }}""",
        f"""beneficiaries {{ firstName sharing {{ given since }} allowances {{ code consumed }}
            reimbursements(first: 20) {{ totalCount totals {{ spent }} edges {{ node {{ {LINE} }} }} }} }}
            procedures(first: 100) {{ totalCount edges {{ node {{ id kind status }} }} }}""",
        f"""statements(first: 50) {{ totalCount edges {{ node {{ number total document {{ id }}
            reimbursements(first: 20) {{ totalCount edges {{ node {{ {LINE} }} }} }} }} }} }}
            documents(first: 100) {{ totalCount edges {{ node {{ id title }} }} }}""",
    )
]
BY_ID = """query($ids: [ID!]!) { nodes(ids: $ids) { __typename id
  ... on Reimbursement { label spent } ... on Statement { total } ... on Document { title }
  ... on Procedure { status } } }"""
SHARE = "mutation($given: Boolean!) { sharingSet(input: {given: $given}) { done errors { code } } }"


async def share(hub: HubClient, as_: Any, *, given: bool) -> None:
    answer = await hub.ask(SHARE, as_=as_, given=given)
    assert answer.data == {"sharingSet": {"done": True, "errors": []}}


async def lists(hub: HubClient, world: World, who: str) -> list[Answer]:
    answers = [await hub.ask(query, as_=world.identity(who)) for query in EVERYWHERE]
    assert [(each.errors, each.way) for each in answers] == [([], "planner")] * len(answers)
    return answers


async def seen(hub: HubClient, world: World, ids: list[str]) -> list[bytes]:
    """All that the holder is answered: by each of the lists, and for each id that the adult knows."""
    nodes = [
        await hub.ask(BY_ID, as_=world.identity("member"), ids=ids[at : at + 10])
        for at in range(0, len(ids), 10)
    ]
    assert [each.errors for each in nodes] == [[]] * len(nodes)
    found = [each.response.content for each in await lists(hub, world, "member")]
    return [*found, b"".join(each.response.content for each in nodes)]


async def ids_of(hub: HubClient, world: World) -> list[str]:
    """Of what the adult sees of their own."""
    me = {
        name: value for each in await lists(hub, world, "spouse") for name, value in each.data["me"].items()
    }
    lines = me["all"]["edges"] + me["documents"]["edges"] + me["procedures"]["edges"]
    return [edge["node"]["id"] for edge in lines]


@pytest.mark.parametrize("who", ["spouse", "guardian-of-spouse"])
async def test_it_follows_everywhere_and_taken_back_leaves_no_byte(
    hub: HubClient, world: World, who: str
) -> None:
    ids = await ids_of(hub, world)
    assert len(ids) > 10
    before = await seen(hub, world, ids)
    await share(hub, world.identity(who), given=True)
    shown = await seen(hub, world, ids)
    assert [one == other for one, other in zip(before, shown, strict=True)] == [False] * len(before)
    await share(hub, world.identity(who), given=False)
    assert await seen(hub, world, ids) == before


async def test_the_adult_who_shared_before_takes_it_back_at_once(hub: HubClient, world: World) -> None:
    query = "{ me { beneficiaries { firstName sharing { given } reimbursements { totals { spent } } } } }"

    async def spent() -> Any:
        found = (await hub.ask(query, as_=world.identity("member"))).data["me"]["beneficiaries"]
        (cy,) = [each for each in found if each["firstName"] == "Cy"]
        return cy["sharing"]["given"], cy["reimbursements"]["totals"]["spent"]

    given, shown = await spent()
    assert (given, shown != "0.00") == (True, True)
    await share(hub, world.identity("adult-child"), given=False)
    assert await spent() == (False, "0.00")


async def test_a_guardian_shares_for_an_adult_and_not_for_the_holder_or_a_minor(
    hub: HubClient, database: Database, world: World
) -> None:
    for_the_holder = await hub.ask(SHARE, as_=world.identity("guardian"), given=True)
    minor = replace(world.actors["spouse"], role=Role.GUARDIAN, person_id=world.people["Di"])
    for_the_minor = await hub.ask(SHARE, as_=await acting_as(database, minor), given=True)
    for answer in (for_the_holder, for_the_minor):
        assert answer.data == {"sharingSet": {"done": False, "errors": [{"code": "FORBIDDEN"}]}}
