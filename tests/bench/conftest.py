"""Thirty generated households and the personas, who ask what the bench asks."""

from collections.abc import AsyncIterator

import pytest

from bench.actors import actors
from bench.population import Population
from runtime.actor import Actor, Role
from runtime.addresses import Addresses
from runtime.database import Database
from runtime.postgres import EmbeddedPostgres
from runtime.settings import Settings
from tests.hub_client import HubClient
from tests.seed import conftest as of_seed
from tests.seed.connections import Connection

HOUSEHOLDS = 30
MORE_THAN_THERE_ARE = 10_000

keys_of_this_run = of_seed.keys_of_this_run


@pytest.fixture(scope="module")
async def peopled(
    server: EmbeddedPostgres, superuser: Connection, template: str, keys_of_this_run: Settings
) -> AsyncIterator[Addresses]:
    async with of_seed.cloned(server, superuser, template, "bench") as addresses:
        await of_seed.fill(addresses, keys_of_this_run, HOUSEHOLDS)
        yield addresses


@pytest.fixture(scope="module")
async def askers(server: EmbeddedPostgres, peopled: Addresses) -> dict[Role, list[Actor]]:
    """All holders and all firms: none is another one's copy."""
    return await actors(Population(peopled, server, HOUSEHOLDS), MORE_THAN_THERE_ARE)


@pytest.fixture(scope="module")
async def peopled_hub(peopled: Addresses) -> AsyncIterator[HubClient]:
    database = Database(peopled)
    yield HubClient(database)
    await database.close()
