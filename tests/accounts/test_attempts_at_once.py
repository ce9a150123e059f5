"""What attempts are counted on is locked in one order: two who come at once wait, and never in a circle."""

import asyncio

import pytest
from sqlalchemy import text

from actions.accounts.attempt_count import LIMITS, Tried, attempt_count, attempts_forget
from actions.transaction import account_transaction
from runtime.roles import DOOR
from tests.hub_client import HubClient
from tests.waiting import until_somebody_waits_for_a_lock

ADDRESS = Tried("ADDRESS", b"somewhere")


@pytest.mark.parametrize("kind", [each for each in LIMITS if each != "ADDRESS"])
async def test_who_is_right_holds_nothing_that_comes_after_what_they_wait_for(
    hub: HubClient, kind: str
) -> None:
    """While a second attempt from the same address, on the same thing, is being counted."""
    thing = Tried(kind, b"of somebody")
    async with account_transaction(hub.database, DOOR) as tx:
        await attempt_count(tx, [thing, ADDRESS])

    async def succeeds() -> None:
        async with account_transaction(hub.database, DOOR) as right:
            await attempts_forget(right, [thing], uncount=[ADDRESS])

    async with account_transaction(hub.database, DOOR) as second:
        first_of_both = min(thing, ADDRESS, key=lambda each: (each.kind, each.subject))
        await attempt_count(second, [first_of_both])
        first = asyncio.create_task(succeeds())
        await until_somebody_waits_for_a_lock(hub.database)
        await second.connection.execute(text("SET LOCAL lock_timeout = '2s'"))
        await attempt_count(second, [thing, ADDRESS])
    await asyncio.wait_for(first, timeout=5)
