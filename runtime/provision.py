"""The database that the settings name: one of your own, or the embedded one, started and made ready."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg

from runtime.addresses import Addresses
from runtime.postgres import EmbeddedPostgres
from runtime.settings import Pooler, Settings

OWNER = "hub_owner"
DATABASE = "hub"


@asynccontextmanager
async def database_of(settings: Settings) -> AsyncIterator[Addresses]:
    """Addresses of the database, for as long as the block lasts: the embedded one may stop after it."""
    password = settings.database_password
    if settings.database_url is not None:
        yield Addresses.parse(
            settings.database_url,
            None if password is None else password.get_secret_value(),
            direct=settings.database_url_direct,
            pooled=settings.database_pooler is Pooler.TRANSACTION,
        )
        return
    with EmbeddedPostgres(settings.data_dir) as server:
        yield await owned_database(server, DATABASE)


async def owned_database(server: EmbeddedPostgres, name: str) -> Addresses:
    """A database of the embedded server that belongs to a role which is no superuser; made if missing."""
    superuser = await asyncpg.connect(server.dsn())
    try:
        # Two that start at once: the second one waits here, and finds everything made.
        await superuser.execute("SELECT pg_advisory_lock(hashtext('hub.provision'))")
        if not await superuser.fetchval("SELECT 1 FROM pg_roles WHERE rolname = $1", OWNER):
            await superuser.execute(f"CREATE ROLE {OWNER} LOGIN CREATEROLE")
        if not await superuser.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", name):
            await superuser.execute(f'CREATE DATABASE "{name}" OWNER {OWNER}')
    finally:
        await superuser.close()
    return Addresses.parse(server.dsn(OWNER, name))
