"""Accounts and their capacities. Read as the owner of the tables: no actor's role may."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from models.accounts import AccountRow, CapacityRow
from runtime.actor import Actor, Role
from runtime.tokens import Identity


async def identity_by_login(owner: AsyncConnection, login: str) -> Identity | None:
    """The account of a login with all that it may act as, the oldest capacity first."""
    found = (
        await owner.execute(
            select(AccountRow.account_id, AccountRow.display_name).where(AccountRow.login == login)
        )
    ).one_or_none()
    if found is None:
        return None
    rows = await owner.execute(
        select(CapacityRow.__table__)
        .where(CapacityRow.account_id == found.account_id)
        .order_by(CapacityRow.capacity_id)
    )
    capacities = tuple(
        Actor(
            role=Role(row.role),
            account_id=row.account_id,
            capacity_id=row.capacity_id,
            label=row.label,
            member_id=row.member_id,
            person_id=row.person_id,
            broker_id=row.broker_id,
        )
        for row in rows
    )
    return Identity(found.account_id, found.display_name, capacities)
