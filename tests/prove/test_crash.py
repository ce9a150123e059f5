"""The hub is killed while it writes: what was acknowledged is there, and nothing is there by half."""

import asyncio
import random
from collections.abc import Callable
from typing import Any

import httpx2
import pytest
from sqlalchemy import text

from runtime.addresses import Addresses
from runtime.migrations import as_owner
from runtime.postgres import EmbeddedPostgres
from runtime.provision import DATABASE, OWNER
from tests.actions.test_audit import is_whole
from tests.prove.demo import Demo, a_demo

ROUNDS = 10
MUTATION = "mutation($given: Boolean!) { sharingSet(input: {given: $given}) { done } }"
# Of one household: the seed gives sharings to others, which nobody made through the hub.
HALVES = """
    SELECT count(*) FILTER (WHERE said = 'given') AS given,
           count(*) FILTER (WHERE said = 'withdrawn') AS withdrawn,
           count(*) FILTER (WHERE said = 'SHARING_GIVEN') AS given_written,
           count(*) FILTER (WHERE said = 'SHARING_WITHDRAWN') AS withdrawn_written
      FROM (SELECT member_id, 'given' AS said FROM sharings
            UNION ALL
            SELECT member_id, 'withdrawn' FROM sharings WHERE withdrawn_at IS NOT NULL
            UNION ALL
            SELECT member_id, action FROM audit_entries) AS told
     WHERE member_id = :member"""

pytestmark = pytest.mark.prove


async def write_until_killed(demo: Demo, token: str, delay: float) -> int:
    """How many changes the hub acknowledged before it was killed in the midst of them."""
    acknowledged = 0
    killer = asyncio.get_running_loop().call_later(delay, demo.kill)
    async with httpx2.AsyncClient(headers={"Authorization": f"Bearer {token}"}) as client:
        try:
            for turn in range(1_000_000):
                body = {"query": MUTATION, "variables": {"given": turn % 2 == 0}}
                answer = await client.post(f"{demo.url}/graphql", json=body)
                assert answer.json() == {"data": {"sharingSet": {"done": True}}}
                acknowledged += 1
        except httpx2.TransportError:
            pass
    killer.cancel()
    return acknowledged


async def state(demo: Demo) -> tuple[int, int]:
    """Changes in the tables, which the audit has too; and whether the chain of the household is whole."""
    with EmbeddedPostgres(demo.data_dir) as server:
        async with as_owner(Addresses.parse(server.dsn(OWNER, DATABASE))) as owner:
            member_id = await owner.scalar(text("SELECT member_id FROM members WHERE number = '100001'"))
            row = (await owner.execute(text(HALVES), {"member": member_id})).one()
            assert await is_whole(owner, member_id)
    assert (row.given, row.withdrawn) == (row.given_written, row.withdrawn_written)
    return row.given, row.withdrawn


async def test_what_was_acknowledged_survives_a_kill(
    proof: Callable[[dict[str, Any]], None], seed: int
) -> None:
    chance = random.Random(seed)
    acknowledged = 0
    unheard = 0
    with a_demo() as demo:
        demo.start()
        token = demo.token_of("spouse")
        for _ in range(ROUNDS):
            before = sum(await state(demo))
            heard = await write_until_killed(demo, token, chance.uniform(0.2, 1.2))
            made = sum(await state(demo)) - before
            # The first change of a round may find things so already; the last may be done and unheard of.
            assert heard - 1 <= made <= heard + 1
            acknowledged += heard
            unheard += max(0, made - heard)
            demo.start()
    proof(
        {
            "what": "SIGKILL of the hub while it writes; every acknowledged change is in tables and audit alike",
            "kills": ROUNDS,
            "acknowledged changes": acknowledged,
            "done but unheard of": unheard,
        }
    )
