"""Cursors as Postgres writes them: the very texts that `planner.keyset` makes."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    DateTime,
    Integer,
    Numeric,
    Text,
    cast,
    func,
    literal_column,
)
from sqlalchemy.types import TypeEngine

from planner import keyset
from planner.declarations import Order, Page, plain
from planner.level import Level
from planner.shapes import constant


def cursor(page: Page, order: Order, level: Level) -> ColumnElement[str]:
    """The very text that `keyset.encode` makes of a row's place."""
    json: ColumnElement[str] = constant(keyset.opening(page, order))
    for column in order.columns:
        json = json.concat(constant(",")).concat(WRITTEN[type(plain(column).type)](level.take(column)))
    coded = func.encode(
        func.convert_to(json.concat(constant("]")), constant("UTF8")), constant("base64"), type_=Text
    )
    # As in addresses, unpadded and on one line: what has no counterpart is taken out.
    return func.translate(coded, literal_column(r"E'+/=\n'"), constant("-_"), type_=Text)


def _number(value: ColumnElement[Any]) -> ColumnElement[str]:
    return cast(value, Text)


def _string(value: ColumnElement[Any]) -> ColumnElement[str]:
    return cast(func.to_json(value), Text)


def _quoted(value: ColumnElement[Any]) -> ColumnElement[str]:
    return constant('"').concat(cast(value, Text)).concat(constant('"'))


def _instant(value: ColumnElement[Any]) -> ColumnElement[str]:
    text = func.to_char(func.timezone("UTC", value), 'YYYY-MM-DD"T"HH24:MI:SS.US', type_=Text)
    return constant('"').concat(func.replace(text, ".000000", "", type_=Text)).concat(constant('+00:00"'))


WRITTEN: Mapping[type[TypeEngine[Any]], Callable[[ColumnElement[Any]], ColumnElement[str]]] = {
    BigInteger: _number,
    Integer: _number,
    Text: _string,
    Date: _quoted,
    DateTime: _instant,
    Numeric: _quoted,
}
"""How a column of an order is written in a cursor: as `keyset.CODECS` writes it."""
