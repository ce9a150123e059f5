"""SQL of the planner with line breaks, so that a reviewer can read it: a parenthesis with a SELECT in it, or a long
one, goes over several lines. It knows as much of SQL as the planner writes.
"""

import re
from collections.abc import Iterator
from typing import TypeAlias, Union

TOKEN = re.compile(r"""[A-Z]?'(?:[^']|'')*'|"(?:[^"]|"")*"|[()]|,|\s+|[^\s()'",]+""")
CLAUSES = {"FROM", "WHERE", "ORDER", "LIMIT", "HAVING"}
BEGINS_A_LINE = CLAUSES | {"JOIN", "AND", "OR", "WHEN", "ELSE"}
WIDTH = 90
STEP = "  "

Group: TypeAlias = list[Union[str, "Group"]]
"""What stands between two parentheses."""


def formatted(sql: str) -> str:
    """The same tokens in the same order, whatever the blanks between them were."""
    return "\n".join(_lines(_group(iter(_tokens(sql)))))


def squeezed(sql: str) -> str:
    """Without blanks: equal for a statement and for what is formatted of it."""
    return "".join(_tokens(sql)).replace(" ", "")


def _tokens(sql: str) -> list[str]:
    return [" " if token.isspace() else token for token in TOKEN.findall(sql)]


def _group(tokens: Iterator[str]) -> Group:
    group: Group = []
    for token in tokens:
        if token == ")":
            break
        group.append(_group(tokens) if token == "(" else token)
    return group


def _flat(group: Group) -> str:
    return "".join(each if isinstance(each, str) else f"({_flat(each)})" for each in group)


def _lines(group: Group) -> list[str]:
    """A line for each clause, each column and each condition; of a group that is short enough one line."""
    lines, line, between = list[str](), "", False
    step = STEP if "SELECT" in group else ""
    for each in group:
        if isinstance(each, list):
            *before, line = _opened(line, each)
            lines += before
        elif each in BEGINS_A_LINE and line.strip() and not (each == "AND" and between):
            lines.append(line)
            line = each if each in CLAUSES else step + each
        elif each == "," and not line.startswith("ORDER"):
            lines.append(f"{line},")
            line = step
        else:
            line += each if each != " " or line.strip() else ""
        between = each == "BETWEEN" or (between and each != "AND")
    return [text.rstrip() for text in [*lines, line] if text.strip()]


def _opened(line: str, group: Group) -> list[str]:
    """What a line becomes with a group at its end: its last one is still to be gone on with."""
    if "SELECT" not in group and len(_flat(group)) <= WIDTH:
        return [f"{line}({_flat(group)})"]
    inset = " " * (len(line) - len(line.lstrip()))
    return [f"{line}(", *(f"{inset}{STEP}{inner}" for inner in _lines(group)), f"{inset})"]
