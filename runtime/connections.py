"""Getting a connection, or saying that there is none to be had."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import asyncpg
from sqlalchemy.exc import DBAPIError, PendingRollbackError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from runtime.mendable import Mendable

CANCELLED = "57014"
"""SQLSTATE of a statement that ran for longer than `statement_timeout`."""


class DatabaseAway(Mendable):
    """No connection could be had: the server is not there, refuses, or has none free in time."""

    def told(self) -> str:
        return f"the database cannot be reached ({self}): check DATABASE_URL"


class StatementTooSlow(Exception):
    """The database gave a statement up when its time was over. Asked again it would take as long."""


class StatementFailed(RuntimeError):
    """A statement that failed, told without any value: its kind, its SQLSTATE and its SQL."""


@asynccontextmanager
async def connected(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    async with AsyncExitStack() as stack:
        try:
            connection = await stack.enter_async_context(engine.connect())
        except Exception as error:
            # Whatever it was: a wrong host, a refused password, a full pool. It is this one's cause.
            raise DatabaseAway(f"{type(error).__name__}: {error}") from error
        yield connection


def is_away(error: BaseException) -> bool:
    """No connection was to be had, or the one in use was lost: no bug, and it will not stay so."""
    if not isinstance(error, DBAPIError):
        # The second: asked of a connection that an earlier statement of the same transaction has lost. The
        # third: the driver has waited for an answer for longer than the server would work on one.
        return isinstance(error, DatabaseAway | PendingRollbackError | TimeoutError)
    # The driver can meet the loss halfway through a message, and then speaks of its own state.
    halfway = error.orig is not None and isinstance(error.orig.__cause__, asyncpg.InternalClientError)
    return error.connection_invalidated or halfway


def is_too_slow(error: BaseException) -> bool:
    """The server gave the statement up. One that says nothing any more counts as away."""
    return isinstance(error, DBAPIError) and getattr(error.orig, "sqlstate", None) == CANCELLED


def without_values(error: BaseException) -> BaseException:
    """The error as a log may have it. The driver's own message can quote a value, which is somebody's."""
    if not isinstance(error, DBAPIError):
        return error
    state = getattr(error.orig, "sqlstate", None)
    kept = StatementFailed(f"{type(error).__name__}, SQLSTATE {state}, in: {error.statement}")
    return kept.with_traceback(error.__traceback__)
