"""Accounts and their capacities: no actor's role reads them. The owner of the tables does, and who speaks for
the one account that was stated (`hub_door`).
"""

from collections.abc import Sequence

from sqlalchemy import Row, or_, select, text, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from models.accounts import AccountRow, CapacityRow
from models.people import PersonRow
from runtime import clock
from runtime.actor import Actor, Role
from runtime.tokens import Identity

STATE_HOUSEHOLDS = text("SELECT set_config('hub.member_ids', :keys, true)")


async def identity_by_login(owner: AsyncConnection, login: str) -> Identity | None:
    """The account of a login with all that it may act as, the oldest capacity first."""
    account_id = await owner.scalar(select(AccountRow.account_id).where(AccountRow.login == login))
    return None if account_id is None else await identity_of(owner, account_id)


async def identity_of(connection: AsyncConnection, account_id: int) -> Identity:
    name = await connection.scalar(select(AccountRow.display_name).where(AccountRow.account_id == account_id))
    assert name is not None, "the account is there, and was stated"
    rows = await connection.execute(
        select(CapacityRow.__table__)
        .where(
            CapacityRow.account_id == account_id,
            or_(CapacityRow.valid_to.is_(None), CapacityRow.valid_to > clock.today()),
        )
        .order_by(CapacityRow.capacity_id)
    )
    found = rows.all()
    holders = await _holders(connection, [row for row in found if row.role == Role.GUARDIAN])
    capacities = tuple(
        Actor(
            role=Role(row.role),
            account_id=row.account_id,
            capacity_id=row.capacity_id,
            label=row.label,
            member_id=row.member_id,
            person_id=row.person_id,
            broker_id=row.broker_id,
            represents_holder=(row.member_id, row.person_id) in holders,
        )
        for row in found
    )
    return Identity(account_id, name, capacities)


async def _holders(connection: AsyncConnection, guardians: Sequence[Row[int, str]]) -> set[tuple[int, int]]:
    """Who of those for whom somebody acts is the holder of their household."""
    if not guardians:
        return set()
    keys = [(row.member_id, row.person_id) for row in guardians]
    households = ",".join(str(member_id) for member_id, _ in keys)
    await connection.execute(STATE_HOUSEHOLDS, {"keys": households})
    person = (PersonRow.member_id, PersonRow.person_id)
    found = await connection.execute(select(*person).where(tuple_(*person).in_(keys), PersonRow.is_holder))
    return {(row.member_id, row.person_id) for row in found}
