"""How many statements an operation makes: one a relation, never more with more rows."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest

from actions.households.household_open import household_open
from actions.transaction import transaction
from runtime.actor import Actor
from runtime.database import Database
from tests.households import a_household
from tests.hub_client import HubClient

Statements = Callable[[], AbstractContextManager[list[str]]]

HOUSEHOLD = "{ me { firstName contracts { number beneficiaries { firstName contract { number } } } } }"
EVERYTHING = """{ members(first: 100) { totalCount edges { node { number
    contracts { number member { number } beneficiaries { firstName sharing { given } contract { number } } } } } } }"""


async def open_households(database: Database, agent: Actor, first: int, count: int) -> None:
    async with transaction(database, agent, date(2026, 1, 1)) as tx:
        for number in range(first, first + count):
            await household_open(tx, a_household(str(number)))


def table_of(statement: str) -> str:
    """The table that a statement reads its rows from, whatever it looks up for each of them."""
    outside, inside = statement, ""
    while outside != inside:
        outside, inside = re.sub(r"\([^()]*\)", "", outside), outside
    return outside.split(" FROM ")[1].split()[0]


async def test_a_household_is_read_with_one_statement_a_relation(
    executor: HubClient, statements: Statements
) -> None:
    with statements() as ran:
        assert (await executor.ask(HOUSEHOLD, as_="member")).errors == []
    assert [table_of(each) for each in ran] == [
        "members",
        "contracts",
        "coverages",
        "contracts",
    ]


@pytest.mark.parametrize("persona", ["agent", "broker"])
async def test_the_number_of_statements_does_not_grow_with_the_rows(
    executor: HubClient, database: Database, agent: Actor, statements: Statements, persona: str
) -> None:
    identity = await executor.identity(persona)
    with statements() as few:
        await executor.ask(EVERYTHING, as_=identity)
    await open_households(database, agent, 101000, 60)
    with statements() as many:
        answer = await executor.ask(EVERYTHING, as_=identity)
    assert answer.errors == []
    assert len(answer.data["members"]["edges"]) == (68 if persona == "agent" else 8)
    assert len(many) == len(few)


async def test_nodes_of_one_type_are_found_with_one_statement(
    executor: HubClient, statements: Statements
) -> None:
    people = (await executor.ask("{ me { id beneficiaries { id } } }", as_="member")).data["me"]
    ids = [each["id"] for each in people["beneficiaries"]]
    identity = await executor.identity("member")
    with statements() as ran:
        found = await executor.ask(
            "query($ids: [ID!]!) { nodes(ids: $ids) { id } }", as_=identity, ids=[*ids, people["id"], *ids]
        )
    assert found.data["nodes"] == [{"id": id_} for id_ in [*ids, people["id"], *ids]]
    assert len(ran) == 2


async def test_a_total_is_counted_only_when_asked_for(executor: HubClient, statements: Statements) -> None:
    identity = await executor.identity("agent")
    with statements() as ran:
        await executor.ask("{ members { edges { node { number } } } }", as_=identity)
    assert len(ran) == 1
    with statements() as ran:
        await executor.ask("{ members { totalCount a: totalCount } }", as_=identity)
    assert sum("count(*)" in each for each in ran) >= 1


async def test_nothing_is_asked_for_who_sees_nothing(executor: HubClient, statements: Statements) -> None:
    with statements() as ran:
        await executor.ask('{ viewer { displayName } me { id } node(id: "mbr_0000000000000001") { id } }')
    assert ran == []
