"""Whether somebody still acts in the capacity that their token names, which was true when it was signed."""

from datetime import date

from sqlalchemy import Select, exists, or_, select

from models.accounts import CapacityRow
from models.people import PersonRow
from runtime.actor import Actor, Role
from runtime.database import ReadConnection


async def capacity_holds(connection: ReadConnection, actor: Actor, today: date) -> bool:
    """Asked with the actor's own rights: the row that the token was made from is there still, has not ended,
    and says what it said; and who was the holder of the household is, or is not.
    """
    return await connection.scalar(_same(actor, today)) is not None


def _same(actor: Actor, today: date) -> Select[int]:
    row = CapacityRow
    query = select(row.capacity_id).where(
        row.capacity_id == actor.capacity_id,
        row.account_id == actor.account_id,
        row.role == actor.role.value,
        row.member_id.is_not_distinct_from(actor.member_id),
        row.person_id.is_not_distinct_from(actor.person_id),
        row.broker_id.is_not_distinct_from(actor.broker_id),
        or_(row.valid_to.is_(None), row.valid_to > today),
    )
    if actor.person_id is None:
        return query
    holder = actor.represents_holder if actor.role is Role.GUARDIAN else actor.role is Role.MEMBER
    # A named column: a household's database role may not read all those of `people`.
    return query.where(
        exists(PersonRow.person_id).where(
            PersonRow.member_id == row.member_id,
            PersonRow.person_id == row.person_id,
            PersonRow.is_holder.is_(holder),
        )
    )
