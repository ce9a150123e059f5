"""Objects that are made of the request: Python says what is known without any table, the statement the rest.

What Python knows is one parameter, a JSON list of objects: of one or none for an object, of as many as there
are for a list. The statement reads it like rows, `t0`, `t1` …, and hangs on each what the database knows.
So the plan holds no value of a request, and whatever stands beneath is made as everywhere else.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graphql import get_named_type, is_leaf_type, is_list_type, is_non_null_type
from sqlalchemy import (
    Boolean,
    ColumnElement,
    Integer,
    Text,
    bindparam,
    case,
    cast,
    column,
    func,
    literal_column,
)
from sqlalchemy.dialects.postgresql import JSON

from planner import shapes
from planner.catalog import DEFINITION, python_name, source_of
from planner.declarations import FromRequest, Root
from planner.leaves import Writer, writer
from planner.operation import Selected
from planner.shapes import constant
from planner.uncovered import Unplannable

if TYPE_CHECKING:
    from planner.plan import Planning

Get = Callable[[Any], Any]
Part = tuple[str, Get, Writer]
"""A key of the JSON, where Python finds its value, and how it writes it."""


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """One field that is made of the request: the name of its parameter, and how its value is written."""

    name: str
    make: Get
    write: Writer

    def json(self, request: Any) -> str:
        return json.dumps(self.write(self.make(request)), ensure_ascii=False, separators=(",", ":"))


def told(plan: "Planning", selected: Selected, source: FromRequest) -> ColumnElement[Any]:
    name = f"told_{len(plan.told)}"
    given = cast(bindparam(name, type_=Text, required=True), JSON)
    value, write = _objects(plan, selected, given)
    plan.told.append(Told(name, source.make, write))
    return value


def _objects(
    plan: "Planning", selected: Selected, given: ColumnElement[Any]
) -> tuple[ColumnElement[Any], Writer]:
    """The objects of one field, read from JSON, and how that JSON is written."""
    number = next(plan.numbers)
    parts: list[Part] = []
    entries = [
        (child.key, _field(plan, child, literal_column(f"t{number}.v", JSON), parts))
        for child in plan.operation.under(selected)
    ]
    rows = (
        func.json_array_elements(given)
        .table_valued(column("v", JSON), with_ordinality="n")
        .render_derived(name=f"t{number}")
    )
    if not _is_list(selected):
        found = plan.required(selected, shapes.one(entries, rows, number, selected.path))
        return found, _one_written(parts)
    order = [literal_column(f"t{number}.n", Integer)]
    return shapes.many(entries, rows, order, number, selected.path), _list_written(parts)


def _field(
    plan: "Planning", selected: Selected, object_: ColumnElement[Any], parts: list[Part]
) -> ColumnElement[Any]:
    """One field of such an object. What Python has to say for it is added to the `parts`."""
    if selected.name == "__typename":
        return constant(selected.kind.name)
    source = source_of(selected.field)
    if source is not None:
        value = plan.hanging_on_nothing(selected)
        when = source.when if isinstance(source, Root) else None
        return value if when is None else case((_holds(object_, when, parts), value), else_=shapes.NULL)
    if selected.field.extensions[DEFINITION].base_resolver is not None:
        raise Unplannable(selected.path, "a resolver of its own")
    name = python_name(selected.field)
    found = object_.op("->", return_type=JSON())(constant(selected.key))
    if is_leaf_type(get_named_type(selected.field.type)):
        write = writer(selected, selected.field.type, plan.operation)
        value = found
    else:
        value, write = _objects(plan, selected, found)
    parts.append((selected.key, lambda object_: getattr(object_, name), write))
    return value


def _holds(object_: ColumnElement[Any], attribute: str, parts: list[Part]) -> ColumnElement[bool]:
    key = f"${attribute}"  # no GraphQL name has a `$`
    parts.append((key, lambda object_: getattr(object_, attribute), bool))
    return cast(object_.op("->>", return_type=Text())(constant(key)), Boolean)


def _is_list(selected: Selected) -> bool:
    """Whether it is a list that holds no null and is none: others would have to tell null from nothing."""
    kind = selected.field.type
    if not is_list_type(kind.of_type if is_non_null_type(kind) else kind):
        return False
    if str(kind) != f"[{get_named_type(kind).name}!]!":
        raise Unplannable(selected.path, "a list with nulls, made of the request")
    return True


def _one_written(parts: list[Part]) -> Writer:
    return lambda object_: [] if object_ is None else [_written(parts, object_)]


def _list_written(parts: list[Part]) -> Writer:
    return lambda objects: [_written(parts, object_) for object_ in objects]


def _written(parts: list[Part], object_: Any) -> dict[str, Any]:
    return {key: write(get(object_)) for key, get, write in parts}
