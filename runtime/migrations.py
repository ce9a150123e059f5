"""Bring a database to the tables of this version. Runs as the owner of the tables, never as an actor."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.pool import NullPool

from runtime.addresses import Addresses
from runtime.connections import connected
from runtime.roles import ensure_roles

MIGRATIONS = Path(__file__).resolve().parent.parent / "models" / "migrations"
ONE_AT_A_TIME = 7_405_121_959
"""Key of the advisory lock that makes two migrations started at once run one after the other."""


def alembic_config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def newest_revision() -> str | None:
    return ScriptDirectory.from_config(alembic_config()).get_current_head()


async def migrate(addresses: Addresses) -> bool:
    """Create the missing database roles, then upgrade; true when there was something to do."""
    async with as_owner(addresses) as connection:
        await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ONE_AT_A_TIME})
        await ensure_roles(connection, addresses.password)
        before = await connection.run_sync(_revision)
        await connection.run_sync(lambda sync: command.upgrade(alembic_config(sync), "head"))
        return before != newest_revision()


async def current_revision(addresses: Addresses) -> str | None:
    """The revision that a database is at; none when it was never migrated."""
    async with as_owner(addresses) as connection:
        return await connection.run_sync(_revision)


@asynccontextmanager
async def as_owner(addresses: Addresses) -> AsyncIterator[AsyncConnection]:
    """One transaction as the owner of the tables: for migrations, seeds and the command line."""
    engine = create_async_engine(addresses.owner, poolclass=NullPool)
    try:
        async with connected(engine) as connection, connection.begin():
            yield connection
    finally:
        await engine.dispose()


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()
