"""Let somebody act for a covered person by law (mandataire): by an agent who has seen the mandate."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, update

from actions.accounts.account_add import account_add
from actions.accounts.capacity_give import (
    TAKEN,
    candidates,
    capacity_give,
    in_force,
    invitation_taken_over,
    is_of_the_staff,
    link_ask,
)
from actions.accounts.covered_person import FIELD, CoveredPerson, about_person, covered_person
from actions.accounts.entrance import Entrance
from actions.accounts.of_a_household import is_of_a_household
from actions.transaction import AccountTransaction, account_transaction
from loaders.own_people import own_people
from models.accounts import CapacityRow
from rules.broker_users import can_be_a_name_in_letters
from rules.email_addresses import can_be_an_address, normal_address
from rules.names import folded
from rules.refusals import Refusal, Refused
from rules.representation import can_be_known, mandate_end, mandate_ends_in_time
from runtime import clock
from runtime.actor import Actor, Role
from runtime.roles import DOOR


@dataclass(frozen=True, slots=True)
class Mandate:
    key: tuple[int, ...]
    """Of the beneficiary for whom somebody acts."""
    name: str
    email: str
    ends_on: date | None
    """The first day without."""
    says_end: bool
    """Whether `ends_on` was said: of a mandate that is there it is left as it is otherwise."""
    identity_check: str

    def refusals(self) -> list[Refusal]:
        ends_on = self.ends_on
        late = ends_on and mandate_ends_in_time(ends_on, clock.today(), "input", "endsOn")
        wrong = (
            can_be_a_name_in_letters(self.name, "input", "name"),
            can_be_an_address(self.email, "input", "email"),
            late,
        )
        return [each for each in wrong if each]


async def guardian_appoint(entrance: Entrance, agent: Actor, new: Mandate) -> None:
    """Again: the mandate ends on the day that is said now; who has no password yet is sent another link."""
    if refusals := new.refusals():
        raise Refused(*refusals)
    address = normal_address(new.email)
    person = await covered_person(entrance.database, agent, new.key)
    if refusal := can_be_known(person.has_a_number, *FIELD):
        raise Refused(refusal)
    async with account_transaction(entrance.database, DOOR) as tx:
        await about_person(tx, agent, person)
        account = await _account(tx, address, new.name.strip())
        await about_person(tx, agent, person)
        told = await _give(tx, account.account_id, person, new)
        if told is not None:
            _record(tx, agent, person, account.account_id, new)
        if not account.is_open:
            name = "beneficiary_link" if account.is_of_somebody else "guardian_link"
            await link_ask(tx, entrance, name, account.account_id, address)
        elif told is not None:
            await tx.enqueue(told, account_id=account.account_id)


@dataclass(frozen=True, slots=True)
class Account:
    """Of who acts."""

    account_id: int
    is_open: bool = False
    is_of_somebody: bool = False
    """Whether its bearer is a person of a household: then it is their own number that is asked for."""


async def _account(tx: AccountTransaction, address: str, name: str) -> Account:
    """Whose the address is, if it is whom the agent names: who was asked who they are when they opened it, or
    will be. An account that a firm’s invitation has opened may be anybody’s who reads the mail.
    """
    found = await candidates(tx, address)
    if not found:
        return Account(await account_add(tx, login=address, name=name, email=address))
    account = found[0]
    if len(found) > 1 or await is_of_the_staff(tx, account):
        raise Refused(TAKEN)
    if await invitation_taken_over(tx, account, name):
        return Account(account.account_id)
    is_whom = folded(account.display_name) == folded(name)
    if not is_whom or not await is_of_a_household(tx, account.account_id):
        raise Refused(TAKEN)
    is_of_somebody = bool(await own_people(tx.connection, account.account_id))
    return Account(account.account_id, account.password_hash is not None, is_of_somebody)


async def _give(tx: AccountTransaction, account_id: int, person: CoveredPerson, new: Mandate) -> str | None:
    """The mail that tells of it; none where nothing has changed."""
    row = CapacityRow
    ends_on = mandate_end(new.ends_on, person.birth_date, clock.today())
    mine = (row.account_id == account_id, in_force(Role.GUARDIAN, person))
    present = (await tx.connection.execute(select(row.capacity_id, row.valid_to).where(*mine))).one_or_none()
    if present is None:
        await capacity_give(tx, account_id, Role.GUARDIAN, person, ends_on)
        return "capacity_given"
    if not new.says_end or present.valid_to == ends_on:
        return None
    await tx.about(account_id)
    this = row.capacity_id == present.capacity_id
    await tx.connection.execute(update(row).where(this).values(valid_to=ends_on))
    return "capacity_changed"


def _record(
    tx: AccountTransaction, agent: Actor, person: CoveredPerson, account_id: int, new: Mandate
) -> None:
    ends_on = mandate_end(new.ends_on, person.birth_date, clock.today())
    keys = {"account_id": str(account_id), "person_id": str(person.person_id)}
    until = {} if ends_on is None else {"ends_on": ends_on.isoformat()}
    check = {"identity_check": new.identity_check}
    tx.record(agent, "GUARDIAN_APPOINTED", person.member_id, **keys, **until, **check)
