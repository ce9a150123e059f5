"""A database of its own for each test that needs one: a clone of a template.

To clone it takes longer than most tests. What a test has only read goes on to the next: Postgres counts what
was written, rolled back or not, in a table or in its own catalogues.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from runtime.provision import OWNER
from tests.seed.connections import Connection

WRITTEN = "SELECT tup_inserted + tup_updated + tup_deleted FROM pg_stat_database WHERE datname = $1"
END = "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = $1"
"""Waits until they have ended, for ten seconds: what a connection has done is counted then."""


class Clones:
    """Of one template, one after another."""

    def __init__(self, superuser: Connection, template: str) -> None:
        self._superuser, self._template = superuser, template
        self._name = f"hub_test_{template.removeprefix('hub_').removesuffix(f'_{os.getpid()}')}_{os.getpid()}"
        self._clean_at: int | None = None
        """What was counted when it was cloned; none if there is none that nobody has written to."""

    @asynccontextmanager
    async def lent(self) -> AsyncIterator[str]:
        """The name of one that is as the template is."""
        if self._clean_at is None:
            await self.drop()
            await self._superuser.execute(
                f"CREATE DATABASE {self._name} TEMPLATE {self._template} OWNER {OWNER} STRATEGY FILE_COPY"
            )
            self._clean_at = await self._written()
        yield self._name
        ended = await self._superuser.fetch(END, self._name)
        if not all(each[0] for each in ended) or await self._written() != self._clean_at:
            self._clean_at = None

    async def drop(self) -> None:
        await self._superuser.execute(f"DROP DATABASE IF EXISTS {self._name} WITH (FORCE)")

    async def _written(self) -> int:
        return int(await self._superuser.fetchval(WRITTEN, self._name))
