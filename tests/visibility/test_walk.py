"""Everybody sees what docs/visibility.md says, by every way there is, and nothing else."""

import pytest

from tests.hub_client import HubClient
from tests.visibility.matrix import Matrix
from tests.visibility.survey import READER_OF, walked
from tests.visibility.truth import Truth
from tests.visibility.world import World


@pytest.mark.parametrize("who", READER_OF)
async def test_everything_is_seen_that_may_be_and_nothing_else(
    hub: HubClient, world: World, facts: Truth, page: Matrix, who: str
) -> None:
    wrong = await walked(hub, world, facts, page, who)
    assert not wrong, "\n".join(wrong)


async def test_the_world_has_something_of_every_type(facts: Truth) -> None:
    assert [name for name, rows in facts.rows.items() if not rows] == []
