"""End the mandate of somebody who acts for a person (mandataire). They see nothing of theirs from then on."""

from dataclasses import dataclass

from sqlalchemy import update

from actions.accounts.capacity_give import candidates, in_force
from actions.accounts.covered_person import CoveredPerson, about_person, covered_person
from actions.accounts.entrance import Entrance
from actions.transaction import AccountTransaction, account_transaction
from models.accounts import CapacityRow
from rules.email_addresses import can_be_an_address, normal_address
from rules.refusals import ErrorCode, Refusal, Refused
from runtime import clock
from runtime.actor import Actor, Role
from runtime.roles import DOOR

NO_SUCH = Refusal(
    ErrorCode.NOT_FOUND, "Aucun mandataire de cette personne n’a cette adresse e-mail.", ("input", "email")
)


@dataclass(frozen=True, slots=True)
class EndedMandate:
    key: tuple[int, ...]
    """Of the beneficiary for whom somebody acts."""
    email: str


async def guardian_remove(entrance: Entrance, agent: Actor, ended: EndedMandate) -> None:
    """They are told by mail. Their account, and what else it allows, stays."""
    if refusal := can_be_an_address(ended.email, "input", "email"):
        raise Refused(refusal)
    person = await covered_person(entrance.database, agent, ended.key)
    async with account_transaction(entrance.database, DOOR) as tx:
        await about_person(tx, agent, person)
        account_id = await _end(tx, person, normal_address(ended.email))
        if account_id is None:
            raise Refused(NO_SUCH)
        await tx.enqueue("capacity_ended", account_id=account_id)
        keys = {"account_id": str(account_id), "person_id": str(person.person_id)}
        tx.record(agent, "GUARDIAN_REMOVED", person.member_id, **keys)


async def _end(tx: AccountTransaction, person: CoveredPerson, address: str) -> int | None:
    """The account that acted for them, if one that has this address did."""
    for account in await candidates(tx, address):
        await tx.about(account.account_id)
        mine = (CapacityRow.account_id == account.account_id, in_force(Role.GUARDIAN, person))
        ended = await tx.connection.execute(update(CapacityRow).where(*mine).values(valid_to=clock.today()))
        if ended.rowcount:
            return int(account.account_id)
    return None
