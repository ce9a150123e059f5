"""Readers who share a lane, in every order: the next one sees nothing of the last one's, however that ended."""

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable
from dataclasses import replace

import asyncpg
import pytest

from runtime.actor import Actor
from runtime.addresses import Addresses
from runtime.connections import DatabaseAway
from runtime.database import SERVER_SETTINGS
from runtime.lane import StatementRefused
from runtime.lanes import Lanes
from tests.runtime.lane_users import EVERY_LANE, NO_LANE, ROLE, SLEEPS, UNHURRIED, Ending, Reader, look
from tests.runtime.serving import until
from tests.runtime.slow import silenced

NOBODYS = {"actor": "", "contracts": 0}
HASTY = 0.4
"""Seconds that are waited, in place of ten."""


@pytest.fixture(params=[False, True], ids=["session", "transaction"])
def pooled(addresses: Addresses, request: pytest.FixtureRequest) -> Addresses:
    return replace(addresses, pooled=request.param)


@pytest.fixture
def reader(addresses: Addresses, superuser: "asyncpg.Connection[asyncpg.Record]", member: Actor) -> Reader:
    assert member.member_id is not None
    return Reader(addresses, superuser, member.member_id)


def hasty(addresses: Addresses, size: int = 1) -> Lanes:
    return Lanes(addresses, {**SERVER_SETTINGS, "statement_timeout": "200ms"}, size, HASTY)


@pytest.fixture
async def unhurried(addresses: Addresses) -> AsyncIterator[Lanes]:
    lanes = Lanes(addresses, UNHURRIED, 3)
    yield lanes
    await lanes.close()


@pytest.mark.parametrize("ending", [*EVERY_LANE, *NO_LANE])
async def test_the_next_reader_of_a_lane_sees_nothing_of_the_last_ones(
    pooled: Addresses, reader: Reader, ending: str
) -> None:
    ends: Ending = {**EVERY_LANE, **NO_LANE}[ending]
    lanes = Lanes(pooled, UNHURRIED, 1) if ending == "cancel" else hasty(pooled)
    before = await look(lanes)
    await ends(reader, lanes)
    after = await look(lanes)
    assert {name: after[name] for name in NOBODYS} == NOBODYS
    assert (after["process"] == before["process"]) == (ending in EVERY_LANE)
    await lanes.close()


async def test_nothing_is_seen_of_others_in_any_order_of_endings(pooled: Addresses, reader: Reader) -> None:
    await _in_any_order(
        hasty(pooled, size=2), reader, [Reader.reads, Reader.is_refused, Reader.takes_too_long], 6
    )


async def test_nothing_is_seen_of_others_in_any_order_of_endings_and_of_those_who_go(
    pooled: Addresses, reader: Reader
) -> None:
    def leaves(one: Reader, lanes: Lanes) -> Awaitable[None]:
        return one.leaves_midway(lanes, chance)

    chance = random.Random(11)
    lanes = Lanes(pooled, UNHURRIED, 2)
    await _in_any_order(
        lanes, reader, [Reader.reads, Reader.is_refused, Reader.goes_away, leaves, leaves], 20
    )


async def _in_any_order(lanes: Lanes, reader: Reader, endings: list[Ending], times: int) -> None:
    """Two at once, each of whom comes after another's ending, or after the own."""
    chance = random.Random(7)
    looks, processes, met = 0, set[int](), set[Ending]()

    async def one(number: int) -> None:
        nonlocal looks
        for _ in range(times):
            ends = chance.choice(endings)
            met.add(ends)
            await ends(reader, lanes)
            after = await look(lanes)
            assert {name: after[name] for name in NOBODYS} == NOBODYS, (number, ends)
            assert after["process"] not in reader.left
            looks += 1
            processes.add(after["process"])

    async with asyncio.TaskGroup() as group:
        for number in range(2):
            group.create_task(one(number))
    assert met == set(endings)
    assert len(processes) < looks, "nobody has come to a lane after another"
    await until(lambda: _is_nobodys(lanes))
    await lanes.close()


async def _is_nobodys(lanes: Lanes) -> bool:
    return all(each.in_use == 0 for each in lanes.counts())


async def test_a_statement_whose_reader_is_gone_is_cancelled_on_the_server(
    unhurried: Lanes, reader: Reader
) -> None:
    await reader.goes_away(unhurried)
    await until(lambda: _is_over(reader))


async def _is_over(reader: Reader) -> bool:
    return not await reader.is_asleep()


async def test_the_place_of_a_lane_that_cannot_be_closed_yet_is_nobody_elses(
    addresses: Addresses, reader: Reader
) -> None:
    lanes = hasty(addresses)
    process = (await look(lanes))["process"]
    with silenced(process):
        for why in ("no answer in time", "no lane is free"):
            with pytest.raises(DatabaseAway, match=why):
                await look(lanes)
    await until(lambda: _looks(lanes))
    await lanes.close()


async def _looks(lanes: Lanes) -> bool:
    return bool((await look(lanes))["process"])


async def test_who_finds_no_lane_free_waits_for_a_while_and_no_longer(
    addresses: Addresses, reader: Reader
) -> None:
    lanes = Lanes(addresses, UNHURRIED, 1, HASTY)
    asking = asyncio.create_task(reader.ask(lanes, SLEEPS))
    await until(reader.is_asleep)
    async with asyncio.timeout(5):
        with pytest.raises(DatabaseAway, match="no lane is free"):
            await look(lanes)
    asking.cancel()
    await asyncio.gather(asking, return_exceptions=True)
    await lanes.close()
    assert [*lanes.counts()] == [(ROLE, 0, 0, 1)]


async def test_lanes_are_counted(unhurried: Lanes, reader: Reader) -> None:
    assert [*unhurried.counts()] == []
    asking = [asyncio.create_task(reader.ask(unhurried, SLEEPS)) for _ in range(2)]
    await until(reader.is_asleep)
    await look(unhurried)
    assert [*unhurried.counts()] == [(ROLE, 3, 2, 3)]
    for task in asking:
        task.cancel()
    await asyncio.gather(*asking, return_exceptions=True)
    await until(lambda: _are_at_rest(unhurried))


async def _are_at_rest(lanes: Lanes) -> bool:
    return [*lanes.counts()] == [(ROLE, 1, 0, 3)]


async def test_a_value_that_the_driver_cannot_write_leaves_the_lane_as_it_was(
    pooled: Addresses, reader: Reader
) -> None:
    lanes = hasty(pooled)
    before = await look(lanes)
    with pytest.raises(StatementRefused):
        await lanes.fetch(ROLE, "SELECT to_json($1::bigint)", [2**63])
    assert (await look(lanes))["process"] == before["process"]
    await lanes.close()
