"""Whom an account is: its bearer as a person of a household, once for each that they are of."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from loaders.accounts import STATE_HOUSEHOLDS
from models.accounts import CapacityRow
from runtime.actor import OF_THE_HOUSEHOLD

Person = tuple[int, int]
"""The keys of a household and of somebody in it."""

OWN = tuple(sorted(role.value for role in OF_THE_HOUSEHOLD))
"""Not a guardian’s: their person is the one for whom they act."""


async def own_people(connection: AsyncConnection, account_id: int) -> list[Person]:
    """In the order of the capacities, as `hub_door`. From here on it sees the people of those households."""
    found = await connection.execute(
        select(CapacityRow.member_id, CapacityRow.person_id)
        .where(CapacityRow.account_id == account_id, CapacityRow.role.in_(OWN))
        .order_by(CapacityRow.capacity_id)
    )
    people = [(member_id or 0, person_id or 0) for member_id, person_id in found]
    households = ",".join(str(member_id) for member_id, _ in people)
    await connection.execute(STATE_HOUSEHOLDS, {"keys": households})
    return people
