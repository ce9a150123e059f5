"""One database with two hundred generated households, for all the tests that only read it."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest

from actions.catalogue.catalogue_load import catalogue_load
from runtime.addresses import Addresses
from runtime.migrations import as_owner
from runtime.postgres import EmbeddedPostgres
from runtime.provision import OWNER
from runtime.settings import Settings
from seed.copying import owner_of
from seed.generation import Written, seed
from tests.seed.connections import Connection

UNTIL = date(2026, 11, 25)
MEMBERS = 200
YEARS = 2


@pytest.fixture(scope="session")
def keys_of_this_run(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """One data key for all databases, so that their tokens can be compared."""
    return Settings(data_dir=Path(tmp_path_factory.mktemp("seed")))


@pytest.fixture(scope="session")
async def offered(server: EmbeddedPostgres, superuser: Connection, template: str) -> AsyncIterator[str]:
    """The personas, and the catalogue: to be cloned, so that a test's own load finds nothing to do."""
    async with cloned(server, superuser, template, "offered") as addresses:
        async with as_owner(addresses) as owner:
            await catalogue_load(owner)
        yield str(addresses.owner.database)


@pytest.fixture(scope="session")
async def seeded(
    server: EmbeddedPostgres, superuser: Connection, offered: str, keys_of_this_run: Settings
) -> AsyncIterator[Connection]:
    async with cloned(server, superuser, offered, "seeded") as addresses:
        await fill(addresses, keys_of_this_run)
        async with owner_of(addresses) as connection:
            yield connection


async def fill(
    addresses: Addresses, settings: Settings, members: int = MEMBERS, number: int = 1, processes: int = 1
) -> Written:
    return await seed(
        addresses, settings, members=members, years=YEARS, until=UNTIL, seed=number, processes=processes
    )


@asynccontextmanager
async def cloned(
    server: EmbeddedPostgres, superuser: Connection, template: str, what: str
) -> AsyncIterator[Addresses]:
    name = f"hub_seed_{what}_{os.getpid()}"
    await superuser.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    await superuser.execute(f"CREATE DATABASE {name} TEMPLATE {template} OWNER {OWNER}")
    yield Addresses.parse(server.dsn(OWNER, name))
    await superuser.execute(f"DROP DATABASE {name} WITH (FORCE)")
