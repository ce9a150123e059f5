"""A client that goes away takes its statement with it; one that stays gets its answer, however late."""

import asyncio
import json
from pathlib import Path

import asyncpg
import httpx2
import pytest

from runtime.addresses import Addresses
from tests.hub_client import HubClient
from tests.runtime.serving import Served, served, until
from tests.runtime.slow import WAITING, slow_reads, until_a_member_waits

QUESTION = "query Mine { me { firstName } }"
BY_THE_EXECUTOR = """query Mine {
    sendingInstructions(coveredBySocialSecurity: true, teletransmission: true, thirdPartyPayment: true) { documented }
    me { firstName }
}"""
SOON = 5
"""Seconds: half of what the server would give the statement by itself."""


async def leave(it: Served, question: str, headers: dict[str, str], waits: "asyncio.Future[None]") -> None:
    """Ask on a connection of one's own, and cut that once the database is at work."""
    async with httpx2.AsyncClient(base_url=it.http.base_url) as client:
        asking = asyncio.create_task(client.post("/graphql", json={"query": question}, headers=headers))
        await waits
        asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)


@pytest.mark.parametrize(("question", "way"), [(QUESTION, "planner"), (BY_THE_EXECUTOR, "executor")])
async def test_who_goes_away_has_the_statement_cancelled_and_nobody_else_notices(
    hub: HubClient,
    superuser: "asyncpg.Connection[asyncpg.Record]",
    tmp_path: Path,
    question: str,
    way: str,
) -> None:
    addresses = hub.database.addresses
    headers = {"Authorization": f"Bearer {await hub.token('member')}"}
    async with served(addresses, tmp_path) as it:
        async with slow_reads(addresses):
            await leave(
                it, question, headers, asyncio.ensure_future(until_a_member_waits(superuser, addresses))
            )
            async with asyncio.timeout(SOON):
                await until(lambda: _nobody_waits(superuser, addresses))
            staying = asyncio.create_task(it.http.post("/graphql", json={"query": question}, headers=headers))
            await until_a_member_waits(superuser, addresses)
            await asyncio.sleep(0.5)  # long enough for the hub to listen whether it is still there
        answer = await staying
        assert answer.json()["data"]["me"] == {"firstName": "Camille"}
        assert answer.headers["Server-Timing"].startswith(way)
        it.process.terminate()
        code, log = await it.ended()
    assert code == 0
    requests = [line for line in map(json.loads, log.splitlines()) if line["logger"] == "hub.requests"]
    assert [line["outcome"] for line in requests if line["kind"] != "health"] == ["gone", "ok"]


async def _nobody_waits(superuser: "asyncpg.Connection[asyncpg.Record]", addresses: Addresses) -> bool:
    asked = f"SELECT count(*) = 0 FROM pg_stat_activity WHERE {WAITING}"
    return bool(await superuser.fetchval(asked, addresses.owner.database))
