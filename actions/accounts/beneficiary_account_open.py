"""Open a space of their own for an adult whom a contract covers: by an agent who has seen that they ask.

They sign in with the address. The first time they are asked who they are, so that neither whoever shares the
mailbox nor a stranger whose address was written down by mistake comes in.
"""

from dataclasses import dataclass

from sqlalchemy import select

from actions.accounts.account_add import account_add
from actions.accounts.capacity_give import (
    TAKEN,
    Candidate,
    accounts,
    candidates,
    capacity_give,
    in_force,
    invitation_taken_over,
    link_ask,
)
from actions.accounts.covered_person import FIELD, CoveredPerson, about_person, covered_person
from actions.accounts.email_register import Change, email_change_write
from actions.accounts.email_store import email_store
from actions.accounts.entrance import Entrance
from actions.accounts.identity_check import is_the_same
from actions.transaction import AccountTransaction, account_transaction
from models.accounts import AccountRow, CapacityRow
from rules.email_addresses import can_be_an_address, normal_address
from rules.refusals import ErrorCode, Refusal, Refused
from rules.representation import can_be_known, may_have_a_space
from runtime import clock
from runtime.actor import Actor, Role
from runtime.roles import DOOR

HAS_ANOTHER = "Ce bénéficiaire a déjà un espace, avec l’adresse {address} : enregistrez-y la nouvelle."
"""To an agent, who needs that address to do so."""


@dataclass(frozen=True, slots=True)
class NewSpace:
    key: tuple[int, ...]
    """Of the beneficiary."""
    email: str
    identity_check: str


async def beneficiary_account_open(entrance: Entrance, agent: Actor, new: NewSpace) -> None:
    """Again: who has not opened it is sent another link, and nothing else changes."""
    if refusal := can_be_an_address(new.email, "input", "email"):
        raise Refused(refusal)
    address = normal_address(new.email)
    person = await covered_person(entrance.database, agent, new.key)
    for refusal in (
        may_have_a_space(person.birth_date, person.is_holder, clock.today(), *FIELD),
        can_be_known(person.has_a_number, *FIELD),
    ):
        if refusal:
            raise Refused(refusal)
    async with account_transaction(entrance.database, DOOR) as tx:
        await about_person(tx, agent, person)
        account = await _present(tx, person)
        if account is not None:
            if address != account.email:
                message = HAS_ANOTHER.format(address=account.email)
                raise Refused(Refusal(ErrorCode.CONFLICT, message, ("input", "email")))
            account_id, is_open = account.account_id, account.password_hash is not None
        else:
            account_id, is_open = await _given(tx, entrance, agent, person, new)
            keys = {"account_id": str(account_id), "person_id": str(person.person_id)}
            check = {"identity_check": new.identity_check}
            tx.record(agent, "BENEFICIARY_ACCOUNT_OPENED", person.member_id, **keys, **check)
        if not is_open:
            await link_ask(tx, entrance, "beneficiary_link", account_id, address)


async def _present(tx: AccountTransaction, person: CoveredPerson) -> Candidate | None:
    """The account that they have."""
    theirs = select(CapacityRow.account_id).where(in_force(Role.BENEFICIARY, person)).limit(1)
    account_id = await tx.connection.scalar(theirs)
    if account_id is None:
        return None
    await tx.about(account_id)
    found = await tx.connection.execute(accounts().where(AccountRow.account_id == account_id))
    return found.one()


async def _given(
    tx: AccountTransaction, entrance: Entrance, agent: Actor, person: CoveredPerson, new: NewSpace
) -> tuple[int, bool]:
    """The account that acts as them now, and whether it is open.

    Who holds a household elsewhere under this address gets it beside that: one human being, one account.
    """
    address = normal_address(new.email)
    found = await candidates(tx, address)
    if len(found) > 1:
        raise Refused(TAKEN)
    if not found:
        account_id = await account_add(tx, login=address, name=person.name, email=address)
        await _begin(tx, agent, account_id, person, new)
        return account_id, False
    (account,) = found
    if await invitation_taken_over(tx, account, person.name):
        await _begin(tx, agent, account.account_id, person, new)
        return account.account_id, False
    if not await is_the_same(tx, entrance.vault, account.account_id, person.keys):
        raise Refused(TAKEN)
    await about_person(tx, agent, person)
    await capacity_give(tx, account.account_id, Role.BENEFICIARY, person)
    if is_open := account.password_hash is not None:
        await tx.enqueue("capacity_given", account_id=account.account_id)
    return account.account_id, is_open


async def _begin(
    tx: AccountTransaction, agent: Actor, account_id: int, person: CoveredPerson, new: NewSpace
) -> None:
    """Of an account that is theirs alone. The address on file for them, if there was another, is told."""
    await capacity_give(tx, account_id, Role.BENEFICIARY, person)
    address = normal_address(new.email)
    await email_store(tx, account_id, address)
    if person.email is not None and normal_address(person.email) != address:
        change = Change(account_id, person.email, address, new.identity_check)
        await tx.enqueue("email_replaced", **await email_change_write(tx, agent, change))
