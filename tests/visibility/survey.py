"""All that somebody is answered, and all that is wrong with it, said line by line."""

from collections.abc import Iterable

from graphql import GraphQLObjectType

from loaders import selects
from loaders.reader import Reader
from planner.declarations import Declared, ToMany
from runtime import clock
from tests.hub_client import HubClient
from tests.visibility.checking import Reading
from tests.visibility.conftest import CATALOG, SCHEMA
from tests.visibility.matrix import Matrix
from tests.visibility.truth import Truth
from tests.visibility.walk import node_types, nodes
from tests.visibility.world import World

READER_OF = {
    "member": "member",
    "other-member": "member",
    "spouse": "beneficiary",
    "adult-child": "beneficiary",
    "former": "beneficiary",
    "guardian": "guardian",
    "guardian-of-spouse": "beneficiary",
    "broker": "broker",
    "other-broker": "broker",
    "agent": "agent",
    "reporting": "reporting",
    "service": "service",
}
"""People of the world, each with a column of docs/visibility.md."""


async def walked(
    hub: HubClient,
    world: World,
    facts: Truth,
    page: Matrix,
    who: str,
    *,
    kinds: Iterable[GraphQLObjectType] | None = None,
) -> list[str]:
    """What is wrong with what somebody is answered over HTTP about every node, or about nodes of some kinds."""
    reading = Reading(facts, page, READER_OF[who], world.actors[who])
    wrong: list[str] = []
    for kind in node_types(SCHEMA._schema) if kinds is None else kinds:
        rows = facts.by_id(kind.name)
        answers = await nodes(hub, world.identity(who), kind, rows)
        expected = reading.expected_ids(kind.name)
        wrong += [f"{kind.name} {id_} is seen" for id_ in answers.keys() - expected]
        wrong += [f"{kind.name} {id_} is not seen" for id_ in expected - answers.keys()]
        for id_ in answers.keys() & expected:
            wrong += reading.faults(kind, rows[id_], answers[id_])
    return sorted(set(wrong))


async def listed(
    hub: HubClient,
    world: World,
    facts: Truth,
    page: Matrix,
    who: str,
    *,
    types: Iterable[Declared] | None = None,
) -> list[str]:
    """What is wrong with the rows that somebody would find of each type, or of some, if a way led to them all.

    Most types are reached from a row that is seen, so that a walk does not tell whether they have a
    predicate of their own.
    """
    actor = world.actors[who]
    reading = Reading(facts, page, READER_OF[who], actor)
    reader = Reader(hub.database, CATALOG, actor, clock.today())
    wrong: list[str] = []
    try:
        for declared in _with_rows() if types is None else types:
            name, key = declared.rows.type_name, declared.rows.key
            found = {
                tuple(row._mapping[selects.label(part)] for part in key)
                for row in await reader.listed(ToMany(declared.rows, on=(), order=key))
            }
            expected = {
                tuple(row[selects.label(part)] for part in key)
                for row in facts.rows[name]
                if reading.may_see(name, row)
            }
            wrong += [f"{name} {each} would be found" for each in found - expected]
            wrong += [f"{name} {each} would not be found" for each in expected - found]
    finally:
        await reader.close()
    return sorted(wrong)


def _with_rows() -> Iterable[Declared]:
    return (declared for declared in CATALOG if not declared.sums)
