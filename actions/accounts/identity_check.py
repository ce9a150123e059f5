"""Whether somebody is the person of an account: by the end of their national number and their birth day."""

from datetime import date

from sqlalchemy import select, tuple_

from actions.accounts.entrance import Entrance
from actions.transaction import AccountTransaction
from loaders.own_people import own_people
from models.people import PersonRow
from rules.activation import is_the_person, normal_last_8
from runtime.crypto import Place

NOBODY = ("?" * 13, date(1, 1, 1))
"""Who is compared with where there is no such account, or no number of theirs on file."""


async def is_theirs(
    tx: AccountTransaction, entrance: Entrance, account_id: int, last_8: str, birth_date: date
) -> bool:
    """The account has been stated; 0 stands for none, and takes the same statements."""
    member_id, person_id = next(iter(await own_people(tx.connection, account_id)), (0, 0))
    key = tuple_(PersonRow.member_id, PersonRow.person_id)
    person = (
        await tx.connection.execute(
            select(PersonRow.nir_sealed, PersonRow.birth_date).where(key == (member_id, person_id))
        )
    ).one_or_none()
    nir, born = NOBODY
    if person is not None and person.nir_sealed is not None:
        nir = entrance.vault.unseal(person.nir_sealed, Place("people", "nir_sealed", member_id))
        born = person.birth_date
    return is_the_person(nir, born, normal_last_8(last_8), birth_date)
