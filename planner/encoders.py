"""How Postgres writes a value as a scalar of the schema: a closed table, which strawberry's own serialisation
is the measure of. A pair that is not here is uncovered.

The value is written where it becomes JSON: a text as a string, a number as a number. What the scalar cannot
hold, and a null where none may be, become `WRONG`, a text that no client knows: the executor then says
what was wrong, and where.
"""

from collections.abc import Callable, Mapping
from typing import Any

from graphql import (
    GraphQLList,
    GraphQLOutputType,
    get_named_type,
    is_enum_type,
    is_list_type,
    is_non_null_type,
)
from sqlalchemy import (
    ARRAY,
    JSON,
    BigInteger,
    Boolean,
    ColumnElement,
    Date,
    DateTime,
    Double,
    Integer,
    Numeric,
    Text,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal_column,
    null,
)
from sqlalchemy.types import TypeEngine

from planner.declarations import Expression, plain

WRONG = bindparam("wrong", type_=Text)
"""Given at random by each process (`planner.statement`)."""

SMALLEST, LARGEST = -(2**31), 2**31 - 1
EXPONENT_FROM = literal_column("1e15::double precision", Double)
POINT_IN_WHOLE = (literal_column(r"'^-?\d+$'", Text), literal_column(r"'\&.0'", Text))
CENTS = 2
"""Digits after the point of an amount in euros."""

Encoder = Callable[[Any], Any]  # of an SQL expression another; SQLAlchemy types them by their values


def _as_it_is(value: Expression) -> Expression:
    return value


def _as_text(value: Expression) -> Expression:
    return cast(value, Text)


def _held(value: Expression, written: Expression, first: str, last: str) -> Expression:
    """What Python holds; of infinity and of years that it does not know the executor is to tell."""
    known = plain(value).between(literal_column(first), literal_column(last))
    return case((known, written), (value.is_not(None), WRONG))


def _day(value: Expression) -> Expression:
    return _held(value, cast(value, Text), "'0001-01-01'::date", "'9999-12-31'::date")


def _instant(value: Expression) -> Expression:
    first, last = "'0001-01-01 00:00Z'::timestamptz", "'9999-12-31 23:59:59.999999Z'::timestamptz"
    text = func.to_char(func.timezone("UTC", value), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"', type_=Text)
    return _held(value, func.replace(text, ".000000Z", "Z", type_=Text), first, last)


def _int(value: Expression) -> Expression:
    """GraphQL's Int has 32 bits."""
    fits = and_(value >= SMALLEST, value <= LARGEST)
    return case((value.is_(None), None), (fits, func.to_json(value)), else_=func.to_json(WRONG))


def _amount(value: Expression) -> Expression:
    type_ = plain(value).type
    two_places = isinstance(type_, Numeric) and type_.scale == CENTS
    return cast(value if two_places else cast(value, Numeric(30, CENTS)), Text)


def _float(value: Expression) -> Expression:
    """With the digits that Python gives it, and a point in a whole number. From some size on Postgres writes
    an exponent and Python does not yet: of those, and of what is no number, the executor is to tell.
    """
    float_ = cast(value, Double)
    written = cast(func.regexp_replace(cast(float_, Text), *POINT_IN_WHOLE, type_=Text), JSON)
    return case((func.abs(float_) < EXPONENT_FROM, written), (value.is_not(None), func.to_json(WRONG)))


def _full(value: Expression) -> Expression:
    """A list in which no null may be."""
    there_is_none = func.array_position(value, null()).is_(None)
    return case((there_is_none, func.to_json(value)), else_=func.to_json(WRONG))


ENUM = "an enum"
ENCODERS: Mapping[tuple[str, type[TypeEngine[Any]]], Encoder] = {
    ("String", Text): _as_it_is,
    ("ID", Text): _as_it_is,
    ("Boolean", Boolean): _as_it_is,
    ("Int", Integer): _as_it_is,
    ("Int", BigInteger): _int,
    ("Float", Numeric): _float,
    ("Decimal", Numeric): _as_text,
    ("Date", Date): _day,
    ("DateTime", DateTime): _instant,
    ("Euros", Numeric): _amount,
    (ENUM, Text): _as_it_is,
}
"""By scalar and column type. An enum's names are what its column holds: a constraint of the table says so."""

LISTS = {("String", Text), (ENUM, Text)}
"""What is written alike alone and in a list."""


def encoder(kind: GraphQLOutputType, column: TypeEngine[Any]) -> Encoder | None:
    """How a column of this type is written as this leaf; none for a pair that is not covered."""
    named = get_named_type(kind)
    scalar = ENUM if is_enum_type(named) else named.name
    inner = kind.of_type if is_non_null_type(kind) else kind
    if not is_list_type(inner):
        return ENCODERS.get((scalar, type(column)))
    assert isinstance(inner, GraphQLList)
    if isinstance(column, ARRAY) and (scalar, type(column.item_type)) in LISTS:
        return _full if is_non_null_type(inner.of_type) else _as_it_is
    return None


def not_null(value: Expression) -> ColumnElement[object]:
    """The value, or what tells that there is none where one must be."""
    return func.coalesce(func.to_json(value), func.to_json(WRONG))


def sure_of(json: Expression) -> ColumnElement[object]:
    """The same of what is JSON already."""
    return func.coalesce(json, func.to_json(WRONG))
