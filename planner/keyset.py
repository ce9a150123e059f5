"""Keyset pages: what a client may ask for, and cursors that say where a page ended.

A page is stable while rows are inserted: it goes on after a place in the order, not after a number of
rows. The order ends in a unique key, its columns are not null and all go one way, so that one row
comparison says "after".
"""

import base64
import binascii
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, Date, DateTime, Integer, Numeric, Text

from planner.choices import BadArgument
from planner.declarations import Order, Page, plain

DEFAULT_SIZE = 20
LARGEST_SIZE = 100
LONGEST_CURSOR = 4_000
AMOUNT = re.compile(r"-?\d{1,10}\.\d{2}", re.ASCII)

Place = tuple[Any, ...]
"""The values of the order's columns in one row."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page as it was asked for: forwards after a place, or backwards before one."""

    size: int
    backward: bool
    after: Place | None
    before: Place | None


def wanted(
    page: Page,
    first: int | None,
    after: str | None,
    last: int | None,
    before: str | None,
    *,
    order: str | None = None,
) -> Wanted:
    """Check the four arguments of a connection; `BadArgument` names the one that is wrong."""
    if first is not None and last is not None:
        raise BadArgument("last", "Ask for `first` or for `last`, not for both.")
    name, size = ("last", last) if last is not None else ("first", first)
    if size is not None and not 0 <= size <= LARGEST_SIZE:
        raise BadArgument(name, f"`{name}` is a number from 0 to {LARGEST_SIZE}.")
    by = page.ordered(order)
    return Wanted(
        size=DEFAULT_SIZE if size is None else size,
        backward=last is not None,
        after=None if after is None else decode(page, by, "after", after),
        before=None if before is None else decode(page, by, "before", before),
    )


def encode(page: Page, order: Order, place: Place) -> str:
    written = [_codec(column)[0](value) for column, value in zip(order.columns, place, strict=True)]
    text = json.dumps([_name(page, order), *written], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decode(page: Page, order: Order, argument: str, cursor: str) -> Place:
    """The place that a cursor of this very list stands for; `BadArgument` for any other text."""
    values = _values(cursor)
    try:
        if not isinstance(values, list) or values[:1] != [_name(page, order)]:
            raise ValueError(cursor)
        pairs = zip(order.columns, values[1:], strict=True)
        place = tuple(_codec(column)[1](value) for column, value in pairs)
        if encode(page, order, place) == cursor:
            return place
    except (ValueError, OverflowError):
        pass
    problem = f"`{argument}` is not a cursor of this list in this order: use one of its own, unchanged."
    raise BadArgument(argument, problem)


def opening(page: Page, order: Order) -> str:
    """The JSON of a cursor up to the values of its place."""
    return json.dumps([_name(page, order)], ensure_ascii=False)[:-1]


def _name(page: Page, order: Order) -> str:
    return page.name if order is page.orders[0] else f"{page.name} {order.name}"


def _values(cursor: str) -> Any:
    if len(cursor) > LONGEST_CURSOR:
        return None
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        return json.loads(raw)
    except (binascii.Error, ValueError, RecursionError):
        return None


def _whole(value: Any) -> int:
    """Postgres has no bigint beyond 63 bits."""
    if type(value) is not int or not -(2**63) <= value < 2**63:
        raise ValueError(value)
    return value


def _small(value: Any) -> int:
    """An integer has 31 bits."""
    if not -(2**31) <= _whole(value) < 2**31:
        raise ValueError(value)
    return int(value)


def _text(value: Any) -> str:
    """Postgres has no text with a NUL, and no half of a surrogate pair."""
    if not isinstance(value, str) or "\x00" in value or any("\ud800" <= each <= "\udfff" for each in value):
        raise ValueError(value)
    return value


def _amount(value: Any) -> Decimal:
    if not isinstance(value, str) or not AMOUNT.fullmatch(value):
        raise ValueError(value)
    return Decimal(value)


def _instant(value: Any) -> datetime:
    instant = datetime.fromisoformat(_text(value))
    if instant.tzinfo is None:
        raise ValueError(value)
    return instant


Codec = tuple[Callable[[Any], Any], Callable[[Any], Any]]
CODECS: dict[type, Codec] = {
    BigInteger: (_whole, _whole),
    Integer: (_whole, _small),
    Text: (str, _text),
    Date: (date.isoformat, lambda value: date.fromisoformat(_text(value))),
    DateTime: (lambda value: value.astimezone(UTC).isoformat(), _instant),
    Numeric: (str, _amount),
}
"""How a column of an order is written in a cursor, and read from one; by its type."""


def _codec(column: Any) -> Codec:
    return CODECS[type(plain(column).type)]


def page_place(order: Order, row: Any) -> Place:
    """Where a row of a page's statement lies in the order."""
    return tuple(row._mapping[f"order_{i}"] for i in range(len(order.columns)))
