"""The hub behind a real PgBouncer that lends out two connections a role by the transaction."""

import asyncio
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import asyncpg
import httpx2
import pytest

from runtime.actor import Actor
from runtime.addresses import Addresses
from runtime.connections import DatabaseAway
from runtime.database import Database
from runtime.lanes import Lanes
from tests.hub_client import HubClient
from tests.prove.load import loaded
from tests.prove.pgbouncer import PGBOUNCER, bounced
from tests.runtime.lane_users import UNHURRIED, Reader, look
from tests.runtime.serving import Served, served

CLIENTS = 24
SECONDS = 10
SIZE = 2
ROUNDS = 60
NUMBER = "{ me { number contracts { number } } }"
PERSONAS = ("member", "other-member", "protection", "newcomer", "unpaid", "spouse")

pytestmark = [
    pytest.mark.prove,
    pytest.mark.skipif(PGBOUNCER is None, reason="no pgbouncer on this machine: apt-get install pgbouncer"),
]


def url(address: Any) -> str:
    return str(address.set(drivername="postgresql").render_as_string(hide_password=False))


async def test_the_hub_serves_through_a_pooler_by_the_transaction(
    hub: HubClient, addresses: Addresses, tmp_path: Path, proof: Callable[[dict[str, Any]], None]
) -> None:
    async with bounced(addresses, mode="transaction", size=SIZE) as pooled:
        assert pooled.direct is not None
        settings = {"DATABASE_URL_DIRECT": url(pooled.direct), "DATABASE_POOLER": "transaction"}
        async with served(pooled, tmp_path, HUB_LOG_LEVEL="error", **settings) as it:
            signed = {
                persona: await hub.token(persona)
                for persona in ("member", "broker", "agent", "reporting", "spouse")
            }
            async with loaded(str(it.http.base_url), signed, CLIENTS) as load:
                load.forget()
                await asyncio.sleep(SECONDS)
            owned = await each_their_own(hub, it)
        assert set(load.heard) == {"ok"}, load.heard
        assert it.log.read_text() == ""
    proof(
        {
            "what": "A hub behind PgBouncer, pool_mode = transaction; every answer is that of who asked",
            "connections of each role": SIZE,
            "clients": CLIENTS + 1,
            "heard": dict(load.heard),
            "seconds": SECONDS,
            "compared with answers without a pooler": owned,
        }
    )


async def each_their_own(hub: HubClient, it: Served) -> int:
    """Households ask at once, on connections that change hands: each is told what is theirs."""
    expected = {persona: (await hub.ask(NUMBER, as_=persona)).data for persona in PERSONAS}
    assert len({str(answer) for answer in expected.values()}) == len(PERSONAS)
    tokens = {persona: await hub.token(persona) for persona in PERSONAS}

    async def ask(persona: str) -> tuple[str, httpx2.Response]:
        headers = {"Authorization": f"Bearer {tokens[persona]}"}
        return persona, await it.http.post("/graphql", json={"query": NUMBER}, headers=headers)

    right = Counter[str]()
    for persona, answer in await asyncio.gather(*(ask(persona) for persona in PERSONAS * ROUNDS)):
        assert answer.json() == {"data": expected[persona]}, persona
        assert answer.headers["Server-Timing"] == "planner"
        right[persona] += 1
    return right.total()


async def test_a_statement_whose_reader_is_gone_is_cancelled_through_the_pooler(
    addresses: Addresses, superuser: "asyncpg.Connection[asyncpg.Record]", member: Actor
) -> None:
    assert member.member_id is not None
    reader = Reader(addresses, superuser, member.member_id)
    async with bounced(addresses, mode="transaction", size=1) as pooled:
        lanes = Lanes(pooled, UNHURRIED, 1)
        await reader.goes_away(lanes)
        after = await look(lanes)  # on the same connection to Postgres: there is no other
        assert not await reader.is_asleep()
        assert (after["actor"], after["contracts"]) == ("", 0)
        await lanes.close()


async def test_without_the_setting_such_a_pooler_is_told_apart_from_a_database(addresses: Addresses) -> None:
    """So that nobody runs by chance without what the hub connects with."""
    async with bounced(addresses, mode="session", size=SIZE) as plain:
        database = Database(plain)
        with pytest.raises(DatabaseAway, match="unsupported startup parameter"):
            await look(database.lanes)
        await database.close()
