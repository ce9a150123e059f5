"""No question needs a table of households read from end to end: there is an index for whatever is asked."""

import pytest

from runtime.database import Database
from runtime.migrations import as_owner
from tests.hub_client import HubClient
from tests.scale.asking import everything
from tests.scale.plans import scanned
from tests.scale.questions import a_household
from tests.visibility.conftest import world as world_fixture
from tests.visibility.world import World

world = world_fixture


@pytest.mark.slow
async def test_there_is_an_index_for_every_statement_of_every_root_field(
    hub: HubClient, database: Database, world: World
) -> None:
    assert world.actors
    async with as_owner(database.addresses) as owner:
        household = await a_household(owner)
    asked = await everything(hub, household)
    wrong = [
        f"{each} and reads all of {table}"
        for each in asked
        for table in await scanned(database, each.actor, each.sent, by_force=True)
    ]
    assert not wrong, "\n".join(wrong)
