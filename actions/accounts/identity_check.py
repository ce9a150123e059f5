"""Whether somebody is the person of an account: by the end of their national number and their birth day."""

from datetime import date

from sqlalchemy import select, tuple_

from actions.accounts.entrance import Entrance
from actions.transaction import AccountTransaction
from models.accounts import CapacityRow
from models.people import PersonRow
from rules.activation import is_the_person, normal_last_8
from runtime.actor import Role
from runtime.crypto import Place

NOBODY = ("?" * 13, date(1, 1, 1))
"""Who is compared with where there is no such account, or no number of theirs on file."""

OWN = (Role.MEMBER.value, Role.BENEFICIARY.value)


async def is_theirs(
    tx: AccountTransaction, entrance: Entrance, account_id: int, last_8: str, birth_date: date
) -> bool:
    """The account has been stated; 0 stands for none, and takes the same statements."""
    household = await tx.connection.execute(
        select(CapacityRow.member_id, CapacityRow.person_id)
        .where(CapacityRow.account_id == account_id, CapacityRow.role.in_(OWN))
        .order_by(CapacityRow.capacity_id)
        .limit(1)
    )
    member_id, person_id = household.one_or_none() or (0, 0)
    await tx.state("hub.member_ids", str(member_id))
    key = tuple_(PersonRow.member_id, PersonRow.person_id)
    person = (
        await tx.connection.execute(
            select(PersonRow.nir_sealed, PersonRow.birth_date).where(key == (member_id, person_id))
        )
    ).one_or_none()
    nir, born = NOBODY
    if person is not None and person.nir_sealed is not None and member_id is not None:
        nir = entrance.vault.unseal(person.nir_sealed, Place("people", "nir_sealed", member_id))
        born = person.birth_date
    return is_the_person(nir, born, normal_last_8(last_8), birth_date)
