"""A connection that is lost in the midst of a request is told as what it is, and makes no bug of the end."""

import asyncio

import asyncpg

from tests.hub_client import HubClient
from tests.runtime.slow import cut_off, slow_reads, until_a_member_waits

TWICE = "{ viewer { displayName } me { firstName } again: me { number } }"


async def test_each_field_that_waited_for_it_is_unavailable_and_the_others_are_answered(
    executor: HubClient, superuser: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    addresses = executor.database.addresses
    async with slow_reads(addresses):
        asking = asyncio.create_task(executor.ask(TWICE, as_="member"))
        await until_a_member_waits(superuser, addresses)
        await cut_off(superuser, addresses)
        answer = await asking
    assert answer.response.status_code == 200
    assert answer.data == {"viewer": {"displayName": "Camille Martin"}, "me": None, "again": None}
    assert answer.codes == ["UNAVAILABLE", "UNAVAILABLE"]
    assert (await executor.ask(TWICE, as_="member")).errors == []
