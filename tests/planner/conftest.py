"""Thirty generated households with what they lack, in a template that is made once: the third voice asks about
them in SQL of its own.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from loaders.accounts import identity_by_login
from runtime.addresses import Addresses
from runtime.database import Database
from runtime.migrations import as_owner
from runtime.postgres import EmbeddedPostgres
from runtime.settings import Settings
from runtime.tokens import Identity
from seed.copying import owner_of
from tests.hub_client import HubClient
from tests.planner.oracle_world import by_hand, known, oracle, readers, spoiled
from tests.seed import conftest as of_seed
from tests.seed.connections import Connection

__all__ = ["by_hand", "known", "oracle", "readers", "spoiled"]

WORLD = Path(__file__).parent / "answers" / "world.sql"
HOUSEHOLDS = 30

LOGINS = {
    "holder": "20000029", "spouse": "severine.henry.291@example.org", "child": "celia",
    "covered-no-more": "mathieu.collin.241@example.org", "guardian-of-holder": "for-sebastien",
    "guardian-of-spouse": "for-severine", "first-broker": "colin", "second-broker": "guilbert",
    "former-broker": "fontaine", "agent": "gestion@example.org", "reporting": "chiffres@example.org",
    "service": "service@example.org",
}  # fmt: skip
"""Who asks, in the words of `answers/world.sql`."""

keys_of_this_run = of_seed.keys_of_this_run


@pytest.fixture(scope="session")
async def generated(
    server: EmbeddedPostgres, superuser: Connection, template: str, keys_of_this_run: Settings
) -> AsyncIterator[str]:
    """The name of the template. Its seed and the end of its history are fixed."""
    async with of_seed.cloned(server, superuser, template, "generated") as addresses:
        await of_seed.fill(addresses, keys_of_this_run, HOUSEHOLDS)
        async with owner_of(addresses) as owner:
            await owner.execute(WORLD.read_text())
        yield str(addresses.owner.database)


@pytest.fixture(scope="module")
async def told(server: EmbeddedPostgres, superuser: Connection, generated: str) -> AsyncIterator[Addresses]:
    """A clone for all tests of a file."""
    async with of_seed.cloned(server, superuser, generated, "told") as addresses:
        yield addresses


@pytest.fixture(scope="module")
async def told_hub(told: Addresses) -> AsyncIterator[HubClient]:
    database = Database(told)
    yield HubClient(database)
    await database.close()


@pytest.fixture(scope="module")
async def identities(told: Addresses) -> dict[str, Identity]:
    async with as_owner(told) as owner:
        found = {name: await identity_by_login(owner, login) for name, login in LOGINS.items()}
    assert all(found.values()), found
    return {name: each for name, each in found.items() if each is not None}
