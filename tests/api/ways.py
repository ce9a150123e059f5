"""Ways through the schema: to every type that a query reaches, with the arguments that fields need."""

from collections.abc import Iterator
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLObjectType,
    get_named_type,
    is_list_type,
    is_non_null_type,
)

from schema.build import build

SCHEMA = build()._schema
A_VALUE = {
    "ID": "ctr_0000000000000001", "Int": 1, "String": "a", "Boolean": True, "Date": "2025-01-01",
    "DateTime": "2025-01-01T00:00:00Z", "Euros": "1.00", "Float": 1.0,
}  # fmt: skip

Path = list[tuple[str, str, GraphQLObjectType]]
"""From the root: each field, the type it is on, and the type it leads to."""


def ways() -> dict[str, Path]:
    """A way to every object type that a query can reach; to a node the shortest is `node` itself."""
    assert SCHEMA.query_type is not None
    found: dict[str, Path] = {"Query": []}
    waiting = [SCHEMA.query_type]
    nodes = SCHEMA.get_possible_types(SCHEMA.type_map["Node"])
    found.update({kind.name: [("node", "Node", kind)] for kind in nodes})
    waiting += nodes
    while waiting:
        kind = waiting.pop(0)
        for name, field in kind.fields.items():
            inner = get_named_type(field.type)
            if isinstance(inner, GraphQLObjectType) and inner.name not in found:
                found[inner.name] = [*found[kind.name], (name, kind.name, inner)]
                waiting.append(inner)
    return found


def arguments() -> Iterator[tuple[Path, str, str, GraphQLArgument]]:
    """Every argument of a query: the way to its field's type, the field, its name and itself."""
    for kind, way in ways().items():
        for name, field in SCHEMA.type_map[kind].fields.items():
            yield from ((way, name, argument, each) for argument, each in field.args.items())


def places(kind: GraphQLInputType, where: list[str]) -> Iterator[tuple[list[str], str]]:
    """The scalars within an argument, each with the names that lead to it."""
    named = get_named_type(kind)
    if isinstance(named, GraphQLInputObjectType):
        for name, field in named.fields.items():
            yield from places(field.type, [*where, name])
    else:
        yield where, named.name


def some_value(kind: GraphQLInputType, at: list[str], wrong: object) -> Any:
    """A value of a type with what is needed, and at one place in it something else."""
    if not at and not isinstance(get_named_type(kind), GraphQLInputObjectType):
        return [wrong] if is_list_type(kind) else wrong
    if is_list_type(kind) or (is_non_null_type(kind) and is_list_type(kind.of_type)):
        return [some_value(get_named_type(kind), at, wrong)]
    named = get_named_type(kind)
    if not isinstance(named, GraphQLInputObjectType):
        return A_VALUE.get(named.name) or next(iter(named.values))
    needed = {name for name, each in named.fields.items() if is_non_null_type(each.type)}
    return {
        name: some_value(named.fields[name].type, at[1:], wrong)
        if at[:1] == [name]
        else some_value(named.fields[name].type, ["…"], wrong)
        for name in needed | (set(at[:1]) & named.fields.keys())
    }


def operation(
    way: Path, field: str, argument: str, kind: GraphQLInputType, id_: str = "mbr_0000000000000001"
) -> str:
    """A query that gives one argument a variable, and other arguments that are needed a value.

    A way through `node` begins at the id.
    """
    owner = way[-1][2] if way else SCHEMA.query_type
    assert owner is not None
    others = [
        f"{name}: {written(each.type)}"
        for name, each in owner.fields[field].args.items()
        if name != argument and is_non_null_type(each.type)
    ]
    inner = get_named_type(owner.fields[field].type)
    leaf = f"{field}({', '.join([f'{argument}: $value', *others])})"
    text = f"{leaf} {{ __typename }}" if hasattr(inner, "fields") else leaf
    for name, on, to in reversed(way):
        given = f'(id: "{id_}")' if name == "node" else needs(on, name)
        text = f"{name}{given} {{ ... on {to.name} {{ {text} }} }}"
    return f"query($value: {kind}) {{ {text} }}"


def needs(kind: str, field: str) -> str:
    needed = [
        f"{name}: {written(each.type)}"
        for name, each in SCHEMA.type_map[kind].fields.get(field).args.items()
        if is_non_null_type(each.type)
    ]
    return f"({', '.join(needed)})" if needed else ""


def written(kind: GraphQLInputType) -> str:
    value = some_value(kind, ["…"], None)
    return (
        f'"{value}"'
        if isinstance(value, str) and get_named_type(kind).name in A_VALUE
        else str(value).lower()
    )
