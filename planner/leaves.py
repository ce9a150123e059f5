"""Fields that Python makes of columns: the statement holds what they are made of, and they take its place.

Postgres writes the columns as a JSON array, which stands in the answer as a string with a mark of the process
before it that no client knows. One regular expression finds them; the answer is never decoded as a whole.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from graphql import (
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    get_named_type,
    is_leaf_type,
)
from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    ColumnElement,
    Date,
    DateTime,
    Integer,
    Numeric,
    Text,
    bindparam,
    cast,
    func,
)
from sqlalchemy.dialects.postgresql import JSONB

from planner.catalog import DEFINITION, python_name
from planner.declarations import Computed, plain
from planner.operation import Operation, Selected
from planner.shapes import constant
from planner.uncovered import Unplannable

MARK = bindparam("mark", type_=Text)
"""Given at random by each process (`planner.statement`)."""

Writer = Callable[[Any], Any]
"""Makes of a value what JSON can hold; raises what the executor is to tell."""


class WrongValue(Exception):
    """The executor is to say what is wrong with it."""


def _same(value: Any) -> Any:
    return value


def _decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


def _instant(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(value)


READ: Mapping[type[Any], Callable[[Any], Any]] = {
    Text: _same, Boolean: _same, Integer: _same, BigInteger: _same, JSONB: _same, ARRAY: _same,
    Numeric: _decimal, Date: _day, DateTime: _instant,
}  # fmt: skip
"""How a value of a column type is read from JSON, so that it is what the database driver would have given."""


@dataclass(frozen=True, slots=True, eq=False)
class Leaf:
    """One computed field of one selection."""

    compute: Callable[..., Any]
    needs: tuple[tuple[str, Callable[[Any], Any]], ...]
    write: Writer

    def json(self, payload: str) -> bytes:
        """Its value as JSON, of the columns that the statement has written."""
        values = json.loads(payload)
        given = {name: read(value) for (name, read), value in zip(self.needs, values, strict=True)}
        written = json.dumps(self.write(self.compute(**given)), ensure_ascii=False, separators=(",", ":"))
        return written.encode()


def leaf_of(selected: Selected, computed: Computed, operation: Operation) -> Leaf:
    needs = []
    for name, column in computed.needs.items():
        read = READ.get(type(plain(column.expression).type))
        if read is None:
            raise Unplannable(selected.path, f"made of a {plain(column.expression).type!r}")
        needs.append((name, read))
    return Leaf(computed.compute, tuple(needs), writer(selected, selected.field.type, operation))


def marked(number: int, values: list[ColumnElement[Any]]) -> ColumnElement[str]:
    """What stands in the answer for a leaf."""
    written = [cast(value, Text) if isinstance(value.type, Numeric) else value for value in values]
    array = cast(func.json_build_array(*written), Text)
    return MARK.concat(constant(f"{number}:")).concat(array)


def writer(selected: Selected, kind: GraphQLOutputType, operation: Operation) -> Writer:
    """How a value of a type is written, made once: the rules of GraphQL's own executor."""
    if isinstance(kind, GraphQLNonNull):
        return _never_null(writer(selected, kind.of_type, operation))
    if isinstance(kind, GraphQLList):
        each = writer(selected, kind.of_type, operation)
        return lambda value: None if value is None else [each(item) for item in value]
    if is_leaf_type(kind):
        serialize = kind.serialize
        return lambda value: None if value is None else serialize(value)
    named = get_named_type(kind)
    if not isinstance(named, GraphQLObjectType):
        raise Unplannable(selected.path, "made by Python, and an interface or a union")
    fields = [_field(child, operation) for child in operation.under(selected, named)]
    return lambda value: None if value is None else {key: write(get(value)) for key, get, write in fields}


def _field(child: Selected, operation: Operation) -> tuple[str, Callable[[Any], Any], Writer]:
    if child.name == "__typename":
        name = child.kind.name
        return child.key, lambda _: name, _same
    if child.field.extensions[DEFINITION].base_resolver is not None:
        raise Unplannable(child.path, "a resolver of its own")
    attribute = python_name(child.field)
    return child.key, lambda value: getattr(value, attribute), writer(child, child.field.type, operation)


def _never_null(write: Writer) -> Writer:
    def written(value: Any) -> Any:
        found = write(value)
        if found is None:
            raise WrongValue
        return found

    return written
