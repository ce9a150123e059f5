"""The places of a statement where rows are read, and whose they are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from explain.sql_text import Group
from planner.shapes import ROW
from planner.statement import Statement
from planner.uncovered import Path

NUMBERED = re.compile(r"([tb]|o\$)(\d+)")
"""What `planner.level`, `planner.pages` and `planner.shapes` call derived tables."""


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """A SELECT from tables, with whatever is looked at inside of it."""

    group: Group
    path: Path
    """Of the field whose rows they are."""
    number: int | None
    counted: str | None
    """The response name of a count or of sums over all pages; none for the rows themselves."""

    @property
    def tables(self) -> dict[str, str]:
        """Those of its FROM and of what is inside, by the names that `sql_text.renamed` gives them."""
        names = (name for each in self.group.groups() for name in each.tables.values())
        return {name: name.partition("#")[0] for name in names}


def reads_of(whole: Group, statement: Statement) -> list[Read]:
    return [_read(group, statement) for group in _outermost(whole)]


def _outermost(group: Group) -> Iterator[Group]:
    if group.tables:
        yield group
        return
    for item in group.items:
        if isinstance(item, Group):
            yield from _outermost(item)


def _read(group: Group, statement: Statement) -> Read:
    for each in group.around():
        found = NUMBERED.fullmatch(each.name or "")
        if found and int(found[2]) in statement.levels:
            number = int(found[2])
            counted = _response_names(group)[-1] if found[1] == ROW else None
            return Read(group, statement.levels[number][0], number, counted)
    # Rows are counted for an object that is made of none, such as `viewer`.
    *path, counted = _response_names(group)
    return Read(group, tuple(path), None, counted)


def _response_names(group: Group) -> list[str]:
    """Under which a value stands in the answer, from the outside."""
    names = [each.name.strip('"') for each in group.around() if each.name and each.name.startswith('"')]
    return [*reversed(names)] or [""]
