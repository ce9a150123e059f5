"""The access log: whose data somebody looked at decides who is told of it."""

from typing import Any

from sqlalchemy import update

from models.people import PersonRow
from runtime.actor import Actor
from runtime.database import Database
from tests.asked import MINE, ONE, the_five
from tests.hub_client import HubClient
from tests.insured import as_the_owner

LOG = """query($first: Int, $after: String) { me { accessLog(first: $first, after: $after) {
  totalCount pageInfo { endCursor } edges { node { at role label about what reason } } } } }"""
PEOPLE = '{ members(search: "100001") { edges { node { number beneficiaries { firstName } } } } }'


async def log_of(hub: HubClient, persona: str, **variables: Any) -> list[Any]:
    answer = await hub.ask(LOG, as_=persona, **variables)
    assert answer.errors == []
    page = answer.data["me"]["accessLog"]
    if not variables:
        assert page["totalCount"] == len(page["edges"])
    return [edge["node"] for edge in page["edges"]]


async def test_a_household_is_told_who_looked_and_an_adult_alone_what_is_about_them(hub: HubClient) -> None:
    await hub.ask(PEOPLE, as_="agent")
    told = await log_of(hub, "member")
    assert {each["about"]: each["what"] for each in told} == {
        None: ["Member"],
        "Camille": ["Beneficiary"],
        "Noé": ["Beneficiary"],
    }
    assert {(each["role"], each["label"], each["reason"]) for each in told} == {
        ("AGENT", "Gestionnaire", None)
    }
    assert [each["about"] for each in await log_of(hub, "spouse")] == ["Dominique"]
    assert await log_of(hub, "other-member") == []


async def test_sharing_ones_lines_does_not_share_who_looked(hub: HubClient) -> None:
    await hub.ask("mutation { sharingSet(input: {given: true}) { done } }", as_="spouse")
    await hub.ask(PEOPLE, as_="agent")
    assert "Dominique" not in {each["about"] for each in await log_of(hub, "member")}


async def test_who_comes_of_age_is_told_alone(hub: HubClient, database: Database) -> None:
    await hub.ask(PEOPLE, as_="agent")
    assert "Noé" in {each["about"] for each in await log_of(hub, "member")}
    async with as_the_owner(database) as owner:
        of_age = {"birth_date": PersonRow.birth_date - 3650}
        await owner.execute(update(PersonRow).where(PersonRow.first_name == "Noé").values(of_age))
    assert "Noé" not in {each["about"] for each in await log_of(hub, "member")}


async def test_that_an_adults_request_was_read_is_told_to_them_alone(
    hub: HubClient, database: Database, member: Actor, spouse: Actor
) -> None:
    await the_five(database, member, spouse)
    await hub.ask("query($r: String!) { procedure(reference: $r) { events { at } } }", as_="agent", r=MINE)
    assert [each["what"] for each in await log_of(hub, "member")] == [["Procedure"]]
    await hub.ask(
        ONE.replace("member { number } contract { number }", ""), as_="agent", reference="DEM-2026-0000003"
    )
    assert len(await log_of(hub, "member")) == 1
    (theirs,) = await log_of(hub, "spouse")
    assert theirs["what"] == ["Beneficiary", "Procedure"]


async def test_the_last_come_first_and_pages_go_on(hub: HubClient) -> None:
    for _ in range(2):
        await hub.ask(PEOPLE, as_="agent")
    everything = await log_of(hub, "member")
    assert [each["at"] for each in everything] == sorted((each["at"] for each in everything), reverse=True)
    answer = await hub.ask(LOG, as_="member", first=4)
    after = answer.data["me"]["accessLog"]["pageInfo"]["endCursor"]
    assert await log_of(hub, "member", first=50, after=after) == everything[4:]


async def test_nobody_but_the_household_is_shown_it(hub: HubClient) -> None:
    await hub.ask(PEOPLE, as_="agent")
    query = "{ members { edges { node { accessLog { totalCount edges { node { label } } } } } } }"
    for persona in ("agent", "broker"):
        households = (await hub.ask(query, as_=persona)).data["members"]["edges"]
        assert len(households) > 1
        assert all(each["node"]["accessLog"] == {"totalCount": 0, "edges": []} for each in households)
