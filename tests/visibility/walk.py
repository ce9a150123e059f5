"""Ask for everything that the schema has, as somebody, over HTTP.

Every node in the database is asked for by its id, with all its fields; what is not a node is asked for
inside its parent. An edge does not know the path by which one came to its row, so that edges from every
node, and from the roots, are all paths there are.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_leaf_type,
    is_required_argument,
)

from runtime.tokens import Identity
from tests.hub_client import HubClient

Json = dict[str, Any]
DEEPEST = 5


def is_node(kind: GraphQLNamedType) -> bool:
    return isinstance(kind, GraphQLInterfaceType) or (
        isinstance(kind, GraphQLObjectType) and any(each.name == "Node" for each in kind.interfaces)
    )


def is_connection(kind: GraphQLNamedType) -> bool:
    return kind.name.endswith("Connection")


def node_types(schema: GraphQLSchema) -> Iterator[GraphQLObjectType]:
    for kind in schema.type_map.values():
        if isinstance(kind, GraphQLObjectType) and is_node(kind):
            yield kind


def selection(kind: GraphQLObjectType, deep: int = 0) -> str:
    """All fields of a type that can be asked for without arguments."""
    fields = (_field(name, field, deep) for name, field in kind.fields.items())
    return "{ __typename " + " ".join(each for each in fields if each) + " }"


def _field(name: str, field: GraphQLField, deep: int) -> str | None:
    kind = get_named_type(field.type)
    if any(is_required_argument(argument) for argument in field.args.values()):
        return None
    if is_leaf_type(kind):
        return name
    if is_node(kind):
        return f"{name} {{ id __typename }}"
    assert isinstance(kind, GraphQLObjectType), kind
    if deep >= DEEPEST:
        return None
    if is_connection(kind):
        totals = (
            "totals " + selection(get_named_type(kind.fields["totals"].type), deep)
            if "totals" in kind.fields
            else ""
        )
        node = get_named_type(get_named_type(kind.fields["edges"].type).fields["node"].type)
        inner = "{ id }" if is_node(node) else selection(node, deep + 1)
        return f"{name}(first: 50) {{ totalCount {totals} edges {{ node {inner} }} }}"
    return f"{name} {selection(kind, deep + 1)}"


async def nodes(
    hub: HubClient, identity: Identity, kind: GraphQLObjectType, ids: Iterable[str]
) -> dict[str, Json]:
    """Of these ids those that stand for something, each with all its fields."""
    query = f"query($ids: [ID!]!) {{ nodes(ids: $ids) {{ ... on {kind.name} {selection(kind)} }} }}"
    found: dict[str, Json] = {}
    wanted = list(ids)
    for some in (wanted[i : i + 5] for i in range(0, len(wanted), 5)):
        answer = await hub.ask(query, as_=identity, ids=some)
        assert answer.errors == [], (kind.name, answer.errors)
        found |= {id_: node for id_, node in zip(some, answer.data["nodes"], strict=True) if node is not None}
    return found


async def roots(hub: HubClient, identity: Identity, schema: GraphQLSchema) -> Json:
    """What every root field without required arguments answers; a refusal is its code."""
    assert schema.query_type is not None
    found: Json = {}
    for name, field in schema.query_type.fields.items():
        if (asked := _field(name, field, 0)) is not None:
            answer = await hub.ask(f"{{ {asked} }}", as_=identity)
            found[name] = answer.codes or answer.data[name]
    return found
