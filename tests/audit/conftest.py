"""The chain that the tests of the audit look at."""

import pytest

from models.audit import NO_HOUSEHOLD
from runtime.actor import Actor
from runtime.database import Database
from tests.audit.chains import seal, write


@pytest.fixture
async def chain(database: Database, agent: Actor, member: Actor) -> int:
    """A household with five entries, four of which were sealed, in two checkpoints; others around it."""
    key = member.member_id
    assert key is not None
    await write(database, agent, key, NO_HOUSEHOLD)
    await seal(database)
    await write(database, agent, key, key, key + 1)
    await seal(database)
    await write(database, agent, key, NO_HOUSEHOLD)
    return key
