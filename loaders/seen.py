"""Whose data one request has read, and what of it: what the access log is told (`actions/accesses`)."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Row

from loaders.selects import label
from planner.declarations import Column, Rows, plain


class Seen:
    """The types of rows that were read, by household and person."""

    def __init__(self) -> None:
        self._what: dict[tuple[int, int | None], set[str]] = {}

    def note(self, rows_of: Rows, rows: Sequence[Row[Any]]) -> None:
        """Rows that belong to no household, and counts and sums, which show no row, are not noted."""
        key = rows_of.key[0]
        if not rows or plain(key).name != "member_id" or label(key) not in rows[0]._mapping:
            return
        about = rows_of.person.expression if isinstance(rows_of.person, Column) else rows_of.person
        member, person = label(key), None if about is None else label(about)
        for row in rows:
            whose = (row._mapping[member], None if person is None else row._mapping[person])
            self._what.setdefault(whose, set()).add(rows_of.type_name)

    def __iter__(self) -> Iterator[tuple[int, int | None, list[str]]]:
        """Household, person or none, and the names of the types, sorted."""
        for (member_id, person_id), what in sorted(self._what.items(), key=lambda each: str(each[0])):
            yield member_id, person_id, sorted(what)

    def __bool__(self) -> bool:
        return bool(self._what)
