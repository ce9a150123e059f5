"""What is done at its hour, by one of the processes that serve: the database knows when it was done last."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import asyncpg

from runtime.addresses import Addresses
from runtime.connections import without_values

if TYPE_CHECKING:
    from pgqueuer.domain.models import Schedule

log = logging.getLogger("hub.schedule")

RECONNECT = 2.0
"""Seconds before a lost connection is made anew."""


@dataclass(frozen=True, slots=True)
class Due:
    """`cron` says when, in UTC; doing it twice must be harmless."""

    cron: str
    task: Callable[[], Awaitable[object]]


@asynccontextmanager
async def scheduled(addresses: Addresses, due: Mapping[str, Due]) -> AsyncIterator[None]:
    """What is due is done for as long as the block lasts. What fails is done at its next hour."""
    running = asyncio.create_task(_go_on(addresses, due))
    try:
        yield
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


async def _go_on(addresses: Addresses, due: Mapping[str, Due]) -> None:
    while True:
        try:
            await _run(addresses, due)
        except Exception as error:
            log.error("the schedule is away, and asked again soon", exc_info=without_values(error))
        await asyncio.sleep(RECONNECT)


async def _run(addresses: Addresses, due: Mapping[str, Due]) -> None:
    from pgqueuer.core.sm import SchedulerManager  # noqa: PLC0415  # a quarter second of imports

    from runtime.queue import queries_of  # noqa: PLC0415  # as above

    url = addresses.own.set(drivername="postgresql")
    connection = await asyncpg.connect(url.render_as_string(hide_password=False))
    try:
        manager = SchedulerManager(queries_of(connection))
        for name, each in due.items():
            manager.schedule(name, each.cron)(_handler(name, each))
        await manager.run()
    finally:
        await connection.close()


def _handler(name: str, due: Due) -> "Callable[[Schedule], Awaitable[None]]":
    async def handle(_: "Schedule") -> None:
        try:
            await due.task()
        except Exception as error:
            log.error("%s has failed, and is done at its next hour", name, exc_info=without_values(error))

    return handle
