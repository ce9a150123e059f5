"""Two who do something at once, in an order that is certain."""

import asyncio

from sqlalchemy import text

from runtime.database import Database
from runtime.migrations import as_owner


async def until_somebody_waits_for_a_lock(database: Database) -> None:
    async with as_owner(database.addresses) as owner:
        for _ in range(500):
            query = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if await owner.scalar(query):
                return
            await asyncio.sleep(0.01)
    raise AssertionError("nobody waits")
