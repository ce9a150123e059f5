"""One operation, one statement. That the answers are the executor's is looked at by `HubClient` for every question
of every test; here it is which operations take this way, and what the statements are like.
"""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from actions.personas import PERSONAS
from planner.plans import Ready
from planner.statement import BEGIN, END, WRONG, WrongAnswer
from routes.graphql import LONGEST_WAY
from runtime import clock
from runtime.actor import Actor, Role
from runtime.database import Database
from tests.both_ways import CATALOG, PLANS, SCHEMA
from tests.hub_client import HubClient

Statements = Callable[[], AbstractContextManager[list[str]]]

HOUSEHOLD = "{ me { firstName contracts { number } beneficiaries { firstName } } }"
HOME = """{ me { firstName contracts { number plan { label } } beneficiaries { firstName }
  reimbursements(first: 10) { edges { node { careDate spent beneficiary { firstName } } } }
  procedures(first: 5) { edges { node { reference status title } } } } }"""
LINES = """query($first: Int, $last: Int, $by: ReimbursementOrder, $families: [ActFamily!]) { me {
  reimbursements(first: $first, last: $last, orderBy: $by, filter: {family: $families}) {
    totalCount totals { spent remaining } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node { id careDate spent detail beneficiary { firstName } contract { number } } } } } }"""
OPERATIONS: list[tuple[str, dict[str, Any]]] = [
    (HOUSEHOLD, {}),
    (HOME, {}),
    (LINES, {}),
    (LINES, {"first": 3, "by": "SPENT_DESC"}),
    (LINES, {"last": 3, "families": ["PHARMACY", "SPECIALIST"]}),
    (LINES, {"first": None, "last": 0, "families": None}),
    ("{ me { id number firstName lastName email features { code available message } } }", {}),
    ("{ me { contracts { id number lineOfBusiness startDate premium { amount } member { id } } } }", {}),
    (
        "{ me { beneficiaries { birthDate coveredFrom sharing { given since } allowances { code consumed } } } }",
        {},
    ),
    ("{ b: me { lastName } a: me { z: number y: number __typename } __typename }", {}),
    (
        "{ me { ...A ... on Member { contracts { startDate } } } } "
        "fragment A on Member { contracts { number } ... on Node { id } }",
        {},
    ),
    (
        "query($yes: Boolean!, $no: Boolean = false) { me { number @skip(if: $yes) email @include(if: $no) id"
        " ...F @include(if: $yes) } } fragment F on Member { lastName @skip(if: $no) }",
        {"yes": True},
    ),
    ("{ " + f"me {{ {'n' * 100}: number {'n' * 101}: firstName }}" + " }", {}),
    ('{ contract(number: "S-200001") { status guarantees(onDate: "2026-01-01") { sentence } } }', {}),
    ("{ me { number @skip(if: true) contracts { number @skip(if: true) } } }", {}),
    ("{ me { number @skip(if: true) } }", {}),
    ("{ partners { name } services { id: __typename } }", {}),
    ("{ viewer { unreadNotifications capacities { id label household { number } } } me { number } }", {}),
]


@pytest.mark.parametrize(("operation", "variables"), OPERATIONS, ids=range(len(OPERATIONS)))
@pytest.mark.parametrize("persona", ["member", "spouse", "adult-child", "newcomer"])
async def test_who_is_of_a_household_is_answered_by_one_statement(
    hub: HubClient, persona: str, operation: str, variables: dict[str, Any]
) -> None:
    answer = await hub.ask(operation, as_=persona, **variables)
    assert answer.errors == []
    assert answer.way == "planner"


@pytest.mark.parametrize("persona", PERSONAS)
async def test_every_persona_is_answered_alike_by_whichever_way(hub: HubClient, persona: str) -> None:
    for operation, variables in OPERATIONS:
        assert (await hub.ask(operation, as_=persona, **variables)).errors == []


async def test_a_portfolio_is_one_statement_and_is_written_down(hub: HubClient) -> None:
    query = """query($search: String) { members(first: 100, search: $search) { pageInfo { hasNextPage } edges { node {
      number lastName contracts { number status } beneficiaries { firstName relation } } } } }"""
    for persona in ("broker", "agent"):
        for search in (None, "martin"):
            answer = await hub.ask(query, as_=persona, search=search)
            assert answer.way == "planner"
            assert "$seen" not in answer.response.text


@pytest.mark.parametrize(
    ("operation", "persona", "why"),
    [
        ("{ viewer { displayName capacities { label } } }", "member", "nothing is asked of the database"),
        ("{ viewer { displayName member { id } unreadNotifications } }", "service",
         "nothing is asked of the database"),
        ("{ viewer { unreadNotifications } }", "guardian", "a number about people who are written down at viewer"),
        ("{ me { id } __schema { description } }", "member", "about the schema itself at __schema"),
        ("mutation { sharingSet(input: {given: true}) { done } }", "spouse", "not a valid document with one query"),
        ("{ me { reimbursements(first: 101) { totalCount } } }", "member", "an argument with an error"),
        ("query($n: Int!) { me { reimbursements(first: $n) { totalCount } } }", "member", "variables with errors"),
        ("{ members { totalCount } }", "member", "not for this kind of actor at members"),
        ("{ members { totalCount } }", "agent", "a page whose rows are looked at and not shown at members"),
        ("{ me { " + " ".join(f"{'n' * 63}{i}: number" for i in range(49)) + " id " * 9 + " email } }", "member",
         "over 50 fields in one object with a long name, or about a page at me"),
        ("{ viewer { displayName } }", None, "nobody has signed in"),
    ],
)  # fmt: skip
async def test_what_is_left_to_the_executor_says_why(
    hub: HubClient, operation: str, persona: str | None, why: str
) -> None:
    answer = await hub.ask(operation, as_=persona)
    assert answer.way.startswith(f'executor;desc="{why}'[:LONGEST_WAY])
    assert len(answer.way) < LONGEST_WAY + 20


def planned(operation: str, role: Role = Role.MEMBER, **variables: Any) -> Ready:
    found = PLANS.of(operation, variables, None, role, recorded=role not in (Role.MEMBER, Role.BENEFICIARY))
    assert isinstance(found, Ready), found
    return found


@pytest.mark.parametrize(("operation", "variables"), OPERATIONS, ids=range(len(OPERATIONS)))
async def test_the_database_is_asked_once(
    hub: HubClient, statements: Statements, operation: str, variables: dict[str, Any]
) -> None:
    headers = {"Authorization": f"Bearer {await hub.token('member')}"}
    body = {"query": operation, "variables": variables}
    await hub.http.post("/graphql", json=body, headers=headers)  # the lane is open from here on
    with statements() as ran:
        answer = await hub.http.post("/graphql", json=body, headers=headers)
    assert answer.headers["Server-Timing"] == "planner"
    assert len(ran) == 1, ran


async def test_nothing_is_read_for_an_actor_whom_the_statement_does_not_state(
    database: Database, member: Actor
) -> None:
    """Both locks turn on one thing: another household in the setting, and the predicate's rows are not there."""
    ready = planned(HOUSEHOLD)
    assert member.member_id is not None
    for stated in (str(member.member_id + 1), ""):
        values = {**member.parameters, "today": clock.today(), "setting": "hub.member_id", "value": stated}
        answer = await database.lanes.fetch("hub_member", ready.statement.sql, ready.parameters(values))
        assert ready.statement.finish(answer) == (b'{"me":null}', ())


async def test_the_next_reader_of_a_lane_sees_nothing_of_the_last_ones(
    hub: HubClient, database: Database
) -> None:
    await hub.ask(HOUSEHOLD, as_="member")
    left = "SELECT to_json(current_setting('hub.member_id', true))"
    assert await database.lanes.fetch("hub_member", left, []) == b'""'


async def test_a_lane_cannot_write(database: Database) -> None:
    with pytest.raises(Exception, match="ReadOnlySQLTransactionError"):
        await database.lanes.fetch(
            "hub_member", "UPDATE sharings SET withdrawn_at = NULL RETURNING 'null'::json", []
        )


def test_what_must_not_be_is_told_apart_from_what_clients_write() -> None:
    statement = planned(HOUSEHOLD).statement
    with pytest.raises(WrongAnswer):
        statement.finish(f'{{"me":"{WRONG}"}}'.encode())
    written = json.dumps({"me": f"{BEGIN.decode()}0,1,{END.decode()}"}, separators=(",", ":")).encode()
    assert BEGIN not in written
    assert END not in written


def test_every_field_of_a_declared_type_has_a_source() -> None:
    for declared in CATALOG:
        fields = SCHEMA._schema.type_map[declared.rows.type_name].fields
        assert len(declared.sources) == len(fields), declared.rows.type_name
