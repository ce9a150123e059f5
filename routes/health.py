"""Is the process alive, and can it serve?"""

import asyncio
import logging
import time

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from routes.refusals import HEADERS
from runtime.connections import without_values
from runtime.database import Database
from runtime.migrations import current_revision, newest_revision
from runtime.server import Stopping

PATIENCE = 2.0
"""Seconds in which the database has to answer."""
FRESH = 1.0
"""Seconds for which an answer counts: however many ask, the database is asked once."""

log = logging.getLogger("hub.health")


async def alive(_: Request) -> Response:
    """The process runs and answers. Says nothing about the database."""
    return JSONResponse({"status": "ok"})


class Readiness:
    """200 when requests can be answered; else 503 and one word why: stopping, database or revision."""

    def __init__(self, database: Database, stopping: Stopping) -> None:
        self._addresses = database.addresses
        self._stopping = stopping
        self._one_at_a_time = asyncio.Lock()
        self._asked_at = float("-inf")
        self._found: str | None = None
        self._wanted: str | None = None

    async def ready(self, _: Request) -> Response:
        reason = "stopping" if self._stopping.begun else await self._of_the_database()
        if reason is None:
            return JSONResponse({"status": "ok"})
        return JSONResponse({"status": "unavailable", "reason": reason}, 503, HEADERS[503])

    async def _of_the_database(self) -> str | None:
        async with self._one_at_a_time:
            if time.monotonic() - self._asked_at >= FRESH:
                self._found = await self._ask()
                self._asked_at = time.monotonic()
            return self._found

    async def _ask(self) -> str | None:
        try:
            async with asyncio.timeout(PATIENCE):
                at = await current_revision(self._addresses)
        except Exception as error:
            log.warning("not ready: the database does not answer", exc_info=without_values(error))
            return "database"
        if self._wanted is None:  # once: it reads all the files of the migrations
            self._wanted = newest_revision()
        return None if at == self._wanted else "revision"
