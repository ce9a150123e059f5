"""A database with the personas and the catalogue, cloned for each test."""

import os
from collections.abc import AsyncIterator
from datetime import date

import pytest
from sqlalchemy import update

from actions.catalogue.catalogue_load import catalogue_load
from models.people import PersonRow
from runtime.addresses import Addresses
from runtime.database import Database
from runtime.migrations import as_owner
from runtime.postgres import EmbeddedPostgres
from runtime.provision import OWNER
from tests.clones import Clones
from tests.insured import Insured, as_the_owner, the_insured
from tests.seed.connections import Connection


@pytest.fixture(scope="session")
async def with_catalogue(
    server: EmbeddedPostgres, superuser: Connection, template: str
) -> AsyncIterator[str]:
    name = f"hub_estimates_{os.getpid()}"
    await superuser.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    await superuser.execute(f"CREATE DATABASE {name} TEMPLATE {template} OWNER {OWNER}")
    async with as_owner(Addresses.parse(server.dsn(OWNER, name))) as owner:
        await catalogue_load(owner)
        grown = update(PersonRow).where(PersonRow.first_name == "Noé")
        await owner.execute(grown.values(birth_date=date(2014, 5, 1)))
    yield name
    await superuser.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
async def clones(superuser: Connection, with_catalogue: str) -> AsyncIterator[Clones]:
    clones = Clones(superuser, with_catalogue)
    yield clones
    await clones.drop()


@pytest.fixture
async def insured(database: Database) -> AsyncIterator[Insured]:
    """The contract of `member`, to add to; nothing is kept unless the test commits it."""
    async with as_the_owner(database) as owner:
        yield await the_insured(owner)
