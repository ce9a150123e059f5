"""Whom an account is: its bearer as a person of a household, once for each that they are of."""

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from loaders.accounts import STATE_HOUSEHOLDS
from models.accounts import CapacityRow
from runtime import clock
from runtime.actor import OF_THE_HOUSEHOLD, Role

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
    return await _stated(connection, [(member_id or 0, person_id or 0) for member_id, person_id in found])


async def people_known_by(connection: AsyncConnection, account_id: int) -> list[Person]:
    """Whose number and birthday its bearer knows: those whom they are, else those for whom they act now."""
    row = CapacityRow
    found = await connection.execute(
        select(row.member_id, row.person_id, row.role)
        .where(
            row.account_id == account_id,
            row.role.in_((*OWN, Role.GUARDIAN.value)),
            or_(row.valid_to.is_(None), row.valid_to > clock.today()),
        )
        .order_by(row.capacity_id)
    )
    capacities = found.all()
    known = [each for each in capacities if each.role in OWN] or capacities
    return await _stated(connection, [(each.member_id or 0, each.person_id or 0) for each in known])


async def _stated(connection: AsyncConnection, people: list[Person]) -> list[Person]:
    households = ",".join(str(member_id) for member_id, _ in people)
    await connection.execute(STATE_HOUSEHOLDS, {"keys": households})
    return people
