"""Fields that ask for the same row share one answer, and do not share each other's end."""

import asyncio

import pytest

from loaders.reader import Reader
from runtime import clock
from runtime.actor import Actor
from runtime.database import Database
from schema.build import build, catalog_of
from tests.hub_client import HubClient


async def test_a_field_that_is_given_up_takes_nothing_from_one_that_asked_for_the_same(
    hub: HubClient, database: Database, member: Actor
) -> None:
    id_ = (await hub.ask("{ me { id } }", as_="member")).data["me"]["id"]
    reader = Reader(database, catalog_of(build()), member, clock.today())
    given_up, waiting = (asyncio.ensure_future(reader.node(id_)) for _ in range(2))
    await asyncio.sleep(0)  # both have asked
    given_up.cancel()
    row = await waiting
    assert row is not None
    with pytest.raises(asyncio.CancelledError):
        await given_up
    await reader.close()
