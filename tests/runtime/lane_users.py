"""What the readers of a lane do in the tests: look around, and end in every way that there is."""

import asyncio
import json
import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import asyncpg

from runtime.addresses import Addresses
from runtime.connections import DatabaseAway, StatementTooSlow
from runtime.database import SERVER_SETTINGS
from runtime.lane import StatementRefused
from runtime.lanes import Lanes
from tests.runtime.serving import until
from tests.runtime.slow import silenced

ROLE = "hub_member"
LOOK = """SELECT json_build_object('process', pg_backend_pid(), 'contracts', (SELECT count(*) FROM contracts),
    'actor', coalesce(current_setting('hub.member_id', true), ''))"""
"""With the predicate forgotten: nothing but row-level security stands between a reader and all contracts."""

STATED = "FROM (SELECT set_config('hub.member_id', $1, true) AS actor OFFSET 0) AS g"
READS = f"SELECT to_json((SELECT count(*) FROM contracts WHERE g.actor IS NOT NULL)) {STATED}"
FAILS = f"SELECT to_json(1 / (length(g.actor) * 0)) {STATED}"
SLEEPS = f"SELECT to_json(pg_sleep(60)::text) {STATED} WHERE g.actor IS NOT NULL"

MOMENTS = (0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89)
"""Turns of the loop after which somebody goes."""

UNHURRIED = {**SERVER_SETTINGS, "statement_timeout": "0"}
"""The server ends nothing by itself: what ends has been told to."""


async def look(lanes: Lanes) -> dict[str, Any]:
    """Where a statement runs that states no actor, and what it sees there."""
    found: dict[str, Any] = json.loads(await lanes.fetch(ROLE, LOOK, []))
    return found


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose household is stated, in every statement of theirs."""

    addresses: Addresses
    superuser: "asyncpg.Connection[asyncpg.Record]"
    member_id: int
    left: set[int] = field(default_factory=set)
    """Processes whose statement ran when its reader went away."""

    async def ask(self, lanes: Lanes, sql: str) -> bytes:
        key = str(self.member_id)
        return await lanes.fetch(ROLE, sql, [key], ("hub.member_id", key))

    async def reads(self, lanes: Lanes) -> None:
        assert int(await self.ask(lanes, READS)) > 0

    async def is_refused(self, lanes: Lanes) -> None:
        with suppress(StatementRefused):
            await self.ask(lanes, FAILS)
            raise AssertionError("a division by zero was answered")

    async def goes_away(self, lanes: Lanes) -> None:
        asking = asyncio.create_task(self.ask(lanes, SLEEPS))
        await until(self.is_asleep)
        self.left.update(await self._asleep())
        asking.cancel()
        with suppress(asyncio.CancelledError):
            await asking
            raise AssertionError("who was cancelled had an answer")

    async def leaves_midway(self, lanes: Lanes, chance: random.Random) -> None:
        """Wherever the answer is by then: not asked for, half way, or there."""
        asking = asyncio.create_task(self.ask(lanes, READS))
        for _ in range(chance.choice(MOMENTS)):
            await asyncio.sleep(0)
        asking.cancel()
        await asyncio.wait([asking])
        assert asking.cancelled() or int(asking.result()) > 0

    async def takes_too_long(self, lanes: Lanes) -> None:
        with suppress(StatementTooSlow):
            await self.ask(lanes, SLEEPS)
            raise AssertionError("a minute was over before its time")

    async def hears_nothing(self, lanes: Lanes) -> None:
        process = (await look(lanes))["process"]
        with silenced(process), suppress(DatabaseAway):
            await self.ask(lanes, READS)
            raise AssertionError("a silent server has answered")

    async def is_asleep(self) -> bool:
        return bool(await self._asleep())

    async def _asleep(self) -> list[int]:
        found = await self.superuser.fetch(
            "SELECT pid FROM pg_stat_activity WHERE datname = $1 AND state = 'active' AND wait_event = 'PgSleep'",
            self.addresses.owner.database,
        )
        return [row["pid"] for row in found]


Ending = Callable[[Reader, Lanes], Awaitable[None]]
EVERY_LANE: dict[str, Ending] = {"success": Reader.reads, "refusal": Reader.is_refused}
"""How a statement can end so that its lane is used again."""

NO_LANE: dict[str, Ending] = {
    "cancel": Reader.goes_away, "time-out": Reader.takes_too_long, "silence": Reader.hears_nothing,
}  # fmt: skip
"""How a statement can end so that its lane is not."""
