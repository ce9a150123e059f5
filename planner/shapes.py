"""How JSON is made in SQL: objects, and lists of them.

An object is a row whose columns bear the response names, which Postgres writes in one go. Names are client
text: they are letters, digits and underscores (GraphQL has no others), and quoted. Postgres cuts names at 63
bytes, so an object with a longer one is built of pairs instead. The row itself, `o$0`, `o$1` …, has a name
that no column can have: Postgres would take the column.
"""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, func, literal, literal_column, select, true
from sqlalchemy.dialects.postgresql import JSON
from sqlalchemy.sql import quoted_name
from sqlalchemy.sql.selectable import FromClause, LateralFromClause, ScalarSelect, Subquery

from planner.uncovered import Path, Unplannable

LONGEST = 63
"""Bytes of a name in Postgres."""

WIDEST = 50
"""A function of Postgres takes a hundred arguments, two for each field of an object."""

SEEN, SEEN_END = "$seen", "$"
"""Under the first key an object says whose data it is, where that is written down; the second one tells where
that ends, and is never the last. No GraphQL name has a `$`.
"""

ROW = "o$"
"""What the name of a row begins with whose columns bear names of the client's. No GraphQL name has a `$`."""

Entry = tuple[str, ColumnElement[Any]]
"""A response name and its value."""

NO_ROWS = literal_column("'[]'::json", JSON)
NULL = literal_column("NULL::json", JSON)


def whose(mark: ColumnElement[str]) -> list[Entry]:
    """What an object begins with where it is written down whose data it is."""
    return [(SEEN, mark), (SEEN_END, literal_column("0"))]


def constant(text: str) -> ColumnElement[str]:
    """A text that stands in the statement itself."""
    return literal(text, Text, literal_execute=True)


def built(entries: Sequence[Entry], path: Path) -> ColumnElement[Any]:
    """An object of values that are at hand: also of aggregates, which cannot be looked at from a row."""
    if len(entries) > WIDEST:
        raise Unplannable(path, f"over {WIDEST} fields in one object with a long name, or about a page")
    if any(key == SEEN for key, _ in entries):
        # It would be written with blanks around the colons.
        raise Unplannable(path, "a long name in an object of somebody who is told who looks")
    return func.json_build_object(*(part for key, value in entries for part in (constant(key), value)))


def one(entries: Sequence[Entry], rows: FromClause | None, number: int, path: Path) -> ScalarSelect[Any]:
    """One object of a row, null where there is none; without rows of values at hand."""
    return object_of(entries, rows, number, path).scalar_subquery()


def object_of(entries: Sequence[Entry], rows: FromClause | None, number: int, path: Path) -> Select[Any]:
    """The same as a row of its own, whose one column is `v`."""
    if _fit(entries):
        row = _row(entries, number, _from(rows))
        return select(func.row_to_json(literal_column(row.name)).label("v")).select_from(row)
    return _from(rows).add_columns(built(entries, path).label("v"))


def row_of(entries: Sequence[Entry], number: int) -> LateralFromClause | None:
    """An object of values at hand, to be joined to the rows they are of; none where a name is too long."""
    return _columns(entries, select()).lateral(f"{ROW}{number}") if _fit(entries) else None


def aggregated(
    entries: Sequence[Entry], rows: FromClause | None, number: int, path: Path
) -> ScalarSelect[Any]:
    """One object about all rows together, whether or not its values look at any."""
    source = _from(rows) if rows is None else _from(rows).having(true())
    if _fit(entries):
        row = _row(entries, number, source)
        return select(func.row_to_json(literal_column(row.name))).select_from(row).scalar_subquery()
    return source.add_columns(built(entries, path)).scalar_subquery()


def many(
    entries: Sequence[Entry], rows: FromClause, order: Sequence[Any], number: int, path: Path
) -> ScalarSelect[Any]:
    """A list of objects: the aggregate takes the rows as the sorted sub-select hands them over."""
    if _fit(entries):
        row = _row(entries, number, _from(rows).order_by(*order))
        value: ColumnElement[Any] = literal_column(row.name)
    else:
        row = (
            _from(rows)
            .add_columns(built(entries, path).label("v"))
            .order_by(*order)
            .subquery(f"{ROW}{number}")
        )
        value = literal_column(f"{row.name}.v")
    return select(listed(value)).select_from(row).scalar_subquery()


def listed(value: ColumnElement[Any], where: ColumnElement[bool] | None = None) -> ColumnElement[Any]:
    """A list of what each row has to say, of those rows where something holds."""
    found = func.json_agg(value)
    return func.coalesce(found if where is None else found.filter(where), NO_ROWS)


def array(values: Sequence[ColumnElement[Any]]) -> ColumnElement[Any]:
    """A list of values at hand."""
    return func.json_build_array(*values)


def _from(rows: FromClause | None) -> Select[Any]:
    return select() if rows is None else select().select_from(rows)


def _row(entries: Sequence[Entry], number: int | str, source: Select[Any]) -> Subquery:
    return _columns(entries, source).subquery(f"{ROW}{number}")


def _columns(entries: Sequence[Entry], source: Select[Any]) -> Select[Any]:
    return source.add_columns(*(value.label(quoted_name(key, quote=True)) for key, value in entries))


def _fit(entries: Sequence[Entry]) -> bool:
    return bool(entries) and all(len(key) <= LONGEST for key, _ in entries)


def data(entries: Sequence[Entry], stated: FromClause) -> Select[Any]:
    """The answer: one row, read after the actor has been stated."""
    if not _fit(entries):
        return _from(stated).add_columns(built(entries, ()))
    row = _row(entries, "", _from(stated))
    return select(func.row_to_json(literal_column(row.name))).select_from(row)


def read_string(text: bytes) -> str:
    """What stands between the quotes of a JSON string."""
    found: str = json.loads(b'"%s"' % text)
    return found
