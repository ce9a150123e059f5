"""At 20,000 households no question has a table of households read from end to end."""

import os
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from runtime import clock
from runtime.addresses import Addresses
from runtime.database import Database
from runtime.migrations import as_owner
from runtime.settings import Settings
from seed.chances import ONE_DAY
from seed.copying import owner_of
from seed.generation import seed as generate
from tests.hub_client import HubClient
from tests.scale.asking import everything
from tests.scale.plans import rows_of, scanned
from tests.scale.questions import a_household

pytestmark = pytest.mark.prove

MEMBERS = int(os.environ.get("EXPLAIN_MEMBERS", "20000"))
SMALL = 1000
"""Rows; a table of fewer is read faster without an index, which has to be there all the same."""


@pytest.fixture
async def filled(addresses: Addresses, tmp_path: Path) -> AsyncIterator[Database]:
    until = clock.today() - ONE_DAY
    await generate(addresses, Settings(data_dir=tmp_path), members=MEMBERS, years=1, until=until)
    async with owner_of(addresses) as connection:
        await connection.execute("VACUUM ANALYZE")
    database = Database(addresses)
    yield database
    await database.close()


async def test_no_table_of_households_is_read_from_end_to_end(
    filled: Database, proof: Callable[[dict[str, Any]], None]
) -> None:
    async with as_owner(filled.addresses) as owner:
        household = await a_household(owner)
        rows = await rows_of(owner)
    asked = await everything(HubClient(filled), household)
    wrong = set()
    for each in asked:
        chosen = {table for table in await scanned(filled, each.actor, each.sent) if rows[table] >= SMALL}
        forced = await scanned(filled, each.actor, each.sent, by_force=True)
        wrong |= {f"{each} and reads all of {table}" for table in chosen | forced}
    proof(
        {
            "what": "EXPLAIN of every statement of every root field, for every reader who may ask it",
            "households": MEMBERS,
            "rows": {table: count for table, count in sorted(rows.items()) if count >= SMALL},
            "statements": len(asked),
            "questions": len({each.question for each in asked}),
            "read from end to end": sorted(wrong),
        }
    )
    assert not wrong, "\n".join(sorted(wrong))
