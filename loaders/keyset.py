"""Keyset pages: what a client may ask for, and cursors that say where a page ended.

A page is stable while rows are inserted: it goes on after a place in the order, not after a number of
rows. The order ends in a unique key, its columns are not null and all ascend, so that one row
comparison says "after".
"""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, Text

from planner.declarations import Page, plain
from rules.refusals import BadArgument

DEFAULT_SIZE = 20
LARGEST_SIZE = 100
LONGEST_CURSOR = 4_000
PYTHON_TYPES: dict[type, type] = {BigInteger: int, Text: str}

Place = tuple[Any, ...]
"""The values of the order's columns in one row."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page as it was asked for: forwards after a place, or backwards before one."""

    size: int
    backward: bool
    after: Place | None
    before: Place | None


def wanted(page: Page, first: int | None, after: str | None, last: int | None, before: str | None) -> Wanted:
    """Check the four arguments of a connection; `BadArgument` names the one that is wrong."""
    if first is not None and last is not None:
        raise BadArgument("last", "Ask for `first` or for `last`, not for both.")
    name, size = ("last", last) if last is not None else ("first", first)
    if size is not None and not 0 <= size <= LARGEST_SIZE:
        raise BadArgument(name, f"`{name}` is a number from 0 to {LARGEST_SIZE}.")
    return Wanted(
        size=DEFAULT_SIZE if size is None else size,
        backward=last is not None,
        after=None if after is None else decode(page, "after", after),
        before=None if before is None else decode(page, "before", before),
    )


def encode(page: Page, place: Place) -> str:
    text = json.dumps([page.name, *place], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decode(page: Page, argument: str, cursor: str) -> Place:
    """The place that a cursor of this very list stands for; `BadArgument` for any other text."""
    values = _values(cursor)
    types = [PYTHON_TYPES[type(plain(column).type)] for column in page.order]
    fits = (
        isinstance(values, list)
        and len(values) == len(types) + 1
        and values[0] == page.name
        and all(type(value) is kind for value, kind in zip(values[1:], types, strict=True))
    )
    if not fits or not _storable(values[1:]) or encode(page, values[1:]) != cursor:
        raise BadArgument(
            argument, f"`{argument}` is not a cursor of this list: use one of its own, unchanged."
        )
    return tuple(values[1:])


def _values(cursor: str) -> Any:
    if len(cursor) > LONGEST_CURSOR:
        return None
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        return json.loads(raw)
    except (binascii.Error, ValueError, RecursionError):
        return None


def _storable(values: Sequence[Any]) -> bool:
    """Postgres has no bigint beyond 63 bits, no text with a NUL, and no half of a surrogate pair."""
    return all(
        -(2**63) <= value < 2**63
        if isinstance(value, int)
        else "\x00" not in value and not any("\ud800" <= char <= "\udfff" for char in value)
        for value in values
    )
