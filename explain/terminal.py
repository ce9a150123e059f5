"""A report for a terminal of 120 columns: the tree of the answer, rows and times at the right."""

import textwrap
from collections.abc import Iterator, Sequence

from explain.explained import RUNS
from explain.fields import Field
from explain.figures import Scan
from explain.report import Part, Report

WIDTH = 118
TIME = 10
"""Columns for a time, at the right."""

WORD = 10
"""Columns for what a line is about."""

TOGETHER = "\u00a0"
"""Between a name and its type, for they stay on one line."""


def lines_of(report: Report) -> Iterator[str]:
    for place, field in enumerate(report.fields):
        yield from _field(report, field, "", "  ")
        if place < len(report.fields) - 1:
            yield ""
    for part in report.elsewhere():
        yield from _part(part, "  ")
    yield ""
    yield from _totals(report)


def _field(report: Report, field: Field, head: str, margin: str) -> Iterator[str]:
    parts = report.parts_of(field)
    figures = parts[0].figures if len(parts) == 1 else None
    name = f"{head}{_name(field)}"
    yield from [name] if figures is None else _row(name, figures.rows, figures.ms)
    groups = list(_grouped(report, field.fields))
    bar = "│ " if groups else "  "
    for part in parts:
        if len(parts) > 1:
            yield from _row(f"{margin}{bar}", part.figures.rows, part.figures.ms)
        yield from _part(part, margin + bar)
    for place, group in enumerate(groups):
        last = place == len(groups) - 1
        branch, below = ("└─ ", "   ") if last else ("├─ ", "│  ")
        if isinstance(group, Field):
            yield from _field(report, group, margin + branch, margin + below)
        else:
            room = WIDTH - len(margin + branch)
            lines = textwrap.wrap("  ".join(group), room, break_long_words=False, break_on_hyphens=False)
            yield margin + branch + lines[0].replace(TOGETHER, " ")
            yield from (margin + below + line.replace(TOGETHER, " ") for line in lines[1:])


def _grouped(report: Report, fields: Sequence[Field]) -> Iterator[Field | list[str]]:
    """Leaves that follow one another are told together."""
    leaves: list[str] = []
    for field in fields:
        if field.is_leaf and not report.parts_of(field):
            leaves.append(_name(field).replace(" ", TOGETHER))
            continue
        if leaves:
            yield leaves
            leaves = []
        yield field
    if leaves:
        yield leaves


def _name(field: Field) -> str:
    return f"{field.key}: {field.type_}{' (computed)' if field.is_computed else ''}"


def _part(part: Part, margin: str) -> Iterator[str]:
    yield f"{margin}{'from':<{WORD}}{', '.join(part.read.group.tables)}"
    for condition in part.conditions:
        head = f"{margin}{condition.kind:<{WORD}}"
        for line in condition.lines(WIDTH - len(head)):
            yield head + line
            head = margin + " " * WORD
    for scan in part.figures.scans.values():
        yield from _scan(scan, f"{margin}{'read':<{WORD}}{scan.table}")


def _scan(scan: Scan, text: str) -> Iterator[str]:
    if scan.loops == 0:
        yield f"{text}, which was not needed"
        return
    way = "from end to end" if scan.index is None else f"by {scan.index}"
    times = f", {scan.loops} times" if scan.loops > 1 else ""
    removed = f", {scan.removed:.0f} left out" if scan.removed else ""
    yield from _row(f"{text} {way}{times}{removed}", round(scan.rows), scan.ms)


def _wrapped(word: str, text: str) -> Iterator[str]:
    lines = textwrap.wrap(text, WIDTH - WORD, break_long_words=False, break_on_hyphens=False)
    yield f"{word:<{WORD}}{lines[0]}"
    yield from (" " * WORD + line for line in lines[1:])


def _row(text: str, rows: int, ms: float) -> Iterator[str]:
    """Figures at the right, below what leaves no room for them."""
    right = f"{rows:,} {'row' if rows == 1 else 'rows'}{max(ms, 0):>{TIME}.3f} ms"
    if len(text) + len(right) + 2 > WIDTH:
        yield text
        text = "".join(sign if sign == "│" else " " for sign in text[: WIDTH - len(right)])
    yield text + right.rjust(WIDTH - len(text))


def _totals(report: Report) -> Iterator[str]:
    found = report.found
    fields = sum(max(figures.ms, 0) for read, figures in found.figures.items() if read is not None)
    answer = f"{found.answer_bytes:,} bytes by 1 statement in {found.answer_ms:.2f} ms, the best of {RUNS}"
    measured = f"planning {found.planning_ms:.2f} ms, execution {found.execution_ms:.2f} ms"
    looked = f"of which the fields above {fields:.2f} ms; {found.blocks:,} pages of 8 kB looked at"
    values = {name: "null" if value is None else value for name, value in found.parameters.items()}
    given = ", ".join(f":{name} = {value}" for name, value in values.items())
    yield from _wrapped("answer", answer)
    yield from _wrapped("measured", f"{measured}, {looked}")
    yield from _wrapped("given", given or "nothing")
