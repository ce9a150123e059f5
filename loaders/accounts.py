"""Accounts and their capacities. Read as the owner of the tables: no actor's role may."""

from sqlalchemy import and_, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from models.accounts import AccountRow, CapacityRow
from models.people import PersonRow
from runtime import clock
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
        select(CapacityRow.__table__, PersonRow.is_holder)
        .outerjoin(
            PersonRow,
            and_(PersonRow.member_id == CapacityRow.member_id, PersonRow.person_id == CapacityRow.person_id),
        )
        .where(
            CapacityRow.account_id == found.account_id,
            or_(CapacityRow.valid_to.is_(None), CapacityRow.valid_to > clock.today()),
        )
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
            represents_holder=row.role == Role.GUARDIAN and row.is_holder,
        )
        for row in rows
    )
    return Identity(found.account_id, found.display_name, capacities)
