"""Statements that the database holds up for as long as a test wants."""

import os
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import asyncpg
from sqlalchemy import text

from runtime.addresses import Addresses
from runtime.migrations import as_owner
from tests.runtime.serving import until

WAITING = "datname = $1 AND usename = 'hub_member' AND wait_event_type = 'Lock'"


@asynccontextmanager
async def slow_reads(addresses: Addresses) -> AsyncIterator[None]:
    """Whoever reads a household waits until the block is over."""
    async with as_owner(addresses) as owner:
        await owner.execute(text("LOCK TABLE members IN ACCESS EXCLUSIVE MODE"))
        yield


async def until_a_member_waits(superuser: "asyncpg.Connection[asyncpg.Record]", addresses: Addresses) -> None:
    asked = f"SELECT count(*) > 0 FROM pg_stat_activity WHERE {WAITING}"
    await until(lambda: superuser.fetchval(asked, addresses.owner.database))


async def cut_off(superuser: "asyncpg.Connection[asyncpg.Record]", addresses: Addresses) -> None:
    """The connections of the members that wait."""
    await superuser.execute(
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {WAITING}".replace(
            "$1", f"'{addresses.owner.database}'"
        )
    )


@contextmanager
def silenced(process: int) -> Iterator[None]:
    """A process of the server's says nothing and does nothing, and its connection stays open."""
    os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(process, signal.SIGCONT)
