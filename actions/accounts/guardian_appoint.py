"""Let somebody act for a covered person by law (mandataire): by an agent who has seen the mandate."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, update

from actions.accounts.account_add import account_add
from actions.accounts.capacity_give import TAKEN, candidates, capacity_give, in_force, link_ask
from actions.accounts.covered_person import FIELD, CoveredPerson, about_person, covered_person
from actions.accounts.entrance import Entrance
from actions.transaction import AccountTransaction, account_transaction
from models.accounts import CapacityRow
from rules.broker_users import can_be_a_name_in_letters
from rules.email_addresses import can_be_an_address, normal_address
from rules.names import folded
from rules.refusals import Refusal, Refused
from rules.representation import can_be_known, mandate_ends_in_time
from runtime import clock
from runtime.actor import Actor, Role
from runtime.roles import DOOR

STAFF = tuple(role.value for role in (Role.AGENT, Role.REPORTING, Role.SERVICE))


@dataclass(frozen=True, slots=True)
class Mandate:
    key: tuple[int, ...]
    """Of the beneficiary for whom somebody acts."""
    name: str
    email: str
    ends_on: date | None
    """The first day without."""
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
        account_id, is_open = await _account(tx, address, new.name.strip())
        if changed := await _give(tx, account_id, person, new.ends_on):
            keys = {"account_id": str(account_id), "person_id": str(person.person_id)}
            until = {} if new.ends_on is None else {"ends_on": new.ends_on.isoformat()}
            check = {"identity_check": new.identity_check}
            tx.record(agent, "GUARDIAN_APPOINTED", person.member_id, **keys, **until, **check)
        if not is_open:
            await link_ask(tx, entrance, "guardian_link", account_id, address)
        elif changed:
            await tx.enqueue("capacity_given", account_id=account_id)


async def _account(tx: AccountTransaction, address: str, name: str) -> tuple[int, bool]:
    """Whose the address is, if it is whom the agent names, and whether they have a password."""
    found = await candidates(tx, address)
    if not found:
        return await account_add(tx, login=address, name=name, email=address), False
    account = found[0]
    await tx.about(account.account_id)
    if len(found) > 1 or folded(account.display_name) != folded(name):
        raise Refused(TAKEN)
    staff = select(CapacityRow.capacity_id).where(
        CapacityRow.account_id == account.account_id, CapacityRow.role.in_(STAFF)
    )
    if await tx.connection.scalar(staff.limit(1)) is not None:
        raise Refused(TAKEN)
    return account.account_id, account.password_hash is not None


async def _give(tx: AccountTransaction, account_id: int, person: CoveredPerson, ends_on: date | None) -> bool:
    """Whether anything changed."""
    row = CapacityRow
    mine = (row.account_id == account_id, in_force(Role.GUARDIAN, person))
    present = (await tx.connection.execute(select(row.capacity_id, row.valid_to).where(*mine))).one_or_none()
    if present is None:
        await capacity_give(tx, account_id, Role.GUARDIAN, person, ends_on)
        return True
    if present.valid_to == ends_on:
        return False
    this = row.capacity_id == present.capacity_id
    await tx.connection.execute(update(row).where(this).values(valid_to=ends_on))
    return True
