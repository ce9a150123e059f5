"""What a process that serves does beside answering: begun anew whenever its connection is lost."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

import asyncpg

from runtime.addresses import Addresses
from runtime.connections import without_values
from runtime.roles import WORKER

if TYPE_CHECKING:
    from pgqueuer.queries import Queries

BEGIN_ANEW = 2.0
"""Seconds before a lost connection is made anew."""


@asynccontextmanager
async def in_background(
    run: Callable[[], Awaitable[None]], what: str, log: logging.Logger
) -> AsyncIterator[None]:
    """It goes on for as long as the block lasts. `what` it is that is away, for the log."""
    running = asyncio.create_task(_go_on(run, what, log))
    try:
        yield
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


async def _go_on(run: Callable[[], Awaitable[None]], what: str, log: logging.Logger) -> None:
    while True:
        try:
            await run()
        except Exception as error:
            log.error("%s is away, and asked again soon", what, exc_info=without_values(error))
        await asyncio.sleep(BEGIN_ANEW)


@asynccontextmanager
async def queue_of(addresses: Addresses) -> "AsyncIterator[Queries]":
    """The queue and its schedule, as the worker's role, on a connection of its own: LISTEN needs one."""
    from runtime.queue import queries_of  # noqa: PLC0415  # a quarter second of imports

    url = addresses.directly(WORKER).set(drivername="postgresql")
    connection = await asyncpg.connect(url.render_as_string(hide_password=False))
    try:
        yield queries_of(connection)
    finally:
        await connection.close()
