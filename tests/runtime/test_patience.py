"""Nobody waits for ever: what takes too long, and a server that says nothing, are told as what they are."""

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import pytest

from runtime.addresses import Addresses
from runtime.database import SERVER_SETTINGS, Database
from tests.hub_client import Answer, HubClient
from tests.runtime.lane_users import look
from tests.runtime.slow import silenced, slow_reads

ASKED = "{ me { firstName } }"
TOO_SLOW = "La réponse prend trop de temps"


@pytest.fixture
async def hasty(addresses: Addresses) -> AsyncIterator[Database]:
    """Everything that takes seconds elsewhere takes a fraction of one."""
    database = Database(
        addresses, 1, patience=0.6, settings={**SERVER_SETTINGS, "statement_timeout": "300ms"}
    )
    yield database
    await database.close()


async def told(hub: HubClient) -> Answer:
    """Asked once, and not looked at again the other way: that would take as long."""
    headers = {"Authorization": f"Bearer {await hub.token('member')}"}
    async with asyncio.timeout(10) as limit:
        answer = await hub.http.post("/graphql", json={"query": ASKED}, headers=headers)
    assert not limit.expired()  # the hub would answer who is cut off, too
    return Answer(answer)


async def test_what_takes_too_long_is_not_asked_once_more_by_the_executor(
    hasty: Database, addresses: Addresses
) -> None:
    hub = HubClient(hasty)
    async with slow_reads(addresses):
        answer = await told(hub)
    assert (answer.response.status_code, answer.response.headers["Retry-After"]) == (503, "2")
    assert answer.way == "planner"
    assert answer.codes == ["UNAVAILABLE"]
    assert answer.errors[0]["message"].startswith(TOO_SLOW)
    assert (await told(hub)).data == {"me": {"firstName": "Camille"}}


async def test_the_executor_says_the_same_of_what_takes_too_long(
    hasty: Database, addresses: Addresses
) -> None:
    executor = HubClient(hasty, planner=False)
    async with slow_reads(addresses):
        answer = await told(executor)
    assert answer.data == {"me": None}
    assert answer.codes == ["UNAVAILABLE"]
    assert answer.errors[0]["message"].startswith(TOO_SLOW)
    assert (await told(executor)).data == {"me": {"firstName": "Camille"}}


async def test_a_server_that_says_nothing_is_away_for_the_planner(hasty: Database) -> None:
    hub = HubClient(hasty)
    with silenced((await look(hasty.lanes))["process"]):
        answer = await told(hub)
        assert (answer.response.status_code, answer.codes) == (503, ["UNAVAILABLE"])
    assert (await told(hub)).data == {"me": {"firstName": "Camille"}}


async def test_a_server_that_says_nothing_is_away_for_the_executor(
    hasty: Database, superuser: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    executor = HubClient(hasty, planner=False)
    assert (await told(executor)).data == {"me": {"firstName": "Camille"}}
    process = await superuser.fetchval(
        "SELECT pid FROM pg_stat_activity WHERE datname = $1 AND usename = 'hub_member'",
        hasty.addresses.owner.database,
    )
    with silenced(process):
        answer = await told(executor)
        assert answer.codes == ["UNAVAILABLE"]
    assert (await told(executor)).data == {"me": {"firstName": "Camille"}}
