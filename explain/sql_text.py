"""A statement taken apart by its brackets: which SELECT reads which tables, and under which name it stands.

Only what the planner writes is read: words, strings, signs and brackets, and no comments.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Union

TOKEN = re.compile(
    r"""\s+ | (?P<token> [eE]'(?:[^'\\]|\\.|'')*' | '(?:[^']|'')*' | "(?:[^"]|"")*" | \w[\w$]* | \$\d+
        | :: | [-+*/<>=~!@\#%^&|`?]+ | \S )""",
    re.VERBOSE | re.DOTALL,
)
WORD = re.compile(r"[A-Za-z_][\w$]*")
ENDS_FROM = {"WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "UNION", "WINDOW"}

Item = Union[str, "Group"]


@dataclass(slots=True, eq=False)
class Group:
    """What stands between two brackets; the whole statement is one too."""

    outer: "Group | None" = None
    items: list[Item] = field(default_factory=list)
    name: str | None = None
    """`t1` of `(…) AS t1`; of a value the response name, with its quotes."""
    tables: dict[str, str] = field(default_factory=dict)
    """What its FROM calls them, each with `TABLE#NUMBER`, a name that no other place of the statement has."""

    @property
    def is_select(self) -> bool:
        return self.items[:1] == ["SELECT"]

    def groups(self) -> Iterator["Group"]:
        """Itself and all within, in the order of the text."""
        yield self
        for item in self.items:
            if isinstance(item, Group):
                yield from item.groups()

    def around(self) -> Iterator["Group"]:
        """Itself and all that it stands in, from the inside."""
        group: Group | None = self
        while group is not None:
            yield group
            group = group.outer

    def at(self, place: int) -> Item:
        """The item of a place, nothing beyond the ends."""
        return self.items[place] if 0 <= place < len(self.items) else ""


def parsed(sql: str) -> Group:
    whole = group = Group()
    for found in TOKEN.finditer(sql):
        token = found["token"]
        if token == "(":  # noqa: S105  # a bracket
            inner = Group(group)
            group.items.append(inner)
            group = inner
        elif token == ")":  # noqa: S105  # the other one
            assert group.outer is not None
            group = group.outer
        elif token is not None:
            group.items.append(token)
    numbers = iter(range(len(sql)))
    for each in whole.groups():
        _named(each)
        each.tables = {_called(each, place): f"{each.at(place)}#{next(numbers)}" for place in _starts(each)}
    return whole


def renamed(whole: Group) -> str:
    """The same statement, in which each table bears the name of its place. Postgres plans it alike, and what
    EXPLAIN says of a table is about that place.
    """
    return " ".join(_renamed(whole))


def _named(group: Group) -> None:
    for place, item in enumerate(group.items):
        name = group.at(place + 2)
        if isinstance(item, Group) and group.at(place + 1) == "AS" and isinstance(name, str):
            item.name = name


def _starts(group: Group) -> list[int]:
    """Where its FROM names a table: a word after FROM, JOIN or a comma that calls no function."""
    found, inside = [], False
    for place, item in enumerate(group.items if group.is_select else ()):
        # A value can be distinct FROM another.
        inside = (inside or (item == "FROM" and group.at(place - 1) != "DISTINCT")) and item not in ENDS_FROM
        if (
            inside
            and group.at(place - 1) in ("FROM", "JOIN", ",")
            and isinstance(item, str)
            and WORD.fullmatch(item)
            and not isinstance(group.at(place + 1), Group)
        ):
            found.append(place)
    return found


def _called(group: Group, place: int) -> str:
    """The name of a table in its SELECT: its own, or `b` of `a AS b`."""
    return str(group.at(place + 2) if group.at(place + 1) == "AS" else group.at(place))


def _renamed(group: Group) -> Iterator[str]:
    visible = {table: name for each in reversed([*group.around()]) for table, name in each.tables.items()}
    starts = _starts(group)
    # The names that the FROM has given already.
    replaced = {place + i for place in starts if group.at(place + 1) == "AS" for i in (1, 2)}
    for place, item in enumerate(group.items):
        if isinstance(item, Group):
            yield f"({' '.join(_renamed(item))})"
        elif place in starts:
            yield f'{item} AS "{group.tables[_called(group, place)]}"'
        elif item in visible and group.at(place + 1) == "." and group.at(place - 1) != ".":
            yield f'"{visible[item]}"'
        elif place not in replaced:
            yield item
