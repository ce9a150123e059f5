"""The world that the visibility tests look at, with its truth."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from runtime.database import Database
from runtime.migrations import as_owner
from schema.build import build, catalog_of
from tests.visibility import matrix, truth
from tests.visibility.matrix import Matrix
from tests.visibility.truth import Truth
from tests.visibility.world import World

SCHEMA = build()
CATALOG = catalog_of(SCHEMA)


@pytest.fixture
async def owner(database: Database, world: World) -> AsyncIterator[AsyncConnection]:
    assert world.actors
    async with as_owner(database.addresses) as owner:
        yield owner


@pytest.fixture
async def facts(owner: AsyncConnection) -> Truth:
    return await truth.read(owner, CATALOG)


@pytest.fixture(scope="session")
def page() -> Matrix:
    return matrix.read()
