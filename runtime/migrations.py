"""Bring a database to the tables of this version. Runs as the owner of the tables, never as an actor.

Alembic is imported by what migrates, and not by what serves: seven megabytes and a tenth of a second.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import URL, Connection, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from runtime import pooler
from runtime.addresses import Addresses
from runtime.connections import connected
from runtime.mendable import Mendable
from runtime.roles import ensure_roles

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).resolve().parent.parent / "models" / "migrations"
ONE_AT_A_TIME = 7_405_121_959
"""Key of the advisory lock that makes two migrations started at once run one after the other."""


class NotMigrated(Mendable):
    """The tables are those of another version, or there are none."""


def alembic_config(connection: Connection | None = None) -> "Config":
    from alembic.config import Config  # noqa: PLC0415  # as said above

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def newest_revision() -> str:
    """Revisions are named as their files are, which are numbered."""
    return max(path.stem for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


async def migrate(addresses: Addresses) -> bool:
    """Create the missing database roles, then upgrade; true when there was something to do."""
    from alembic import command  # noqa: PLC0415  # as said above

    async with as_owner(addresses) as connection:
        await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ONE_AT_A_TIME})
        await ensure_roles(connection, addresses.password)
        before = await _revision(connection)
        await connection.run_sync(lambda sync: command.upgrade(alembic_config(sync), "head"))
        return before != newest_revision()


async def current_revision(addresses: Addresses) -> str | None:
    """The revision that a database is at; none when it was never migrated.

    It is asked for where requests go: that a way around a pooler is open says nothing of theirs.
    """
    async with _at(addresses.owner, pooled=addresses.pooled) as connection:
        return await _revision(connection)


async def is_migrated(addresses: Addresses) -> bool:
    """Whether the database has the tables of this version."""
    return await current_revision(addresses) == newest_revision()


async def require_migrated(addresses: Addresses) -> None:
    """`NotMigrated` unless it is."""
    if not await is_migrated(addresses):
        raise NotMigrated("the database has not the tables of this version: run ./hub migrate")


@asynccontextmanager
async def as_owner(addresses: Addresses) -> AsyncIterator[AsyncConnection]:
    """One transaction as the owner of the tables: for migrations, seeds and the command line."""
    async with _at(addresses.own, pooled=addresses.pooled and addresses.direct is None) as connection:
        yield connection


@asynccontextmanager
async def _at(address: URL, *, pooled: bool) -> AsyncIterator[AsyncConnection]:
    async with connected(_engine(address, pooled)) as connection, connection.begin():
        yield connection


@lru_cache(maxsize=8)
def _engine(address: URL, pooled: bool) -> AsyncEngine:
    """It keeps no connection, but what it has learnt of the server, and statements as they are compiled."""
    return create_async_engine(address, poolclass=NullPool, connect_args=pooler.ENGINE if pooled else {})


async def _revision(connection: AsyncConnection) -> str | None:
    if await connection.scalar(text("SELECT to_regclass('alembic_version')")) is None:
        return None
    found: str | None = await connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found
