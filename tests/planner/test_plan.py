"""The trial of the planner: from the same declarations, one statement gives the executor's JSON."""

import json
from typing import Any

import pytest
from graphql import parse, validate
from sqlalchemy import text

from actions.personas import PERSONAS
from planner.plan import Uncovered, plan
from runtime import clock
from runtime.actor import Actor
from runtime.database import Database
from schema.build import build, catalog_of
from tests.hub_client import HubClient

SCHEMA = build()
CATALOG = catalog_of(SCHEMA)

HOUSEHOLD = "{ me { firstName contracts { number } beneficiaries { firstName } } }"
OPERATIONS = [
    HOUSEHOLD,
    "{ me { id number firstName lastName email } }",
    "{ me { contracts { id number lineOfBusiness startDate endDate beneficiaries { id relation } } } }",
    "{ me { beneficiaries { birthDate coveredFrom coveredTo sharing { given since } } } }",
    "{ b: me { lastName } a: me { z: number y: number __typename } }",
    "{ me { ...A ... on Member { contracts { startDate } } } } "
    "fragment A on Member { contracts { number } ... on Node { id } }",
    "query($yes: Boolean!, $no: Boolean = false) { me { number @skip(if: $yes) email @include(if: $no) id"
    " ...F @include(if: $yes) } } fragment F on Member { lastName @skip(if: $no) }",
    "{ me { __typename } } ",
    "{ " + f"me {{ {'n' * 100}: number {'n' * 101}: firstName }}" + " }",
]


def ordered(text: str) -> Any:
    """JSON with the order of its keys, which GraphQL prescribes."""
    return json.loads(text, object_pairs_hook=lambda pairs: pairs)


async def planned(database: Database, actor: Actor, operation: str, variables: dict[str, Any]) -> Any:
    """The operation's data as the planner's one statement gives it, on a connection of its own."""
    document = parse(operation)
    assert validate(SCHEMA._schema, document) == []
    statement = plan(SCHEMA._schema, CATALOG, document, variables=variables, role=actor.sees)
    assert not isinstance(statement, Uncovered), statement
    setting, value = actor.setting
    parameters = {**actor.parameters, "today": clock.today(), "setting": setting, "value": value}
    async with database._engine(actor.database_role).connect() as lane:
        await lane.execution_options(isolation_level="AUTOCOMMIT")
        data = (await lane.execute(statement, parameters)).scalar_one()
        left = await lane.scalar(text("SELECT current_setting(:name, true)"), {"name": setting})
        assert left in ("", None), "the actor is gone with the statement"
    return data


@pytest.mark.parametrize("operation", OPERATIONS, ids=range(len(OPERATIONS)))
@pytest.mark.parametrize("persona", PERSONAS)
async def test_the_planner_answers_what_the_executor_answers(
    hub: HubClient, database: Database, persona: str, operation: str
) -> None:
    variables = {"yes": True} if "$yes" in operation else {}
    answer = await hub.ask(operation, as_=persona, **variables)
    assert answer.errors == []
    actor = (await hub.identity(persona)).capacities[0]
    data = await planned(database, actor, operation, variables)
    text_of = json.dumps(data)
    assert ordered(text_of) == ordered(json.dumps(answer.data))


async def test_a_shared_instant_is_written_alike(hub: HubClient, database: Database, spouse: Actor) -> None:
    await hub.ask("mutation { sharingSet(input: {given: true}) { done } }", as_="spouse")
    operation = "{ me { beneficiaries { sharing { given since } } } }"
    assert await planned(database, spouse, operation, {}) == (await hub.ask(operation, as_="spouse")).data


async def test_the_statement_reads_nothing_for_an_actor_it_does_not_state(
    database: Database, member: Actor
) -> None:
    """Both locks turn on one thing: another household in the setting, and the predicate's rows are not there."""
    statement = plan(SCHEMA._schema, CATALOG, parse(HOUSEHOLD), variables={}, role=member.role)
    assert not isinstance(statement, Uncovered)
    assert member.member_id is not None
    for stated in (str(member.member_id + 1), ""):
        values = {**member.parameters, "today": clock.today(), "setting": "hub.member_id", "value": stated}
        async with database._engine("hub_member").connect() as lane:
            assert await lane.scalar(statement, values) == {"me": None}


@pytest.mark.parametrize(
    ("operation", "path"),
    [
        ("{ viewer { displayName } }", ("viewer",)),
        ('{ me { id } node(id: "x") { id } }', ("node",)),
        ("{ me { contracts { member { id } } } }", ("me", "contracts", "member")),
        ("{ members { totalCount } }", ("members",)),
        ("{ __typename }", ("__typename",)),
        ("mutation { sharingSet(input: {given: true}) { done } }", ()),
        ("{ " + " ".join(f"a{i}: me {{ id }}" for i in range(51)) + " }", ()),
        ("{ me { " + " ".join(f"a{i}: number" for i in range(51)) + " } }", ("me",)),
    ],
)
def test_what_it_does_not_cover_is_left_whole_and_says_why(
    member: Actor, operation: str, path: tuple[str, ...]
) -> None:
    left = plan(SCHEMA._schema, CATALOG, parse(operation), variables={}, role=member.role)
    assert isinstance(left, Uncovered)
    assert left.path == path
    assert left.reason


def test_equal_operations_give_equal_text(member: Actor) -> None:
    texts = {
        str(plan(SCHEMA._schema, CATALOG, parse(OPERATIONS[3]), variables={}, role=member.role))
        for _ in range(3)
    }
    assert len(texts) == 1


def test_every_field_of_a_declared_type_has_a_source() -> None:
    for declared in CATALOG:
        fields = SCHEMA._schema.type_map[declared.rows.type_name].fields
        assert len(declared.sources) == len(fields), declared.rows.type_name
