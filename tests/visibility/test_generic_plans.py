"""A statement that has been asked often is planned once for all values: nobody's rights may hang on how it is.

Postgres asks for rights to every table that a plan still holds. With a value at hand it drops the branches of a
`CASE` that are for other roles, without it does not: then the sixth agent who asked was refused.
"""

from collections.abc import AsyncIterator

import pytest

from runtime.addresses import Addresses
from tests.hub_client import HubClient
from tests.seed.connections import Connection
from tests.visibility.matrix import Matrix
from tests.visibility.survey import READER_OF, walked
from tests.visibility.truth import Truth
from tests.visibility.world import World


@pytest.fixture
async def generic_plans(superuser: Connection, addresses: Addresses) -> AsyncIterator[None]:
    """From the first connection on, and from the first time that it is asked."""
    name = addresses.owner.database
    await superuser.execute(f"ALTER DATABASE {name} SET plan_cache_mode = force_generic_plan")
    yield
    await superuser.execute(f"ALTER DATABASE {name} RESET plan_cache_mode")


@pytest.mark.usefixtures("generic_plans")
async def test_what_is_asked_often_is_answered_as_it_was_the_first_time(
    asked_once: HubClient, executor: HubClient, world: World, facts: Truth, page: Matrix
) -> None:
    for asking in (executor, asked_once):
        wrong = {who: await walked(asking, world, facts, page, who) for who in READER_OF}
        assert {who: found for who, found in wrong.items() if found} == {}
