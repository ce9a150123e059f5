"""The one place where a transaction is opened and committed: for mutations, jobs and the command line.

Its first statement states the actor. Its last ones, just before the commit, write the audit, so that
the head of a household's chain is locked for as short a time as can be. A job put on the queue, a
refusal raised, a connection lost: all of it is undone together.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date

from actions import audit
from models.audit import NO_HOUSEHOLD
from runtime.actor import Actor
from runtime.database import Database, WriteConnection


@dataclass(slots=True)
class Transaction:
    """What an action works with. `today` is the day in France on which it was asked for."""

    connection: WriteConnection
    actor: Actor
    today: date
    events: list[audit.Event] = field(default_factory=list)

    def record(self, action: str, member_id: int = NO_HOUSEHOLD, **details: str) -> None:
        """Note what was done, for the audit: keys and choices, never health data or a secret."""
        self.events.append(audit.Event(member_id, action, details))

    async def enqueue(self, task: str, **keys: int) -> None:
        """A job for after the commit, which will not exist without the commit."""
        from runtime.queue import enqueue  # noqa: PLC0415  # a quarter second of imports that reads never need

        await enqueue(self.connection, task, keys)


@asynccontextmanager
async def transaction(database: Database, actor: Actor, today: date) -> AsyncIterator[Transaction]:
    async with database.writing(actor) as connection:
        opened = Transaction(connection, actor, today)
        yield opened
        await audit.append(connection, actor, opened.events)
