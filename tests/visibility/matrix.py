"""docs/visibility.md, read: who sees which rows of a type, and how much of each field."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from runtime.settings import ROOT

PAGE = ROOT / "docs" / "visibility.md"
READERS = ("member", "beneficiary", "guardian", "broker", "agent", "reporting", "service")
ROWS = "*rows*"
CELLS = (
    "full", "masked", "shared", "told", "while covered", "of their cover", "lines shown", "worked out", "null",
    "hidden",
)  # fmt: skip


@dataclass(frozen=True)
class Matrix:
    """Cells by (type, field), each by reader."""

    cells: Mapping[tuple[str, str], Mapping[str, str]]

    def rows(self, type_name: str, reader: str) -> str:
        return self.cells[type_name, ROWS][reader]

    def fields(self, type_name: str) -> list[str]:
        return [field for type_, field in self.cells if type_ == type_name and field != ROWS]


def read(text: str | None = None) -> Matrix:
    """Headings of the third level name types; a table under each has a line a field."""
    cells: dict[tuple[str, str], dict[str, str]] = {}
    type_name = None
    for line in (PAGE.read_text() if text is None else text).splitlines():
        if heading := re.fullmatch(r"### (\w+)", line):
            type_name = heading[1]
        elif line.startswith("#"):
            type_name = None
        elif type_name and line.startswith("|") and not line.startswith(("| field", "|---")):
            field, *values = (cell.strip() for cell in line.strip("|").split("|"))
            assert len(values) == len(READERS), line
            assert (type_name, field) not in cells, f"{type_name}.{field} twice"
            cells[type_name, field] = dict(zip(READERS, values, strict=True))
    return Matrix(cells)
