"""Invented people whose account waits for its first connection, and what they need for it.

Their activation ids are public, as their passwords are: see `cast`.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.personas.cast import NATIONAL_NUMBERS, PERSONAS, activation_id_of
from models.accounts import AccountRow, CapacityRow
from models.links import ActivationRow
from models.people import NirTokenRow, PersonRow
from rules.activation import NIR_DIGITS, OPENS_AFTER, shown_id
from rules.masking import masked_nir
from runtime import clock
from runtime.crypto import Place, Vault

BEFORE = OPENS_AFTER + timedelta(days=1)
"""How long ago the mail was sent that confirmed their subscription."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What somebody types at their first connection. `last_8` is none where no national number is on file."""

    activation_id: str
    last_8: str | None
    birth_date: date


async def personas_wait(owner: AsyncConnection, vault: Vault) -> None:
    """Put on file who the personas without a password are, and their activation id. What is there stays."""
    for persona, nir in NATIONAL_NUMBERS.items():
        whose = select(AccountRow.account_id, CapacityRow.member_id, CapacityRow.person_id).join(
            CapacityRow, CapacityRow.account_id == AccountRow.account_id
        )
        found = await owner.execute(whose.where(AccountRow.login == PERSONAS[persona]))
        account_id, member_id, person_id = found.one()
        assert member_id is not None, "a persona who waits is of a household"
        sealed = vault.seal(nir, Place("people", "nir_sealed", member_id))
        person = (PersonRow.member_id == member_id, PersonRow.person_id == person_id)
        unknown = update(PersonRow).where(*person, PersonRow.nir_sealed.is_(None))
        if (await owner.execute(unknown.values(nir_sealed=sealed, nir_masked=masked_nir(nir)))).rowcount:
            token = {"token": vault.token("nir", nir), "member_id": member_id, "person_id": person_id}
            await owner.execute(insert(NirTokenRow).values(token))
        id_token = vault.token("activation", activation_id_of(PERSONAS[persona]))
        row = {"account_id": account_id, "id_token": id_token, "confirmed_at": clock.now() - BEFORE}
        new = upsert(ActivationRow).values(**row, issued_at=clock.now())
        await owner.execute(new.on_conflict_do_nothing())


async def waiting_of(owner: AsyncConnection, vault: Vault, login: str) -> Waiting | None:
    """Of the account of a login; none where there is none, or it was opened, or has been given another id."""
    activation_id = activation_id_of(login)
    query = (
        select(PersonRow.member_id, PersonRow.nir_sealed, PersonRow.birth_date)
        .join(
            CapacityRow,
            (PersonRow.member_id == CapacityRow.member_id) & (PersonRow.person_id == CapacityRow.person_id),
        )
        .join(AccountRow, AccountRow.account_id == CapacityRow.account_id)
        .join(ActivationRow, ActivationRow.account_id == AccountRow.account_id)
        .where(AccountRow.login == login, AccountRow.password_hash.is_(None))
        .where(ActivationRow.id_token == vault.token("activation", activation_id))
        .order_by(CapacityRow.capacity_id)
    )
    person = (await owner.execute(query)).first()
    if person is None:
        return None
    place = Place("people", "nir_sealed", person.member_id)
    nir = None if person.nir_sealed is None else vault.unseal(person.nir_sealed, place)
    last_8 = None if nir is None else nir[NIR_DIGITS - 8 : NIR_DIGITS]
    return Waiting(shown_id(activation_id), last_8, person.birth_date)
