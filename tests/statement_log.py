"""What Postgres itself says it was asked: statements are counted in its log, not by ourselves."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SETTINGS = {"log_statement": "all", "log_line_prefix": "%d|%u|"}
LINE = re.compile(r"^(?P<database>\w+)\|(?P<user>\w+)\|LOG:  (?:statement|execute [^:]+): (?P<text>.*)")
WRAPPING = re.compile(
    r"^(BEGIN|COMMIT|ROLLBACK|SELECT set_config|SHOW|SET |select pg_catalog|;)", re.IGNORECASE
)


@contextmanager
def statements_of(log: Path, database: str) -> Iterator[list[str]]:
    """The data statements that a database ran in the block, as its server wrote them; filled at its end."""
    begin = log.stat().st_size
    found: list[str] = []
    yield found
    with log.open(errors="replace") as lines:
        lines.seek(begin)
        for line in lines:
            match = LINE.match(line)
            if match is None or match["database"] != database or WRAPPING.match(match["text"].strip()):
                continue
            if match["user"].startswith("hub_"):
                found.append(match["text"].strip())
