"""Connections to Postgres: one pool a database role, and the actor stated before anything is read."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, suppress
from typing import NewType

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import QueuePool

from runtime import pooler
from runtime.actor import AccountSpeaker, Actor
from runtime.addresses import Addresses
from runtime.connections import connected
from runtime.lanes import PATIENCE, Lanes
from runtime.roles import RECORDER

ReadConnection = NewType("ReadConnection", AsyncConnection)
"""Cannot write: its transaction is read-only."""

WriteConnection = NewType("WriteConnection", ReadConnection)
"""Only `actions.transaction` makes one: a function that asks for it cannot be called from a query."""

RecordConnection = NewType("RecordConnection", AsyncConnection)
"""Can add to the access log and nothing else."""

STATE_ACTOR = text("SELECT set_config(:name, :value, true)")

SERVER_SETTINGS = {
    "application_name": "hub",
    # Deep JSON queries look dear to the planner of Postgres, and compiling them costs more than running.
    "jit": "off",
    # What is asked for is in memory, or on disks without arms: an index is not dear to follow.
    "random_page_cost": "1.1",
    "TimeZone": "UTC",
    "statement_timeout": "10s",
    "idle_in_transaction_session_timeout": "30s",
}


class Database:
    """The pools of one process. A role's pool is made at its first use."""

    def __init__(
        self,
        addresses: Addresses,
        pool_size: int = 5,
        *,
        patience: float = PATIENCE,
        settings: Mapping[str, str] = SERVER_SETTINGS,
    ) -> None:
        self.addresses = addresses
        self._pool_size = pool_size
        self._patience = patience
        self._settings = dict(settings)
        self._engines: dict[str, AsyncEngine] = {}
        self._last: list[Callable[[], Awaitable[None]]] = []
        self.lanes = Lanes(addresses, settings, pool_size, patience)

    @asynccontextmanager
    async def reading(self, actor: Actor | AccountSpeaker) -> AsyncIterator[ReadConnection]:
        """One snapshot, read-only, seen with the actor's eyes."""
        async with connected(self._engine(actor.database_role)) as connection:
            await connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            transaction = await connection.begin()
            try:
                await self._state(connection, actor)
                yield ReadConnection(connection)
            finally:
                # Nothing is to be kept, and how it ends is of no interest to who has read: a connection
                # that was lost meanwhile could not commit. The pool looks whether it can be used again.
                with suppress(SQLAlchemyError):
                    await transaction.rollback()

    @asynccontextmanager
    async def writing(self, actor: Actor | AccountSpeaker) -> AsyncIterator[WriteConnection]:
        """One transaction, committed when the block ends well and undone when it does not.

        Call `actions.transaction.transaction` instead: it also writes the audit.
        """
        async with connected(self._engine(actor.database_role)) as connection, connection.begin():
            await self._state(connection, actor)
            yield WriteConnection(ReadConnection(connection))

    @asynccontextmanager
    async def recording(self) -> AsyncIterator[RecordConnection]:
        """One transaction of nobody's, in which is written who has looked: actors cannot write that."""
        async with connected(self._engine(RECORDER)) as connection, connection.begin():
            yield RecordConnection(connection)

    def pools(self) -> Iterator[tuple[str, int, int]]:
        """Each role that has a pool: its name, the connections lent out, and the most there can be."""
        for role, engine in self._engines.items():
            pool = engine.pool
            assert isinstance(pool, QueuePool)
            yield role, pool.checkedout(), self._pool_size

    def before_close(self, last: Callable[[], Awaitable[None]]) -> None:
        """Have something done while there are connections still."""
        self._last.append(last)

    async def close(self) -> None:
        for last in self._last:
            await last()
        await self.lanes.close()
        for engine in self._engines.values():
            await engine.dispose()

    def _engine(self, role: str) -> AsyncEngine:
        if role not in self._engines:
            pooled = self.addresses.pooled
            how = pooler.ENGINE if pooled else {"server_settings": self._settings}
            engine = create_async_engine(
                self.addresses.of(role),
                pool_size=self._pool_size,
                max_overflow=0,
                pool_timeout=self._patience,
                pool_pre_ping=True,
                hide_parameters=True,  # values are people's: they have no place in an error or a log
                # The second, for a server that says nothing any more, is more than one gives a statement.
                connect_args={"timeout": self._patience, "command_timeout": 1.5 * self._patience, **how},
            )
            if pooled:
                pooler.settle_each(engine, self._settings)
            self._engines[role] = engine
        return self._engines[role]

    @staticmethod
    async def _state(connection: AsyncConnection, actor: Actor | AccountSpeaker) -> None:
        name, value = actor.setting
        await connection.execute(STATE_ACTOR, {"name": name, "value": value})
