"""Whether somebody is the person of an account: by the end of their national number and their birth day.

Who acts for somebody else shows those of the one for whom they do.
"""

from datetime import date

from sqlalchemy import select, tuple_

from actions.accounts.entrance import Entrance
from actions.transaction import AccountTransaction
from loaders.own_people import Person, own_people, people_known_by
from models.people import PersonRow
from rules.activation import are_one_person, is_the_person, normal_last_8
from runtime.crypto import Place, Vault

NOBODY = ("?" * 13, date(1, 1, 1))
"""Who is compared with where there is no such account, or no number of theirs on file."""


async def is_theirs(
    tx: AccountTransaction, entrance: Entrance, account_id: int, last_8: str, birth_date: date
) -> bool:
    """The account has been stated; 0 stands for none, and takes the same statements."""
    person = next(iter(await people_known_by(tx.connection, account_id)), (0, 0))
    nir, born = await _identity(tx, entrance.vault, person)
    return is_the_person(nir, born, normal_last_8(last_8), birth_date)


async def is_the_same(tx: AccountTransaction, vault: Vault, account_id: int, person: Person) -> bool:
    """Whether an account is of this human being, as a person of another household: by the whole number."""
    await tx.state("hub.member_ids", str(person[0]))
    theirs = await _identity(tx, vault, person)
    others = await own_people(tx.connection, account_id)
    known = [await _identity(tx, vault, each) for each in others]
    return any(are_one_person(theirs, each) for each in known)


async def _identity(tx: AccountTransaction, vault: Vault, person: Person) -> tuple[str, date]:
    key = tuple_(PersonRow.member_id, PersonRow.person_id)
    row = (
        await tx.connection.execute(select(PersonRow.nir_sealed, PersonRow.birth_date).where(key == person))
    ).one_or_none()
    if row is None or row.nir_sealed is None:
        return NOBODY
    return vault.unseal(row.nir_sealed, Place("people", "nir_sealed", person[0])), row.birth_date
