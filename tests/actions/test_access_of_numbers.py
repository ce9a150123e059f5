"""A number about people is written down like their rows: a count, a sum, that one more is there."""

import base64
import json
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select, text

from models.statements import StatementRow
from runtime.actor import Actor
from runtime.database import Database
from runtime.migrations import as_owner
from tests.actions.test_access_record import rows
from tests.asked import the_five
from tests.hub_client import HubClient
from tests.lines import add_lines
from tests.loaders.test_statements import Statements, open_households

PAGES: dict[str, list[Any]] = {
    "first: 1, after: $place": ["members", "zzzz", 9],
    "last: 1, before: $place": ["members", "", 0],
    "first: 0": [],
    "last: 0": [],
}
"""Pages on which there is nobody, with the place of each that is one end of the list."""
QUEUE_END = ["procedures", 9, "9999-12-31T00:00:00+00:00", 1, 1]
PEOPLE = "SELECT person_id, first_name FROM people"
HOLDER = "SELECT first_name FROM people WHERE member_id = :member_id AND is_holder"
NUMBERS = """{ member(number: "100001") { reimbursements { totalCount totals { spent } edges { cursor } }
  procedures { totalCount edges { cursor } } } }"""
OF_ONE = """query($of: [ID!], $family: [ActFamily!]) { member(number: "100001") {
  reimbursements(first: 0, filter: {beneficiaryIds: $of, family: $family}) { totalCount totals { spent } } } }"""


def cursor(values: list[Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(values, separators=(",", ":")).encode()).decode().rstrip("=")


async def named(database: Database, what: str) -> set[tuple[int, str | None]]:
    """Of whom rows of a type were noted: household, and first name of the person if one is named."""
    await database.close()
    found = [row for row in await rows(database) if what in row.what.split(",")]
    async with as_owner(database.addresses) as owner:
        people = {row.person_id: row.first_name for row in await owner.execute(text(PEOPLE))}
    return {(row.member_id, people.get(row.person_id)) for row in found}


async def id_of(hub: HubClient, first_name: str) -> str:
    people = (await hub.ask("{ me { beneficiaries { id firstName } } }", as_="member")).data["me"]
    return next(each["id"] for each in people["beneficiaries"] if each["firstName"] == first_name)


@pytest.mark.parametrize("persona", ["agent", "broker"])
@pytest.mark.parametrize("page", PAGES)
async def test_who_is_counted_on_no_page_is_named(
    hub: HubClient, database: Database, member: Actor, persona: str, page: str
) -> None:
    place = PAGES[page]
    declared = "($place: String)" if place else ""
    query = (
        f'query{declared} {{ members(search: "martin camille", {page}) {{ totalCount edges {{ cursor }} }} }}'
    )
    answer = await hub.ask(query, as_=persona, **({"place": cursor(place)} if place else {}))
    assert answer.data == {"members": {"totalCount": 1, "edges": []}}
    assert await named(database, "Member") == {(member.member_id, None)}


async def test_of_a_search_that_many_meet_all_are_named_who_are_counted(
    hub: HubClient, database: Database, agent: Actor
) -> None:
    await open_households(database, agent, 101000, 43)
    answer = await hub.ask(
        '{ members(search: "alix", first: 1) { totalCount edges { cursor } } }', as_="agent"
    )
    assert answer.data["members"]["totalCount"] == 43
    assert len(await named(database, "Member")) == 43


async def test_a_number_of_more_than_a_hundred_is_about_nobody_in_particular(
    hub: HubClient, database: Database, agent: Actor
) -> None:
    await open_households(database, agent, 101000, 101)
    answer = await hub.ask('{ members(search: "alix", first: 0) { totalCount } }', as_="agent")
    assert answer.data["members"]["totalCount"] == 101
    assert await named(database, "Member") == set()


@pytest.mark.parametrize("page", ["members", "procedures"])
@pytest.mark.parametrize("chosen", ["", ", filter: {}", ", filter: null"])
@pytest.mark.parametrize("persona", ["agent", "broker"])
async def test_so_is_the_number_of_a_whole_list(
    hub: HubClient, database: Database, page: str, chosen: str, persona: str
) -> None:
    answer = await hub.ask(f"{{ {page}(first: 0{chosen}) {{ totalCount }} }}", as_=persona)
    assert answer.errors == []
    await database.close()
    assert await rows(database) == []


async def test_who_has_procedures_that_are_counted_is_named(
    hub: HubClient, database: Database, member: Actor, spouse: Actor
) -> None:
    await the_five(database, member, spouse)
    query = """query($place: String, $of: [ID!]) { procedures(first: 1, after: $place,
      filter: {beneficiaryIds: $of, kind: [QUOTE_ESTIMATE]}) { totalCount edges { cursor } } }"""
    dominique = await id_of(hub, "Dominique")
    answer = await hub.ask(query, as_="agent", place=cursor(QUEUE_END), of=[dominique])
    assert answer.data == {"procedures": {"totalCount": 1, "edges": []}}
    assert await named(database, "Procedure") == {(member.member_id, "Dominique")}


async def test_a_broker_who_counts_procedures_is_told_of_a_household_and_learns_of_no_person(
    hub: HubClient, database: Database, member: Actor, spouse: Actor
) -> None:
    await the_five(database, member, spouse)
    query = "{ procedures(first: 0, filter: {kind: [ADDRESS_CHANGE]}) { totalCount } }"
    answer = await hub.ask(query, as_="broker")
    assert answer.data == {"procedures": {"totalCount": 1}}
    assert await named(database, "Procedure") == {(member.member_id, None)}


async def test_whose_lines_are_counted_and_added_up_is_named(
    hub: HubClient, database: Database, member: Actor
) -> None:
    lines = [{"who": who, "family": "PHARMACY"} for who in ("Dominique", "Dominique", "Camille")]
    await add_lines(database, member.member_id, *lines)
    answer = await hub.ask(OF_ONE, as_="agent", of=[await id_of(hub, "Dominique")], family=["PHARMACY"])
    assert answer.data["member"]["reimbursements"] == {"totalCount": 2, "totals": {"spent": "60.00"}}
    assert await named(database, "Reimbursement") == {(member.member_id, "Dominique")}


@pytest.mark.parametrize("asked", ["totalCount", "totals { spent }"])
async def test_a_number_about_all_of_a_household_names_each_of_whom_there_is_something(
    hub: HubClient, database: Database, member: Actor, asked: str
) -> None:
    await add_lines(database, member.member_id, {"who": "Dominique"}, {"who": "Noé"})
    query = f'{{ member(number: "100001") {{ reimbursements(first: 0) {{ {asked} }} }} }}'
    assert (await hub.ask(query, as_="agent")).errors == []
    assert await named(database, "Reimbursement") == {
        (member.member_id, "Dominique"),
        (member.member_id, "Noé"),
    }


async def test_that_there_is_nothing_is_told_of_the_household(
    hub: HubClient, database: Database, member: Actor
) -> None:
    answer = await hub.ask(OF_ONE, as_="agent")
    assert answer.data["member"]["reimbursements"]["totalCount"] == 0
    assert await named(database, "Reimbursement") == {(member.member_id, None)}


async def test_procedures_of_a_household_are_counted_to_those_they_are_about(
    hub: HubClient, database: Database, member: Actor, spouse: Actor
) -> None:
    await the_five(database, member, spouse)
    query = '{ member(number: "100001") { procedures(first: 0) { totalCount } } }'
    assert (await hub.ask(query, as_="agent")).errors == []
    assert await named(database, "Procedure") == {
        (member.member_id, who) for who in (None, "Camille", "Noé", "Dominique")
    }


async def test_a_statement_that_is_counted_names_all_whose_lines_it_pays(
    hub: HubClient, database: Database, member: Actor
) -> None:
    paid = {"paid_on": date(2026, 5, 8)}
    await add_lines(database, member.member_id, {"who": "Camille", **paid})
    async with as_owner(database.addresses) as owner:
        same = {
            **paid,
            "statement_id": await owner.scalar(select(StatementRow.statement_id)),
            "status": "PAID",
        }
    await add_lines(database, member.member_id, {"who": "Dominique", **same})
    query = '{ member(number: "100001") { statements(first: 0) { totalCount } } }'
    answer = await hub.ask(query, as_="agent")
    assert answer.data == {"member": {"statements": {"totalCount": 1}}}
    assert await named(database, "Statement") == {
        (member.member_id, "Camille"),
        (member.member_id, "Dominique"),
    }


async def test_a_guardian_who_counts_is_named_to_each_of_whom_there_is_something(
    hub: HubClient, database: Database
) -> None:
    (guardian, *_) = (await hub.identity("guardian")).capacities
    async with as_owner(database.addresses) as owner:
        first = await owner.scalar(text(HOLDER), {"member_id": guardian.member_id})
    await add_lines(database, guardian.member_id, {"who": first})
    answer = await hub.ask("{ me { reimbursements(first: 0) { totalCount } } }", as_="guardian")
    assert answer.data == {"me": {"reimbursements": {"totalCount": 1}}}
    assert await named(database, "Reimbursement") == {(guardian.member_id, first)}


@pytest.mark.parametrize("page", ["first: 0", "last: 0"])
async def test_who_is_behind_a_page_is_named_to_whoever_asks_whether_there_is_somebody(
    hub: HubClient, database: Database, member: Actor, page: str
) -> None:
    ends = "hasNextPage hasPreviousPage"
    query = f'{{ members(search: "martin camille", {page}) {{ pageInfo {{ {ends} }} }} }}'
    answer = await hub.ask(query, as_="agent")
    assert True in answer.data["members"]["pageInfo"].values()
    assert await named(database, "Member") == {(member.member_id, None)}


async def test_who_is_behind_a_page_is_not_named_where_nobody_asks(
    hub: HubClient, database: Database
) -> None:
    answer = await hub.ask("{ members(first: 1) { edges { cursor } } }", as_="agent")
    assert answer.errors == []
    assert len(await named(database, "Member")) == 1


@pytest.fixture
async def something(database: Database, member: Actor, spouse: Actor) -> None:
    """Procedures and lines of several people of one household."""
    await the_five(database, member, spouse)
    await add_lines(database, member.member_id, {"who": "Dominique"}, {"who": "Noé"})


@pytest.mark.usefixtures("something")
@pytest.mark.parametrize("persona", ["agent", "broker", "member"])
async def test_to_name_them_takes_no_statement_more(
    executor: HubClient, statements: Statements, persona: str
) -> None:
    identity = await executor.identity(persona)
    with statements() as ran:
        answer = await executor.ask(NUMBERS, as_=identity)
    assert answer.errors == []
    assert len(ran) == {"agent": 6, "broker": 3, "member": 6}[persona]
    named_in = [each for each in ran if "array_agg(DISTINCT concat" in each]
    assert len(named_in) == {"agent": 3, "broker": 1, "member": 0}[persona]
