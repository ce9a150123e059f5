"""A database with one row of everything in it, and its owner's connection."""

from collections.abc import AsyncIterator
from types import SimpleNamespace as Keys

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from runtime.database import Database
from runtime.migrations import as_owner
from tests.models.rows import fill


@pytest.fixture
async def owner(database: Database) -> AsyncIterator[AsyncConnection]:
    async with as_owner(database.addresses) as owner:
        yield owner


@pytest.fixture
async def keys(owner: AsyncConnection) -> Keys:
    return await fill(owner)
