"""Operations drawn at random from the whole schema: what a client could ask, valid and within the bounds.

Fields under aliases and twice, fragments with and without names and on interfaces, `@skip` and `@include`, values in
the text and in variables, with defaults, null and absent, pages both ways with cursors, filters and orders.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_composite_type,
    is_required_argument,
)
from hypothesis import strategies as st

Draw = Callable[[st.SearchStrategy[Any]], Any]

DEEPEST = 4
SIZES = [0, 1, 2, 3, 5]
TEXTS = ["a", "mar", "é", "consul", "%", "", "Amont", "dr durand"]
DAYS = ["2025-01-01", "2026-05-02", "2026-05-04", "2024-02-29", "2026-12-31"]
AMOUNTS = ["0", "10.00", "-5.50", "1000"]


class Enum(str):
    """A name that stands in the text without quotes."""


@dataclass
class Known:
    """Values of the world that arguments can have: ids by type, numbers, references, cursors."""

    ids: list[str]
    numbers: list[str]
    cursors: list[str]


@dataclass
class Operation:
    """One drawn operation with its variables, while it is drawn."""

    draw: Draw
    known: Known
    schema: GraphQLSchema
    declared: list[str] = field(default_factory=list)
    variables: dict[str, Any] = field(default_factory=dict)
    fragments: list[str] = field(default_factory=list)

    def variable(self, kind: GraphQLInputType, value: Any) -> str:
        """The value by way of a variable: given, by default, or both, when the default is not looked at."""
        name = f"v{len(self.declared)}"
        way = self.draw(st.sampled_from(["given", "default", "both"]))
        default = f" = {literal(value)}" if way == "default" and value is not None else ""
        if way == "both" and not isinstance(kind, GraphQLNonNull):
            default = " = null"
        self.declared.append(f"${name}: {kind}{default}")
        if way != "default" or value is None:
            self.variables[name] = value
        return f"${name}"


def literal(value: Any) -> str:
    if isinstance(value, Enum):
        return str(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {literal(each)}" for name, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(literal(each) for each in value) + "]"
    return json.dumps(value, ensure_ascii=False)


@st.composite
def operations(draw: Draw, schema: GraphQLSchema, known: Known) -> tuple[str, dict[str, Any]]:
    """A text and its variables."""
    operation = Operation(draw, known, schema)
    assert schema.query_type is not None
    body = _selection(operation, schema.query_type, 0)
    declared = f"query Q({', '.join(operation.declared)}) " if operation.declared else ""
    return " ".join([f"{declared}{body}", *operation.fragments]), operation.variables


def _selection(operation: Operation, kind: Any, depth: int) -> str:
    """Some fields of a type; what leads further only where there is room."""
    draw = operation.draw
    if isinstance(kind, GraphQLInterfaceType):
        kinds = sorted(operation.schema.get_possible_types(kind), key=lambda each: each.name)
        chosen = draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=3, unique=True))
        of_kinds = [f"... on {each.name} {_selection(operation, each, depth + 1)}" for each in chosen]
        return "{ __typename id " + " ".join(of_kinds) + " }"
    fields = {
        name: each
        for name, each in kind.fields.items()
        if depth < DEEPEST or not is_composite_type(get_named_type(each.type))
    }
    names = (
        draw(st.lists(st.sampled_from(sorted(fields)), min_size=1, max_size=4 if depth else 3))
        if fields
        else []
    )
    written, used = ["__typename"] if not names else [], set[str]()
    for name in names:
        text = _field(operation, name, fields[name], depth, used)
        written.append(_wrapped(operation, kind, text))
    if draw(st.integers(0, 9)) == 0:
        written.append("__typename")
    return "{ " + " ".join(written) + " }"


def _wrapped(operation: Operation, kind: Any, text: str) -> str:
    """A field as it is, or in a fragment of one sort or another."""
    sort = operation.draw(st.integers(0, 11))
    if sort == 0:
        return f"... {{ {text} }}"
    if sort == 1:
        return f"... on {kind.name} {_directive(operation)} {{ {text} }}"
    if sort == 2:
        name = f"F{len(operation.fragments)}"
        operation.fragments.append(f"fragment {name} on {kind.name} {{ {text} }}")
        return f"...{name} {_directive(operation)}"
    if (
        sort == 3
        and isinstance(kind, GraphQLObjectType)
        and any(each.name == "Node" for each in kind.interfaces)
    ):
        return f"{text} ... on Node {{ id }}"
    return text


def _field(operation: Operation, name: str, field_: GraphQLField, depth: int, used: set[str]) -> str:
    draw = operation.draw
    arguments = _arguments(operation, field_)
    inner = get_named_type(field_.type)
    composite = isinstance(inner, GraphQLObjectType | GraphQLInterfaceType)
    # The same name twice must be the same field, asked alike: only what takes no arguments comes twice.
    key = name
    if arguments or composite or draw(st.integers(0, 5)) == 0:
        key = f"{draw(st.sampled_from(['a', 'b', 'long' * 18]))}{len(used)}"
    if key in used and key != name:
        key = f"{key}_{len(used)}"
    used.add(key)
    alias = "" if key == name else f"{key}: "
    directive = _directive(operation)
    selection = (
        _selection(operation, inner, depth + (name not in ("edges", "node", "pageInfo"))) if composite else ""
    )
    return f"{alias}{name}{arguments} {directive} {selection}".strip()


def _directive(operation: Operation) -> str:
    way = operation.draw(st.integers(0, 11))
    if way > 2:
        return ""
    name = operation.draw(st.sampled_from(["skip", "include"]))
    value = operation.draw(st.booleans())
    condition = literal(value) if way == 0 else operation.variable(GraphQLNonNull(GraphQLBoolean), value)
    return f"@{name}(if: {condition})"


def _arguments(operation: Operation, field_: GraphQLField) -> str:
    said: list[str] = []
    for name, argument in field_.args.items():
        if name in ("last", "before") and any(each.startswith(("first", "after")) for each in said):
            continue
        if is_required_argument(argument) or operation.draw(st.integers(0, 2)) == 0:
            said.append(f"{name}: {_argument(operation, name, argument)}")
    return f"({', '.join(said)})" if said else ""


def _argument(operation: Operation, name: str, argument: GraphQLArgument) -> str:
    value = _value(operation, name, argument.type)
    if operation.draw(st.integers(0, 2)) == 0:
        return operation.variable(argument.type, value)
    return literal(value)


def _value(operation: Operation, name: str, kind: GraphQLInputType) -> Any:
    draw, known = operation.draw, operation.known
    if not isinstance(kind, GraphQLNonNull):
        if draw(st.integers(0, 7)) == 0:
            return None
    else:
        kind = kind.of_type
    if isinstance(kind, GraphQLList):
        return [_value(operation, name, kind.of_type) for _ in range(draw(st.integers(0, 2)))]
    if isinstance(kind, GraphQLEnumType):
        return Enum(draw(st.sampled_from(sorted(kind.values))))
    if isinstance(kind, GraphQLInputObjectType):
        chosen = [each for each in kind.fields if draw(st.booleans())]
        return {each: _value(operation, each, kind.fields[each].type) for each in chosen}
    return draw(st.sampled_from(_pool(known, name, get_named_type(kind).name)))


def _pool(known: Known, name: str, scalar: str) -> list[Any]:
    if name in ("after", "before"):
        return known.cursors
    if name in ("number", "reference"):
        return known.numbers
    pools: dict[str, list[Any]] = {
        "Int": SIZES, "ID": known.ids, "Boolean": [True, False], "Date": DAYS, "Euros": AMOUNTS, "String": TEXTS,
    }  # fmt: skip
    return pools[scalar]
