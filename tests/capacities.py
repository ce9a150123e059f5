"""Accounts that act in a capacity of a test's own: what is said of them is in the database too."""

from dataclasses import replace
from itertools import count

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from models.accounts import AccountRow, CapacityRow
from runtime.actor import Actor
from runtime.database import Database
from runtime.migrations import as_owner
from runtime.tokens import Identity

_NUMBERS = count()


async def put_capacity(owner: AsyncConnection, actor: Actor, login: str) -> Actor:
    """The actor under the keys that the database gave, with an account of their own."""
    account = insert(AccountRow).values(login=login, display_name=login).returning(AccountRow.account_id)
    account_id = await owner.scalar(account)
    capacity_id = await owner.scalar(
        insert(CapacityRow)
        .values(
            account_id=account_id,
            role=actor.role.value,
            label=actor.label,
            member_id=actor.member_id,
            person_id=actor.person_id,
            broker_id=actor.broker_id,
        )
        .returning(CapacityRow.capacity_id)
    )
    assert account_id is not None
    assert capacity_id is not None
    return replace(actor, account_id=account_id, capacity_id=capacity_id)


async def acting_as(database: Database, actor: Actor) -> Identity:
    """An account that may act as this one, and as nobody else."""
    async with as_owner(database.addresses) as owner:
        made = await put_capacity(owner, actor, f"{actor.role}-of-the-test-{next(_NUMBERS)}")
    return Identity(made.account_id, "…", (made,))
