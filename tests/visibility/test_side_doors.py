"""No filter, order, sum or list looks at what its reader may not see."""

import pytest

from runtime.database import Database
from runtime.migrations import as_owner
from tests.hub_client import HubClient
from tests.visibility import side_doors, truth
from tests.visibility.conftest import CATALOG
from tests.visibility.truth import Truth
from tests.visibility.world import World


@pytest.fixture
async def prepared(database: Database, world: World) -> Truth:
    assert world.actors
    async with as_owner(database.addresses) as owner:
        await side_doors.prepare(owner, world)
        return await truth.read(owner, CATALOG)


async def test_what_is_hidden_is_neither_found_nor_ordered_by_nor_added_up(
    hub: HubClient, world: World, prepared: Truth
) -> None:
    wrong = [await door.wrong(hub, world) for door in side_doors.doors(prepared, world)]
    assert [each for each in wrong if each] == []


async def test_what_is_for_others_is_neither_listed_nor_counted(
    hub: HubClient, database: Database, world: World
) -> None:
    shown = [await door.wrong(hub, world) for door in side_doors.doors_to_others()]
    assert all(shown), "there has to be something to keep from them"
    async with as_owner(database.addresses) as owner:
        await side_doors.keep_for_others(owner)
    wrong = [await door.wrong(hub, world) for door in side_doors.doors_to_others()]
    assert [each for each in wrong if each] == []
