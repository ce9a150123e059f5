"""The one place where a transaction is opened and committed: for mutations, jobs and the command line.

Its first statement states the actor. Its last ones, just before the commit, write the audit, so that
the head of a household's chain is locked for as short a time as can be. A job put on the queue, a
refusal raised, a connection lost: all of it is undone together.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncTransaction

from actions import audit
from models.audit import NO_HOUSEHOLD
from runtime.actor import AccountSpeaker, Actor
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

    async def alone(self, what: str) -> None:
        """Wait for whoever does the same now, until they have committed: what is then read has seen theirs.

        A lock on a row would need the right to change it.
        """
        await _alone(self.connection, what)

    def attempt(self) -> AsyncTransaction:
        """A part that is undone by itself when it ends badly, and may be tried again: a savepoint."""
        return self.connection.begin_nested()

    async def enqueue(self, task: str, **keys: int) -> None:
        """A job for after the commit, which will not exist without the commit."""
        await _enqueue(self.connection, task, keys)


@dataclass(slots=True)
class AccountTransaction:
    """What an action works with that is about an account, and not done in one of its capacities.

    It sees the rows of the one account that `about` has named, and nothing of any household.
    """

    connection: WriteConnection
    events: list[tuple[Actor, audit.Event]] = field(default_factory=list)

    async def about(self, account_id: int) -> None:
        """From here on this account's rows are seen."""
        await self.state("hub.account_id", str(account_id))

    async def state(self, name: str, value: str) -> None:
        """What the policies compare with, for this transaction."""
        await self.connection.execute(STATE, {"name": name, "value": value})

    async def alone(self, what: str) -> None:
        """As of a `Transaction`."""
        await _alone(self.connection, what)

    def record(self, actor: Actor, action: str, member_id: int | None = None, **details: str) -> None:
        """Note what was done, for the audit of the household that is named, of the actor's, or of none."""
        if member_id is None:
            member_id = NO_HOUSEHOLD if actor.member_id is None else actor.member_id
        self.events.append((actor, audit.Event(member_id, action, details)))

    async def enqueue(self, task: str, **keys: int) -> None:
        """A job for after the commit, which will not exist without the commit."""
        await _enqueue(self.connection, task, keys)


STATE = text("SELECT set_config(:name, :value, true)")
ALONE = text("SELECT pg_advisory_xact_lock(hashtextextended(:what, 0))")


async def _alone(connection: WriteConnection, what: str) -> None:
    await connection.execute(ALONE, {"what": what})


async def _enqueue(connection: WriteConnection, task: str, keys: Mapping[str, int]) -> None:
    from runtime.queue import enqueue  # noqa: PLC0415  # a quarter second of imports that reads never need

    await enqueue(connection, task, keys)


@asynccontextmanager
async def transaction(database: Database, actor: Actor, today: date) -> AsyncIterator[Transaction]:
    async with database.writing(actor) as connection:
        opened = Transaction(connection, actor, today)
        yield opened
        await audit.append(connection, actor, opened.events)


@asynccontextmanager
async def account_transaction(
    database: Database, database_role: str, account_id: int | None = None
) -> AsyncIterator[AccountTransaction]:
    """As a role that speaks for accounts: of who signs in, or of who writes to them."""
    stated = "" if account_id is None else str(account_id)
    async with database.writing(AccountSpeaker(database_role, ("hub.account_id", stated))) as connection:
        opened = AccountTransaction(connection)
        yield opened
        for actor, event in opened.events:
            await opened.state("hub.member_id", str(event.member_id))
            await audit.append(connection, actor, [event])
