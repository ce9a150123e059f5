"""Global ids: a type's tag and the whole key of the row, so that `node(id)` is one look-up.

Each part of the key is eight bytes in hexadecimal: of the forms that hide a number from the eye it is
the cheapest for Postgres to write (a fifth of base64's cost), and every key has one spelling only.
"""

import re
from collections.abc import Sequence
from functools import reduce

from sqlalchemy import ColumnElement, Text, cast, func, literal
from sqlalchemy.types import LargeBinary

from planner.declarations import Expression, Rows

FORM = re.compile(r"([a-z]{3})_((?:[0-9a-f]{16}){1,4})")
LARGEST = 2**63 - 1


class BadGlobalId(ValueError):
    """Not an id that this API gave out."""


def encode(rows: Rows, key: Sequence[int]) -> str:
    return f"{rows.tag}_" + "".join(f"{part:016x}" for part in key)


def decode(text: str) -> tuple[str, tuple[int, ...]]:
    """The tag and the key of an id; `BadGlobalId` when it has not the one form that `encode` gives."""
    match = FORM.fullmatch(text)
    if match is None:
        raise BadGlobalId
    tag, digits = match.groups()
    key = tuple(int(digits[i : i + 16], 16) for i in range(0, len(digits), 16))
    if any(part > LARGEST for part in key):
        raise BadGlobalId
    return tag, key


def expression(rows: Rows) -> ColumnElement[str]:
    """The same id, written by Postgres."""
    assert rows.tag is not None, "only nodes have ids"
    return written(rows.tag, rows.key)


def written(tag: str, key: Sequence[Expression]) -> ColumnElement[str]:
    """The id of a row of another type, whose key the columns hold."""
    parts: list[ColumnElement[bytes]] = [func.int8send(part, type_=LargeBinary) for part in key]
    packed = reduce(lambda left, right: left.op("||", return_type=LargeBinary())(right), parts)
    return cast(literal(f"{tag}_", Text, literal_execute=True), Text) + func.encode(packed, "hex", type_=Text)
