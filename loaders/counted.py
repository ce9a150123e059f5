"""Whose rows were counted or added up: told by the same statement, for readers whose reads are recorded."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Row, Text, cast, func, null

from loaders.selects import shown
from planner.choices import Choice
from planner.declarations import Column, Page, Rows, plain
from runtime.actor import Role

WHOSE = "seen__whose"
"""Beside a count or a sum: household and people of each row, as text, each once."""

MOST = 100
"""A number about more households and people than these is about nobody in particular."""


def is_owned(rows: Rows) -> bool:
    """Whether they belong to a household."""
    return bool(plain(rows.key[0]).name == "member_id")


def whose(page: Page, choice: Choice, role: Role) -> list[ColumnElement[Any]]:
    """What to ask beside a number about all rows of a page: always of what hangs on a parent, and of a whole
    list if it was searched or filtered.
    """
    if not is_owned(page.rows) or not (page.on or choice.given):
        return []
    each = func.concat(plain(page.rows.key[0]), ",", _people(page.rows, role))
    # Of households there is one row each: to sort all that a broad search finds would take most of its time.
    several = len(page.rows.key) > 1
    found = func.array_agg(each.distinct() if several else each, type_=ARRAY(Text))
    return [(found if page.on else found[1 : MOST + 1]).label(WHOSE)]


def named(page: Page, row: Row[Any]) -> Iterator[tuple[int, int | None]]:
    """The households and people of whom a number is, none for one that is about nobody in particular."""
    found = row._mapping.get(WHOSE) or []
    if not page.on and len(found) > MOST:
        return
    for each in found:
        member_id, people = each.split(",")
        for person_id in people.split("+"):
            yield int(member_id), int(person_id) if person_id else None


def _people(rows: Rows, role: Role) -> ColumnElement[Any]:
    """Whom a row is about, as far as this role may know."""
    if rows.people is not None:
        return func.array_to_string(plain(rows.people), "+")
    if rows.person is None:
        return null()
    person = rows.person if isinstance(rows.person, Column) else Column(rows.person)
    return cast(shown(rows, person, role), Text)
