"""What was seen and is still to be written down: kept for less than a second, in bounds."""

import asyncio
import logging
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from itertools import islice

from sqlalchemy.exc import IntegrityError

from actions.accesses.access_record import Access, access_record
from runtime.connections import without_values
from runtime.database import Database

log = logging.getLogger("hub.accesses")

PAUSE = 0.5
"""Seconds between two statements: with the time that one takes, less than a second."""

MOST = 50_000
"""Lines that may wait. More come only when the database takes none, and then nobody may read on."""

AT_ONCE = 5_000
"""Lines of one statement: making it holds up the answers meanwhile."""


class AccessQueue:
    """Writes what it is given soon, and again until it is written. `refused` and `lost` count what was not
    taken, because it was full, and what was there when the process ended and could not be written.
    """

    def __init__(self, database: Database, most: int = MOST, pause: float = PAUSE) -> None:
        self._database = database
        self._most = most
        self._pause = pause
        self._waiting: deque[Access] = deque()
        self._stopping = asyncio.Event()
        self._writer: asyncio.Task[None] | None = None
        self._failing = False
        self.refused = 0
        self.lost = 0

    def put(self, accesses: Sequence[Access]) -> bool:
        """False when there is no room: what cannot be written down must not be seen."""
        # What one request saw is taken whole when nothing waits: its size says nothing of the database.
        full = self._waiting and len(self._waiting) + len(accesses) > self._most
        if self._stopping.is_set() or full:
            self.refused += 1
            log.critical("a read was refused: %d lines wait for the access log", len(self._waiting))
            return False
        self._waiting.extend(accesses)
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._write())
        return True

    async def close(self) -> None:
        """Write what waits at once, and take no more."""
        self._stopping.set()
        if self._writer is not None:
            await self._writer
        self.lost += len(self._waiting)
        if self._waiting:
            log.critical("%d lines of the access log are lost", len(self._waiting))
            self._waiting.clear()

    async def _write(self) -> None:
        while self._waiting:
            with suppress(TimeoutError):
                async with asyncio.timeout(self._pause):
                    await self._stopping.wait()
            await self._flush()
            if self._stopping.is_set():
                return

    async def _flush(self) -> None:
        """All that waits, in order. What fails waits on, before what comes after it."""
        try:
            while self._waiting:
                await self._write_together(list(islice(self._waiting, AT_ONCE)))
        except Exception as error:
            if not self._failing:
                log.exception("the access log takes nothing", exc_info=without_values(error))
            self._failing = True
            return
        self._failing = False

    async def _write_together(self, taken: list[Access]) -> None:
        try:
            await access_record(self._database, taken)
        except IntegrityError:
            await self._write_one_by_one(taken)
            return
        for _ in taken:
            self._waiting.popleft()

    async def _write_one_by_one(self, taken: list[Access]) -> None:
        """One is about somebody who is there no more: it must not keep the others from being written."""
        for access in taken:
            try:
                await access_record(self._database, [access])
            except IntegrityError as error:
                self.lost += 1
                log.critical("a line of the access log is lost", exc_info=without_values(error))
            self._waiting.popleft()
