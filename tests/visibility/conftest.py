"""The world that the visibility tests look at, with its truth."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from runtime.actor import Actor
from runtime.database import Database
from runtime.migrations import as_owner
from schema.build import build, catalog_of
from tests.visibility import matrix, truth
from tests.visibility.matrix import Matrix
from tests.visibility.truth import Truth
from tests.visibility.world import World, make

SCHEMA = build()
CATALOG = catalog_of(SCHEMA)


NO_MORE = (
    "CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
    "CREATE TRIGGER nothing BEFORE INSERT ON access_log FOR EACH ROW EXECUTE FUNCTION nothing()",
)
"""Who looks is recorded while they look: the truth about the access log would be another one at each answer."""


@pytest.fixture
async def world(database: Database, agent: Actor) -> World:
    world = await make(database, agent)
    async with as_owner(database.addresses) as owner:
        for statement in NO_MORE:
            await owner.exec_driver_sql(statement)
    return world


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
