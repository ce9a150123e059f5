"""Whom an account is: its bearer as a person of a household, once for each that they are of."""

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncConnection

from loaders.accounts import STATE_HOUSEHOLDS
from models.accounts import CapacityRow
from runtime.actor import OF_THE_HOUSEHOLD, Role

Person = tuple[int, int]
"""The keys of a household and of somebody in it."""

OWN = tuple(sorted(role.value for role in OF_THE_HOUSEHOLD))
"""Not a guardian’s: their person is the one for whom they act."""


async def own_people(connection: AsyncConnection, account_id: int) -> list[Person]:
    """In the order of the capacities, as `hub_door`. From here on it sees the people of those households."""
    return await _people(connection, _capacities(account_id, OWN))


async def people_known_by(connection: AsyncConnection, account_id: int) -> list[Person]:
    """Whose number and birthday its bearer knows: those whom they are, then those for whom they act."""
    of_others = CapacityRow.role == Role.GUARDIAN.value
    query = _capacities(account_id, (*OWN, Role.GUARDIAN.value)).order_by(None)
    return await _people(connection, query.order_by(of_others, CapacityRow.capacity_id))


def _capacities(account_id: int, roles: tuple[str, ...]) -> Select[int | None, int | None]:
    row = CapacityRow
    query = select(row.member_id, row.person_id).where(row.account_id == account_id, row.role.in_(roles))
    return query.order_by(row.capacity_id)


async def _people(connection: AsyncConnection, capacities: Select[int | None, int | None]) -> list[Person]:
    found = await connection.execute(capacities)
    people = [(member_id or 0, person_id or 0) for member_id, person_id in found]
    households = ",".join(str(member_id) for member_id, _ in people)
    await connection.execute(STATE_HOUSEHOLDS, {"keys": households})
    return people
