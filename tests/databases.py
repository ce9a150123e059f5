"""Ways of a test to a database that the hub itself does not have."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg

from runtime.addresses import Addresses
from runtime.postgres import EmbeddedPostgres
from runtime.provision import owned_database


def as_superuser(addresses: Addresses) -> Addresses:
    """The same database as its server's superuser."""
    return Addresses(addresses.owner.set(username="postgres", password=None))


@asynccontextmanager
async def empty_database(
    server: EmbeddedPostgres, superuser: "asyncpg.Connection[asyncpg.Record]"
) -> AsyncIterator[Addresses]:
    """A database that nobody has migrated yet."""
    name = f"hub_test_empty_{os.getpid()}"
    addresses = await owned_database(server, name)
    yield addresses
    await superuser.execute(f"DROP DATABASE {name} WITH (FORCE)")
