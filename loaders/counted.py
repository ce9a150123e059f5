"""Whose rows were counted or added up: told by the same statement, for readers whose reads are recorded."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Row, Text, func, null

from planner.choices import Choice
from planner.conditions import whom
from planner.declarations import Page, plain
from runtime.actor import Role

WHOSE = "seen__whose"
"""Beside a count or a sum: household and people of each row, as text, each once."""

MOST = 100
"""A number about more households and people than these is about nobody in particular."""


def whose(page: Page, choice: Choice, role: Role) -> list[ColumnElement[Any]]:
    """What to ask beside a number about all rows of a page: always of what hangs on a parent, and of a whole
    list if it was searched or filtered.
    """
    if not page.rows.is_owned or not (page.on or choice.given):
        return []
    people = whom(page.rows, role)
    each = func.concat(plain(page.rows.key[0]), ",", null() if people is None else people)
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
