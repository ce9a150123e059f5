"""What Postgres itself says it was asked: statements are counted in its log, not by ourselves."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from runtime.roles import RECORDER

SETTINGS = {"log_statement": "all", "log_line_prefix": "%d|%u|"}
LINE = re.compile(
    r"^(?P<database>\w+)\|(?P<user>\w+)\|LOG:  (?:statement|execute [^:]+): (?P<text>.*)", re.DOTALL
)
WRAPPING = re.compile(
    r"^(BEGIN|COMMIT|ROLLBACK|SELECT set_config|SHOW|SET |select pg_catalog|select current_schema|;"
    r"|SELECT current_setting\('jit'|SELECT\s+t\.oid|WITH RECURSIVE typeinfo_tree|SELECT accounts\.|SELECT capacities\.)",
    re.IGNORECASE,
)
"""The frame of a transaction, what the driver asks of a new connection, and a test client that signs in."""

Ran = Callable[[], AbstractContextManager[list[str]]]
"""`with ran() as statements:` gathers what the database says it was asked in the block."""


@contextmanager
def statements_of(
    log: Path, database: str, *, recorded: bool = False, framed: bool = False
) -> Iterator[list[str]]:
    """The data statements that a database ran in the block, as its server wrote them; filled at its end.
    `framed`: with all that stands around them.

    What is recorded of reads is written whenever it suits: it is asked for alone, or not at all.
    """
    begin = log.stat().st_size
    found: list[str] = []
    yield found
    with log.open(errors="replace") as lines:
        lines.seek(begin)
        for entry in _entries(lines):
            match = LINE.match(entry)
            if (
                match
                and match["database"] == database
                and match["user"].startswith("hub_")
                and (match["user"] == RECORDER) == recorded
            ):
                text = " ".join(match["text"].split())
                if framed or not WRAPPING.match(text):
                    found.append(text)


def _entries(lines: Iterable[str]) -> Iterator[str]:
    """A statement of several lines goes on behind tabs."""
    entry = ""
    for line in lines:
        if line.startswith("\t"):
            entry += line
        else:
            yield entry
            entry = line
    yield entry
