"""The predicates alone show everybody what docs/visibility.md says, without row-level security behind them."""

import pytest

from runtime.database import Database
from runtime.migrations import as_owner
from tests.hub_client import HubClient
from tests.visibility import side_doors
from tests.visibility.locks import open_second
from tests.visibility.matrix import Matrix
from tests.visibility.survey import READER_OF, listed, walked
from tests.visibility.truth import Truth
from tests.visibility.world import World


@pytest.fixture
async def one_lock(database: Database, world: World) -> None:
    """Before the truth is read: its reader holds the tables until it has done. With something behind every
    door, and what the tables would not take.
    """
    assert world.actors
    await open_second(database)
    async with as_owner(database.addresses) as owner:
        await side_doors.prepare(owner, world)


def said(wrong: dict[str, list[str]]) -> str:
    return "\n".join(f"{who}: {each}" for who, all_ in wrong.items() for each in all_)


@pytest.mark.usefixtures("one_lock")
async def test_the_first_lock_holds_alone(
    asked_once: HubClient, world: World, facts: Truth, page: Matrix
) -> None:
    wrong = {who: await walked(asked_once, world, facts, page, who) for who in READER_OF}
    assert said(wrong) == ""


@pytest.mark.usefixtures("one_lock")
async def test_a_new_way_to_rows_would_find_those_of_the_matrix(
    hub: HubClient, world: World, facts: Truth, page: Matrix
) -> None:
    wrong = {who: await listed(hub, world, facts, page, who) for who in READER_OF}
    assert said(wrong) == ""
