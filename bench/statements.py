"""How many statements an operation takes, as the database counts them: by its own log, while it writes it."""

import asyncio
import re
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg

from bench.population import Population
from runtime.roles import RECORDER

ON = {"log_min_duration_statement": "0", "log_line_prefix": "'%u '"}
EXECUTED = re.compile(r"^(\w+) LOG:  duration: \S+ ms  (?:execute \S+|statement): (\w+)", re.MULTILINE)
"""Parsing and binding have lines of their own."""

FRAME = frozenset({"BEGIN", "COMMIT", "ROLLBACK"})


class Counted:
    """What was executed since the last look, by role and first word."""

    def __init__(self, log: Path) -> None:
        self._log, self._read = log, log.stat().st_size

    async def look(self) -> Counter[tuple[str, str]]:
        await asyncio.sleep(0.1)  # until the last line is in the log
        with self._log.open(encoding="utf-8", errors="replace") as file:
            file.seek(self._read)
            text = file.read()
            self._read = file.tell()
        return Counter((role, word.upper()) for role, word in EXECUTED.findall(text))


@asynccontextmanager
async def counting(population: Population, log: Path) -> AsyncIterator[Counted]:
    owner = await asyncpg.connect(population.superuser)
    try:
        for name, value in ON.items():
            await owner.execute(f"ALTER SYSTEM SET {name} = {value}")
        await owner.execute("SELECT pg_reload_conf()")
        await asyncio.sleep(0.3)
        yield Counted(log)
    finally:
        for name in ON:
            await owner.execute(f"ALTER SYSTEM RESET {name}")
        await owner.execute("SELECT pg_reload_conf()")
        await owner.close()


def of_data(found: Counter[tuple[str, str]]) -> int:
    """Without what begins and ends a transaction, and without the access log, which is not read."""
    return sum(count for (role, word), count in found.items() if word not in FRAME and role != RECORDER)
