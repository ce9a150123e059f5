"""docs/guide.md, made of the tests: `python -m tests.guide.page` writes it."""

import importlib
import pkgutil

import tests.guide
from runtime.settings import ROOT
from tests.guide.lines import LINES, SENTENCES

PAGE = ROOT / "docs" / "guide.md"

HEAD = """# The guide of the member space, line by line

The printed guide promises its readers sixty things. Each has one test, over HTTP, in `tests/guide/`. What
is not there yet says what is missing; its test is expected to fail, and fails the suite once it does not.

This page is made of the tests: `python -m tests.guide.page` writes it anew.

| | The guide says | Served by | Test | Missing |
|---|---|---|---|---|
"""


def text() -> str:
    for module in pkgutil.iter_modules(tests.guide.__path__):
        importlib.import_module(f"tests.guide.{module.name}")
    rows = []
    for number in SENTENCES:
        line = LINES[number]
        rows.append(
            f"| G{number:02} | {line.sentence} | `{line.field}` | `{line.test}` | {line.missing or '–'} |"
        )
    return HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    PAGE.write_text(text())
