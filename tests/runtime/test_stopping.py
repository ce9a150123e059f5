"""A signal stops the hub: requests under way end first, for as long as they are given, and the exit is clean."""

import asyncio
import json
import signal
from pathlib import Path

import asyncpg
import httpx2
import pytest

from tests.hub_client import HubClient
from tests.runtime.serving import Served, served, until
from tests.runtime.slow import slow_reads, until_a_member_waits

QUESTION = {"query": "query Mine { me { firstName } }"}
ANSWER = {"data": {"me": {"firstName": "Camille"}}}


async def under_way(
    hub: HubClient, superuser: "asyncpg.Connection[asyncpg.Record]", it: Served
) -> "asyncio.Task[httpx2.Response]":
    """A request whose statement the database holds up just now."""
    headers = {"Authorization": f"Bearer {await hub.token('member')}"}
    asking = asyncio.create_task(it.http.post("/graphql", json=QUESTION, headers=headers))
    await until_a_member_waits(superuser, hub.database.addresses)
    return asking


async def test_a_request_under_way_is_answered_and_meanwhile_nobody_is_sent_here(
    hub: HubClient, superuser: "asyncpg.Connection[asyncpg.Record]", tmp_path: Path
) -> None:
    addresses = hub.database.addresses
    async with served(addresses, tmp_path, HUB_STOP_DELAY="300", HUB_STOP_WITHIN="300") as it:
        assert (await it.http.get("/readyz")).status_code == 200
        async with slow_reads(addresses):
            asking = await under_way(hub, superuser, it)
            it.process.send_signal(signal.SIGTERM)
            await until(lambda: _is_stopping(it))
            it.process.send_signal(signal.SIGTERM)  # once more: the delay is over
            await until(lambda: _is_closed(it))
            assert not asking.done()
        assert (await asking).json() == ANSWER
        code, log = await it.ended()
    assert code == 0
    assert json.loads(log.splitlines()[-1])["message"] == "stopped"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_what_does_not_end_in_time_is_cut_off(
    hub: HubClient, superuser: "asyncpg.Connection[asyncpg.Record]", tmp_path: Path, number: signal.Signals
) -> None:
    addresses = hub.database.addresses
    async with served(addresses, tmp_path, HUB_STOP_WITHIN="1") as it, slow_reads(addresses):
        asking = await under_way(hub, superuser, it)
        it.process.send_signal(number)
        code, log = await it.ended()
        answer = await asking
        assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (503, "UNAVAILABLE")
    assert code == 0
    for line in log.splitlines():
        assert isinstance(json.loads(line), dict)


async def _is_stopping(it: Served) -> bool:
    answer = await it.http.get("/readyz")
    return answer.status_code == 503 and answer.json()["reason"] == "stopping"


async def _is_closed(it: Served) -> bool:
    """Nobody who comes now gets in."""
    try:
        async with httpx2.AsyncClient(base_url=it.http.base_url) as another:
            await another.get("/healthz")
    except httpx2.TransportError:
        return True
    return False
