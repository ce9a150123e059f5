"""SQL for people: on one line where it fits, else a line for each clause, value and condition.

What has none of these stays long.
"""

from collections.abc import Iterator, Sequence

from explain.sql_text import Group, Item

CLAUSES = ("SELECT", "FROM", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET")
LISTS = ("SELECT", "GROUP", "ORDER")
JOINS = ("JOIN", "LEFT")
BREAKS = (*JOINS, "AND", "OR", "WHEN", "ELSE")
"""What is too long for a line goes on in a new one before these."""
CALLED = ("CAST", "EXTRACT", "NUMERIC")
SHORT = 20
"""Brackets with so little in them are not worth lines of their own."""

TIGHT_BEFORE = (",", ".", "::", "]")
TIGHT_AFTER = (".", "::", "[")
INDENT = "  "


def on_one_line(items: Sequence[Item]) -> str:
    text = ""
    before: Item = ""
    for item in items:
        written = f"({on_one_line(item.items)})" if isinstance(item, Group) else item
        text += written if not text or _tight(before, item) else f" {written}"
        before = item
    return text


def laid_out(group: Group, width: int = 110) -> list[str]:
    """The lines of a statement, or of what is between two brackets."""
    whole = on_one_line(group.items)
    if len(whole) <= width:
        return [whole]
    if not group.is_select:
        return [line for part in _parts(group.items, ",") for line in _broken(part, width)]
    return [line for clause in _clauses(group.items) for line in _clause(clause, width)]


def _tight(before: Item, item: Item) -> bool:
    if isinstance(item, Group):
        # Functions have small letters, keywords large ones, but for some.
        return isinstance(before, str) and (before in CALLED or before != before.upper())
    if item == "[":
        return True
    return item in TIGHT_BEFORE or before in TIGHT_AFTER


def _clauses(items: Sequence[Item]) -> Iterator[list[Item]]:
    clause: list[Item] = []
    for item in items:
        # LIMIT ALL OFFSET 0 is short, and one thing.
        if item in CLAUSES and clause and clause[0] != "LIMIT":
            yield clause
            clause = []
        clause.append(item)
    yield clause


def _clause(clause: Sequence[Item], width: int) -> Iterator[str]:
    if len(on_one_line(clause)) <= width:
        yield on_one_line(clause)
        return
    first, *others = _parts(clause, ",") if clause[0] in LISTS else [list(clause)]
    yield from _broken(first, width)
    for part in others:
        yield from (INDENT + line for line in _broken(part, width - len(INDENT)))


def _parts(items: Sequence[Item], sign: str) -> list[list[Item]]:
    """The parts between signs, each with the sign that ends it."""
    parts: list[list[Item]] = [[]]
    for item in items:
        parts[-1].append(item)
        if item == sign:
            parts.append([])
    return [part for part in parts if part]


def _broken(items: Sequence[Item], width: int) -> Iterator[str]:
    """One value or condition on as many lines as it needs: what is in brackets is moved in."""
    if len(on_one_line(items)) <= width:
        yield on_one_line(items)
        return
    text, before, margin = "", "", ""
    for item in items:
        gap = "" if not before or _tight(before, item) else " "
        written = on_one_line([item])
        room = width - len(margin + INDENT)
        if item in BREAKS and text:
            yield margin + text
            text, margin = written, "" if item in JOINS else INDENT
        elif isinstance(item, Group) and len(written) > SHORT and len(text + written) > room:
            yield f"{margin}{text}{gap}("
            yield from (margin + INDENT + inner for inner in laid_out(item, room))
            text = ")"
        else:
            text += gap + written
        before = item if isinstance(item, str) else ")"
    yield margin + text
