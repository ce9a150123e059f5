"""Whether a database holds generated households. Apart, so that a demo that does is told so at once."""

import asyncpg

from runtime.addresses import Addresses
from seed.copying import owner_of
from seed.numbers import member_number

GENERATED = "SELECT true FROM member_numbers WHERE number = $1"


async def is_filled(addresses: Addresses) -> bool:
    """They come after the personas' lives, and all at once."""
    async with owner_of(addresses) as connection:
        return await has_households(connection)


async def has_households(connection: "asyncpg.Connection[asyncpg.Record]") -> bool:
    return bool(await connection.fetchval(GENERATED, member_number(1)))
