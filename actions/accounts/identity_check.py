"""Whether somebody is the person of an account: by the end of their national number and their birth day.

Who acts for somebody else shows those of the one for whom they do.
"""

from collections.abc import Sequence
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
    """The account has been stated; 0 stands for none, and takes the same statements.

    Of several for whom somebody acts any will do; all are compared.
    """
    known = await _identities(tx, entrance.vault, await people_known_by(tx.connection, account_id))
    typed = normal_last_8(last_8)
    fits = [is_the_person(nir, born, typed, birth_date) for nir, born in known]
    return any(fits)


async def is_the_same(tx: AccountTransaction, vault: Vault, account_id: int, person: Person) -> bool:
    """Whether an account is of this human being, as a person of another household: by the whole number. In
    their own they would be somebody else, whose number is not on file, such as a twin.
    """
    await tx.about(account_id)
    others = [each for each in await own_people(tx.connection, account_id) if each[0] != person[0]]
    known = await _identities(tx, vault, others)
    await tx.state("hub.member_ids", str(person[0]))
    (theirs,) = await _identities(tx, vault, [person])
    return any(are_one_person(theirs, each) for each in known)


async def _identities(
    tx: AccountTransaction, vault: Vault, people: Sequence[Person]
) -> list[tuple[str, date]]:
    """Of each whose number is on file; at least one, of nobody."""
    row = PersonRow
    key = tuple_(row.member_id, row.person_id)
    found = await tx.connection.execute(
        select(row.member_id, row.nir_sealed, row.birth_date).where(key.in_(people or [(0, 0)]))
    )
    known = [
        (vault.unseal(each.nir_sealed, Place("people", "nir_sealed", each.member_id)), each.birth_date)
        for each in found
        if each.nir_sealed is not None
    ]
    return known or [NOBODY]
