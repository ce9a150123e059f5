"""A statement run for the sake of its figures: the very text with the very parameters, as the same database
role, on a lane as any answer. Twice, so that what is read is in memory.
"""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from explain.figures import Figures, OtherPlan, figures_of
from explain.reads import Read, reads_of
from explain.sql_text import Group, parsed, renamed
from planner.plans import Ready
from runtime.actor import Actor
from runtime.database import Database

ANALYZE = "EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) "
NAMES = "EXPLAIN (FORMAT JSON) "
ATTEMPTS = 3
RUNS = 10
"""Postgres makes a plan of its own for each of the first five, and may then keep one."""
ENVELOPE = len(b'{"data":}')

OURS = ("mark", "wrong", "setting", "value")
"""Parameters that say nothing of what is asked. What is told of the request has names of people in it."""


@dataclass(frozen=True, slots=True)
class Explained:
    whole: Group
    parameters: Mapping[str, Any]
    reads: list[Read]
    figures: Mapping[Read | None, Figures]
    planning_ms: float
    execution_ms: float
    blocks: int
    """Pages of the database that were looked at, 8 kB each, from memory or not."""
    answer_ms: float
    """Until the answer is here, finished; nothing else is measured meanwhile. The best of some runs."""
    answer_bytes: int


async def explained(
    database: Database, actor: Actor, ready: Ready, today: date, request: Any = None
) -> Explained:
    """`request` is what the values of the request are made of, for an operation that asks for some."""
    setting, value = actor.setting
    values = {**actor.parameters, "today": today, "setting": setting, "value": value, "request": request}
    run = _Run(database, actor.database_role, ready.parameters(values))
    statement = ready.statement
    whole = parsed(statement.sql)
    reads = reads_of(whole, statement)
    found, figures = await run.explained(statement.sql, renamed(whole), reads)
    times, answer = [], b""
    for _ in range(RUNS):
        start = time.perf_counter()
        answer, _ = statement.finish(await run.fetch(statement.sql))
        times.append((time.perf_counter() - start) * 1000)
    asked = dict(zip(statement.names, run.parameters, strict=True))
    ours = {*OURS, *(each.name for each in statement.told)}
    return Explained(
        whole,
        {name: value for name, value in asked.items() if name not in ours},
        reads,
        figures,
        found["Planning Time"],
        found["Execution Time"],
        found["Plan"]["Shared Hit Blocks"] + found["Plan"]["Shared Read Blocks"],
        min(times),
        len(answer) + ENVELOPE,
    )


@dataclass(frozen=True, slots=True)
class _Run:
    database: Database
    role: str
    parameters: list[Any]

    async def fetch(self, sql: str) -> bytes:
        return await self.database.lanes.fetch(self.role, sql, self.parameters)

    async def explained(
        self, sql: str, named: str, reads: list[Read]
    ) -> tuple[dict[str, Any], dict[Read | None, Figures]]:
        for _ in range(ATTEMPTS):
            await self.fetch(ANALYZE + sql)
            found = json.loads(await self.fetch(ANALYZE + sql))[0]
            names = json.loads(await self.fetch(NAMES + named))[0]
            try:
                return found, figures_of(found["Plan"], names["Plan"], reads)
            except OtherPlan:
                continue
        raise OtherPlan
