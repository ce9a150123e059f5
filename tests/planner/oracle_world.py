"""The world of the visibility tests, and a judge of how it is answered by either way."""

from collections.abc import Mapping

import pytest

from actions.personas import PERSONAS
from runtime.database import Database
from runtime.migrations import as_owner
from runtime.tokens import Identity
from tests.both_ways import CATALOG, PLANS, Judge
from tests.hub_client import HubClient
from tests.planner.known import known_of
from tests.planner.oracle import Oracle, spoil
from tests.planner.values import Known
from tests.visibility import side_doors, truth
from tests.visibility.conftest import world as world_fixture
from tests.visibility.world import World

world = world_fixture


@pytest.fixture
async def readers(hub: HubClient, world: World) -> Mapping[str, Identity]:
    """Everybody of the world, and the demo's personas."""
    demo = {f"the demo's {persona}": await hub.identity(persona) for persona in PERSONAS}
    return {who: world.identity(who) for who in world.actors} | demo


@pytest.fixture
async def known(hub: HubClient, database: Database, world: World) -> Known:
    async with as_owner(database.addresses) as owner:
        await side_doors.prepare(owner)
        facts = await truth.read(owner, CATALOG)
    return await known_of(hub, world, facts)


@pytest.fixture
def oracle(database: Database, readers: Mapping[str, Identity], known: Known) -> Oracle:
    return Oracle(Judge(database, PLANS), readers, known)


@pytest.fixture
async def spoiled(oracle: Oracle) -> Oracle:
    """Of a world with values that are not what their types say."""
    await spoil(oracle.judge.database)
    return oracle
