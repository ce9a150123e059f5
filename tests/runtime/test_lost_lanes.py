"""Lanes whose server has gone meanwhile: who asks next does not notice, or is told that it is away."""

import asyncio
import json
import os
import signal
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager

import asyncpg
import pytest

from runtime.addresses import Addresses
from runtime.connections import DatabaseAway
from runtime.lanes import Lanes
from tests.hub_client import HubClient
from tests.runtime.lane_users import ROLE, UNHURRIED, look

ASKED = "{ me { firstName } }"
Statements = Callable[[], AbstractContextManager[list[str]]]
HOLDS = "SELECT json_build_object('process', pg_backend_pid(), 'slept', pg_sleep(0.3)::text)"
ENDS_ITSELF = "SELECT to_json(pg_terminate_backend(pg_backend_pid()))"


@pytest.fixture
async def lanes(addresses: Addresses) -> AsyncIterator[Lanes]:
    lanes = Lanes(addresses, UNHURRIED, 3, patience=5)
    yield lanes
    await lanes.close()


async def three_idle(lanes: Lanes) -> list[int]:
    """The processes of the server that stand behind three lanes that nobody uses."""
    held = await asyncio.gather(*(lanes.fetch(ROLE, HOLDS, []) for _ in range(3)))
    assert [*lanes.counts()] == [(ROLE, 3, 0, 3)]
    return [json.loads(each)["process"] for each in held]


def end_unnoticed(processes: list[int]) -> None:
    """They are gone before this process gets to read that they are."""
    for process in processes:
        os.kill(process, signal.SIGTERM)
    give_up = time.monotonic() + 10
    while any(os.path.exists(f"/proc/{process}") for process in processes):
        assert time.monotonic() < give_up
        time.sleep(0.005)


async def test_a_statement_is_asked_again_when_its_lane_turns_out_to_be_lost(lanes: Lanes) -> None:
    before = await three_idle(lanes)
    end_unnoticed(before)
    assert (await look(lanes))["process"] not in before
    assert [*lanes.counts()] == [(ROLE, 1, 0, 3)], "the other two were lost as well"


async def test_lanes_that_are_known_to_be_lost_are_not_asked(lanes: Lanes) -> None:
    before = await three_idle(lanes)
    end_unnoticed(before)
    await asyncio.sleep(0.1)
    assert (await look(lanes))["process"] not in before
    assert [*lanes.counts()] == [(ROLE, 1, 0, 3)]


async def test_a_statement_is_asked_again_once_and_on_a_new_lane_never(
    lanes: Lanes, statements: Statements
) -> None:
    with statements() as on_a_new_lane, pytest.raises(DatabaseAway):
        await lanes.fetch(ROLE, ENDS_ITSELF, [])
    await look(lanes)
    with statements() as on_a_kept_one, pytest.raises(DatabaseAway):
        await lanes.fetch(ROLE, ENDS_ITSELF, [])
    assert (len(on_a_new_lane), len(on_a_kept_one)) == (1, 2)
    assert [*lanes.counts()] == [(ROLE, 0, 0, 3)]


async def test_without_a_new_lane_either_the_database_is_away_and_it_comes_back_by_itself(
    hub: HubClient, superuser: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    name, lanes = hub.database.addresses.owner.database, hub.database.lanes
    headers = {"Authorization": f"Bearer {await hub.token('member')}"}
    processes = await asyncio.gather(look(lanes), look(lanes))
    await superuser.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
    end_unnoticed([each["process"] for each in processes])
    away = await hub.http.post("/graphql", json={"query": ASKED}, headers=headers)
    assert (away.status_code, away.headers["Retry-After"]) == (503, "2")
    assert away.json()["errors"][0]["extensions"]["code"] == "UNAVAILABLE"
    await superuser.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
    back = await hub.http.post("/graphql", json={"query": ASKED}, headers=headers)
    assert back.json() == {"data": {"me": {"firstName": "Camille"}}}
