"""One connection that the process owns, and what became of a statement on it."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

import asyncpg
from sqlalchemy import URL
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg

from runtime import pooler
from runtime.connections import DatabaseAway, StatementTooSlow

LOST = (OSError, asyncpg.InterfaceError, asyncpg.PostgresConnectionError, asyncpg.InternalClientError,
        asyncpg.exceptions.OperatorInterventionError)  # fmt: skip
"""The connection is of no use any more; whether the statement was at fault cannot be told."""


class StatementRefused(Exception):
    """The database does not take the statement, or not its values. The executor can say what is wrong."""


class ConnectionLost(DatabaseAway):
    """There was a connection, and there is none any more."""


class Lane:
    """Answers one statement at a time.

    Whoever asked and got neither an answer nor `StatementRefused` closes it: its state is not known.
    """

    def __init__(self, connection: Any, patience: float, settled: Mapping[str, str] | None) -> None:
        self._connection = connection  # an asyncpg.Connection, which has no types
        self._patience = patience
        self._settled = settled

    @classmethod
    async def open(
        cls, address: URL, settings: Mapping[str, str], patience: float, *, pooled: bool
    ) -> "Lane":
        """`patience` is in seconds: for the opening, and for each statement half as long again."""
        how = pooler.CONNECT if pooled else {**CONNECT, "server_settings": {**settings, **READ_ONLY}}
        try:
            async with asyncio.timeout(patience):
                connection = await connect(address, how)
        except Exception as error:
            raise DatabaseAway(f"{type(error).__name__}: {error}") from error
        return cls(connection, 1.5 * patience, settings if pooled else None)

    async def ask(self, sql: str, parameters: Sequence[Any], actor: tuple[str, str] | None) -> bytes:
        """The one value of a statement, as the bytes that came."""
        try:
            if self._settled is not None:
                return await self._in_transaction(sql, parameters, actor, self._settled)
            answer: bytes = await self._connection.fetchval(sql, *parameters, timeout=self._patience)
        except asyncpg.QueryCanceledError as error:
            raise StatementTooSlow(type(error).__name__) from error
        except TimeoutError as error:  # It is an OSError too.
            raise DatabaseAway("no answer in time") from error
        except LOST as error:
            if isinstance(error, ValueError):
                # The driver could not write a value, and has sent none.
                raise StatementRefused(type(error).__name__) from error
            raise ConnectionLost(type(error).__name__) from error
        except asyncpg.PostgresError as error:
            raise StatementRefused(type(error).__name__) from error
        return answer

    async def _in_transaction(
        self, sql: str, parameters: Sequence[Any], actor: tuple[str, str] | None, settled: Mapping[str, str]
    ) -> bytes:
        """The slower way, which asks nothing of the connection but that a transaction stays on it."""
        stated = settled if actor is None else {**settled, actor[0]: actor[1]}
        async with asyncio.timeout(self._patience):
            await self._connection.execute("BEGIN READ ONLY")
            try:
                await self._connection.fetchval(pooler.SETTLE, [*stated], [*stated.values()])
                answer: bytes = await self._connection.fetchval(sql, *parameters)
            except (asyncpg.PostgresError, ValueError):
                await self._connection.execute("ROLLBACK")
                raise
            await self._connection.execute("COMMIT")
        return answer

    @property
    def is_closed(self) -> bool:
        return bool(self._connection.is_closed())

    async def close(self) -> None:
        """A statement that still runs is cancelled on the server first: merely cut off, it would run on."""
        with suppress(Exception):
            await self._connection.close(timeout=self._patience)

    def drop(self) -> None:
        self._connection.terminate()


async def connect(address: URL, how: Mapping[str, Any]) -> Any:
    """An `asyncpg.Connection`, which has no types. JSON goes on as it is: neither decoded nor encoded."""
    dialect: Any = PGDialect_asyncpg()  # type: ignore[no-untyped-call]  # dialects have no types
    _, found = dialect.create_connect_args(address)
    connection = await asyncpg.connect(**found, **how)
    try:
        await connection.set_type_codec("json", schema="pg_catalog", **AS_IT_IS)
    except BaseException:
        connection.terminate()
        raise
    return connection


def _same(value: bytes) -> bytes:
    return value


AS_IT_IS = {"encoder": _same, "decoder": _same, "format": "binary"}
CONNECT = {
    "max_cacheable_statement_size": 0,  # bytes; the planner's are long, and none is too long to be kept
    "statement_cache_size": 100,  # the server keeps a plan of each
}
READ_ONLY = {"default_transaction_read_only": "on"}
