"""Whose data one request has read, and what of it: what the access log is told (`actions/accesses`)."""

from collections.abc import Hashable, Iterator, Sequence
from hashlib import blake2b
from typing import Any

from sqlalchemy import Row

from loaders.selects import PEOPLE, label
from planner.declarations import Column, Rows
from planner.statement import Statement


class Seen:
    """The types of rows that were read, by household and person."""

    def __init__(self) -> None:
        self._what: dict[tuple[int, int | None], set[str]] = {}
        self._marked: tuple[Statement, Sequence[bytes]] | None = None

    def note(self, rows_of: Rows, rows: Sequence[Row[Any]]) -> None:
        """Rows that belong to no household are not noted."""
        key = rows_of.key[0]
        if not rows or not rows_of.is_owned or label(key) not in rows[0]._mapping:
            return
        for row in rows:
            for person_id in _people(rows_of, row):
                self.add(row._mapping[label(key)], person_id, rows_of.type_name)

    def of_parent(self, parents: Rows, row: Row[Any], type_name: str) -> None:
        """What hangs on a row was counted, or added up, and there is nothing."""
        if not parents.is_owned:
            return
        for person_id in _people(parents, row):
            self.add(row._mapping[label(parents.key[0])], person_id, type_name)

    def add(self, member_id: int, person_id: int | None, type_name: str) -> None:
        """Something of a household, or of one of its people, has been looked at."""
        self._what.setdefault((member_id, person_id), set()).add(type_name)

    def marked(self, statement: Statement, marks: Sequence[bytes]) -> None:
        """What an answer says of it: read when somebody wants to know."""
        self._marked = statement, marks

    @property
    def digest(self) -> Hashable:
        """The same for the same seen in the same way: short, and found without reading any marks."""
        statement, marks = (
            (None, [repr(each).encode() for each in self]) if self._marked is None else self._marked
        )
        return statement, blake2b(b"|".join(marks), digest_size=16).digest()

    def __iter__(self) -> Iterator[tuple[int, int | None, list[str]]]:
        """Household, person or none, and the names of the types, sorted."""
        if self._marked is not None:
            statement, marks = self._marked
            self._marked = None
            statement.look(marks, self.add)
        for (member_id, person_id), what in sorted(self._what.items(), key=lambda each: str(each[0])):
            yield member_id, person_id, sorted(what)

    def __bool__(self) -> bool:
        return bool(self._what) or self._marked is not None


def _people(rows_of: Rows, row: Row[Any]) -> Sequence[int | None]:
    """Whom a row is about; none where it is about the household."""
    if rows_of.people is not None:
        found: Sequence[int | None] = row._mapping[PEOPLE] or [None]
        return found
    about = rows_of.person.expression if isinstance(rows_of.person, Column) else rows_of.person
    return [None if about is None else row._mapping[label(about)]]
