"""What arguments can be about in the world of the visibility tests: its ids, numbers, and cursors of every list."""

from collections.abc import AsyncIterator, Iterator, Mapping

from graphql import GraphQLObjectType

from planner.catalog import source_of
from planner.declarations import Page
from tests.both_ways import CATALOG, SCHEMA
from tests.hub_client import HubClient
from tests.planner.values import Known, cursors_of
from tests.visibility.truth import Truth
from tests.visibility.world import World

READERS = ("agent", "member", "spouse")
OF_A_TYPE = 8
"""Of its newest rows, which are the world's, and as many of all of them: the personas' come first."""
NUMBERS = ["800001", "800002", "S-800001", "P-800001", "S-800002", "none"]


async def known_of(hub: HubClient, world: World, facts: Truth) -> Known:
    ids = {
        each.rows.type_name: _some(list(facts.by_id(each.rows.type_name)))
        for each in CATALOG
        if each.rows.tag and each.rows.type_name in facts.rows
    }
    references = [row["raw reference"] for row in facts.rows["Procedure"]]
    cursors: dict[str, list[str]] = {}
    for holder, field, page in pages():
        for order in page.orders:
            arguments = f"first: 4{'' if order is page.orders[0] else f', orderBy: {order.name}'}"
            if "search" in field and "String!" in field:
                arguments += ', search: "cli"'
            asked = f"{field.split('(')[0]}({arguments}) {{ edges {{ cursor }} }}"
            found = [each async for each in _cursors(hub, world, ids, holder, asked)]
            if found:
                cursors[cursors_of(page, order.name)] = sorted(set(found))
    ids = {name: each for name, each in ids.items() if each}
    return Known(ids, NUMBERS, [*references[::9], "none"], cursors)


def _some(ids: list[str]) -> list[str]:
    return sorted({*ids[:: len(ids) // OF_A_TYPE + 1], *ids[-OF_A_TYPE:]})


def pages() -> Iterator[tuple[str, str, Page]]:
    """Each page of the schema with the type that holds it, and its field as the schema writes it."""
    for kind in SCHEMA._schema.type_map.values():
        if isinstance(kind, GraphQLObjectType):
            for name, field in kind.fields.items():
                if isinstance(page := source_of(field), Page):
                    args = ", ".join(f"{each}: {argument.type}" for each, argument in field.args.items())
                    yield kind.name, f"{name}({args})", page


async def _cursors(
    hub: HubClient, world: World, ids: Mapping[str, list[str]], holder: str, asked: str
) -> AsyncIterator[str]:
    query = "query($ids: [ID!]!) { nodes(ids: $ids) { ... on " + holder + " { page: " + asked + " } } }"
    for who in READERS:
        if holder == "Query":
            rows = [(await hub.ask("{ page: " + asked + " }", as_=world.identity(who))).data]
        else:
            rows = (await hub.ask(query, as_=world.identity(who), ids=ids.get(holder, []))).data["nodes"]
        for row in rows:
            for edge in ((row or {}).get("page") or {"edges": []})["edges"]:
                yield edge["cursor"]
