"""Connections that the process owns, a set for each database role, for one statement at a time.

A statement brings its actor with it and leaves nothing behind, so that a lane needs no transaction and no
cleaning between two readers: a pool would send a round trip for each. Lanes cannot write.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg

from runtime.addresses import Addresses
from runtime.connections import DatabaseAway

PATIENCE = 10
"""Seconds until a lane must be free, or a connection made. A statement has as long by the server's clock;
if that says nothing for five more, the connection is given up.
"""

LOST = (OSError, asyncpg.InterfaceError, asyncpg.PostgresConnectionError, asyncpg.InternalClientError,
        asyncpg.exceptions.OperatorInterventionError)  # fmt: skip
"""The connection is of no use any more; whether the statement was at fault cannot be told."""

Lane = Any  # an asyncpg.Connection, which has no types


class StatementRefused(Exception):
    """The database does not take the statement, or not its values. The executor can say what is wrong."""


class Lanes:
    def __init__(self, addresses: Addresses, settings: dict[str, str], size: int) -> None:
        self._addresses = addresses
        self._settings = {**settings, "default_transaction_read_only": "on"}
        self._free: dict[str, list[Lane]] = defaultdict(list)
        self._turns: dict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(size))
        self._open: set[Lane] = set()

    async def fetch(self, role: str, sql: str, parameters: Sequence[Any]) -> bytes:
        """The one value of a statement, as the bytes that came. `DatabaseAway` when there is no database."""
        async with self._lane(role) as lane:
            try:
                answer: bytes = await lane.fetchval(sql, *parameters, timeout=PATIENCE + 5)
            except LOST as error:
                raise DatabaseAway(type(error).__name__) from error
            except TimeoutError as error:
                raise DatabaseAway("no answer in time") from error
            except asyncpg.PostgresError as error:
                raise StatementRefused(type(error).__name__) from error
            return answer

    async def close(self) -> None:
        for lane in list(self._open):
            lane.terminate()
        self._open.clear()
        self._free.clear()

    @asynccontextmanager
    async def _lane(self, role: str) -> AsyncIterator[Lane]:
        """One that is free, or a new one. What did not end well, or not at all, is not used again."""
        turn = self._turns[role]
        try:
            async with asyncio.timeout(PATIENCE):
                await turn.acquire()
        except TimeoutError as error:
            raise DatabaseAway("no lane is free") from error
        try:
            lane = await self._taken(role)
            try:
                yield lane
            except StatementRefused:
                self._free[role].append(lane)
                raise
            except BaseException:
                self._open.discard(lane)
                lane.terminate()
                raise
            self._free[role].append(lane)
        finally:
            turn.release()

    async def _taken(self, role: str) -> Lane:
        free = self._free[role]
        while free:
            lane = free.pop()
            if not lane.is_closed():
                return lane
            self._open.discard(lane)
        return await self._opened(role)

    async def _opened(self, role: str) -> Lane:
        dialect: Any = PGDialect_asyncpg()  # type: ignore[no-untyped-call]  # dialects have no types
        _, address = dialect.create_connect_args(self._addresses.of(role))
        lane: Lane = None
        try:
            async with asyncio.timeout(PATIENCE):
                lane = await asyncpg.connect(**address, **CONNECT, server_settings=self._settings)
                # JSON goes to the client as it is: it is neither decoded nor encoded.
                await lane.set_type_codec("json", schema="pg_catalog", **AS_IT_IS)
        except BaseException as error:
            if lane is not None:
                lane.terminate()
            if isinstance(error, Exception):
                raise DatabaseAway(f"{type(error).__name__}: {error}") from error
            raise
        self._open.add(lane)
        return lane


def _same(value: bytes) -> bytes:
    return value


AS_IT_IS = {"encoder": _same, "decoder": _same, "format": "binary"}
CONNECT = {
    "max_cacheable_statement_size": 0,  # bytes; the planner's are long, and none is too long to be kept
    "statement_cache_size": 100,  # the server keeps a plan of each
}
