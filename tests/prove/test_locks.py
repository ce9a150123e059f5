"""Each lock is opened at each place, the other one being open: something has to be noticed every time."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from graphql import GraphQLObjectType, get_named_type, is_leaf_type

from runtime.database import Database
from runtime.migrations import as_owner
from tests.hub_client import HubClient
from tests.prove import faults
from tests.prove.faults import Fault
from tests.prove.unnoticed import UNNOTICED
from tests.visibility import side_doors, truth
from tests.visibility.conftest import CATALOG, SCHEMA
from tests.visibility.conftest import page as page_fixture
from tests.visibility.locks import open_second
from tests.visibility.matrix import Matrix
from tests.visibility.side_doors import Door
from tests.visibility.survey import READER_OF, listed, walked
from tests.visibility.truth import Truth
from tests.visibility.walk import is_connection, is_node, node_types
from tests.visibility.world import World

pytestmark = pytest.mark.prove
page = page_fixture


class Detector:
    """Looks where a fault could show until something is wrong."""

    def __init__(self, hub: HubClient, world: World, facts: Truth, page: Matrix) -> None:
        self.hub, self.world, self.facts, self.page = hub, world, facts, page

    async def notices(self, fault: Fault) -> str | None:
        """By what it is noticed, if it is."""
        if await self.by_a_door(fault, side_doors.doors(self.facts, self.world)):
            return "a side door"
        readers = [who for who in READER_OF if fault.role in (None, self.world.actors[who].sees)]
        for kind in concerned(fault.type_name):
            for who in readers:
                if await self._by_the_walk(kind, who):
                    return "the walk"
        if fault.type_name in self.facts.rows:
            types = [CATALOG.named(fault.type_name)]
            for who in readers:
                if await listed(self.hub, self.world, self.facts, self.page, who, types=types):
                    return "a list of all rows"
        return None

    async def by_a_door(self, fault: Fault, doors: Iterable[Door]) -> bool:
        for door in doors:
            if fault.place in (door.about, door.about.split(".")[0]) and await door.wrong(
                self.hub, self.world
            ):
                return True
        return False

    async def _by_the_walk(self, kind: GraphQLObjectType, who: str) -> bool:
        try:
            return bool(await walked(self.hub, self.world, self.facts, self.page, who, kinds=[kind]))
        except AssertionError:  # an answer with errors
            return True


def concerned(type_name: str) -> list[GraphQLObjectType]:
    """The nodes that are, or hold, rows of a type; itself first."""
    kinds = [kind for kind in node_types(SCHEMA._schema) if type_name in set(_held(kind, set()))]
    return sorted(kinds, key=lambda kind: kind.name != type_name)


def _held(kind: GraphQLObjectType, met: set[str]) -> Iterator[str]:
    yield kind.name
    for field in kind.fields.values():
        other = get_named_type(field.type)
        if is_leaf_type(other) or not isinstance(other, GraphQLObjectType) or other.name in met:
            continue
        if is_connection(other):
            other = get_named_type(get_named_type(other.fields["edges"].type).fields["node"].type)
        if is_node(other):
            yield other.name
        elif other.name not in met:
            met.add(other.name)
            yield from _held(other, met)


@pytest.fixture
async def facts(database: Database, world: World) -> Truth:
    """Of a world with something behind every door, and with the second lock open."""
    assert world.actors
    await open_second(database)
    async with as_owner(database.addresses) as owner:
        await side_doors.prepare(owner, world)
        return await truth.read(owner, CATALOG)


async def test_whatever_is_taken_from_the_first_lock_is_noticed(  # noqa: PLR0917  # fixtures
    executor: HubClient,
    database: Database,
    world: World,
    facts: Truth,
    page: Matrix,
    proof: Callable[[dict[str, Any]], None],
) -> None:
    for who in READER_OF:
        assert await walked(executor, world, facts, page, who) == [], "nothing is taken away yet"
    detector = Detector(executor, world, facts, page)
    every = faults.all_of(SCHEMA._schema, CATALOG)
    noticed: dict[str, str | None] = {}
    for fault in every:
        with fault.planted():
            noticed[fault.name] = await detector.notices(fault)
    async with as_owner(database.addresses) as owner:
        await side_doors.keep_for_others(owner)
    for fault in every:
        with fault.planted():
            if noticed[fault.name] is None and await detector.by_a_door(fault, side_doors.doors_to_others()):
                noticed[fault.name] = "a side door"
    proof(
        {
            "what": "A predicate or a restriction is taken away, the second lock being open, and somebody looks",
            "taken away": len(every),
            "noticed by": Counter(by for by in noticed.values() if by),
            "not noticed": {
                name: UNNOTICED.get(name, "a hole") for name, by in noticed.items() if by is None
            },
        }
    )
    assert {name for name, by in noticed.items() if by is None} == UNNOTICED.keys()
