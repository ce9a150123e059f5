"""By which conditions rows are found: SQL with the names of parameters and of the parents' columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from explain.reads import NUMBERED, Read
from explain.sql_layout import laid_out, on_one_line
from explain.sql_text import ENDS_FROM, WORD, Group, Item
from planner.statement import Statement

COLUMN = re.compile(r"c\d+")
PARAMETER = re.compile(r"\$(\d+)")
ASKED = re.compile(r"f\d+_(given|after|before|key)_")
KINDS = {"given": "filter", "after": "place", "before": "place", "key": "id"}
STATED = "g.actor IS NOT NULL"
"""Holds for all that is read: it says when, and not what."""


@dataclass(frozen=True, slots=True)
class Condition:
    """`kind` is visible, join, filter, id, place (of a page) or order."""

    kind: str
    items: tuple[Item, ...]

    @property
    def sql(self) -> str:
        return on_one_line(self.items)

    def lines(self, width: int) -> list[str]:
        return laid_out(Group(items=[*self.items]), width)


def conditions_of(read: Read, whole: Group, statement: Statement) -> list[Condition]:
    found = _Readable(whole, statement)
    conditions = [found.condition(part) for part in _conjunction(_after("WHERE", read.group))]
    if order := _after("ORDER", read.group):
        conditions.append(Condition("order", tuple(found.named(order[1:]))))
    # A root's own condition can be the same as who sees it.
    by_text = {each.sql: each for each in reversed(conditions) if each.sql != STATED}
    return [*reversed(by_text.values())]


class _Readable:
    def __init__(self, whole: Group, statement: Statement) -> None:
        self._names = statement.names
        self._derived = {each.name: each for each in whole.groups() if NUMBERED.fullmatch(each.name or "")}

    def condition(self, items: Sequence[Item]) -> Condition:
        flat = list(_flat(items))
        names = (self._names[int(found[1]) - 1] for each in flat if (found := PARAMETER.fullmatch(each)))
        asked = next((found[1] for name in names if (found := ASKED.match(name))), None)
        joined = any(NUMBERED.fullmatch(each) for each in flat)
        kind = KINDS[asked] if asked else "join" if joined else "visible"
        only = items[0]
        return Condition(
            kind, tuple(self.named(only.items if isinstance(only, Group) and len(items) == 1 else items))
        )

    def named(self, items: Sequence[Item]) -> list[Item]:
        """Parameters without their types, and the columns of the level around by what they are."""
        found: list[Item] = []
        place = 0
        while place < len(items):
            item = items[place]
            after, column = (*items[place + 1 : place + 3], "", "")[:2]
            if isinstance(item, Group):
                found.append(Group(items=self.named(item.items)))
            elif parameter := PARAMETER.fullmatch(item):
                found.append(f":{self._names[int(parameter[1]) - 1]}")
                place += 0 if after != "::" else 4 if items[place + 3 : place + 4] == ["["] else 2
            elif NUMBERED.fullmatch(item) and after == "." and isinstance(column, str):
                found.append(self._of_parent(item, column))
                place += 2
            else:
                found.append(item)
            place += 1
        return found

    def _of_parent(self, name: str, column: str) -> str:
        """`parent.member_id` for `t0.c1`, where that is a column as it stands."""
        taken = _taken(self._derived[name], column) if name in self._derived else None
        return f"{name}.{column}" if taken is None else f"parent.{taken}"


def _taken(group: Group, column: str) -> str | None:
    """The column of a table that a derived table has under a short name."""
    for place, item in enumerate(group.items):
        if item == column and group.at(place - 1) == "AS":
            name, point = group.at(place - 2), group.at(place - 3)
            return name if point == "." and isinstance(name, str) and WORD.fullmatch(name) else None
    inner = (each for each in group.items if isinstance(each, Group) and each.is_select)
    return next((found for each in inner if (found := _taken(each, column))), None)


def _after(word: str, group: Group) -> list[Item]:
    """A clause without its first word; of an order, with the limit."""
    if word not in group.items:
        return []
    start = group.items.index(word) + 1
    ends = ENDS_FROM if word == "WHERE" else ()
    return group.items[
        start : next((i for i in range(start, len(group.items)) if group.items[i] in ends), None)
    ]


def _conjunction(items: Sequence[Item]) -> list[list[Item]]:
    if "OR" in items:
        return [list(items)]
    parts: list[list[Item]] = [[]]
    between = False
    for item in items:
        if item == "AND" and not between:
            parts.append([])
        else:
            parts[-1].append(item)
        between = item == "BETWEEN" or (between and item != "AND")
    return [part for part in parts if part]


def _flat(items: Sequence[Item]) -> Iterator[str]:
    for item in items:
        if isinstance(item, Group):
            yield from _flat(item.items)
        else:
            yield item
