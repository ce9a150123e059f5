"""Record the e-mail address of a member who had none, or another: by an agent who has seen that it is they.

The account is not opened by it: `passwordForgotten` then sends a link there, which asks who somebody is.
"""

import re
from dataclasses import dataclass

from sqlalchemy import insert, update

from actions.accounts.account_of_member import account_of_member
from actions.accounts.entrance import Entrance
from actions.transaction import account_transaction
from models.accounts import AccountRow
from models.links import EmailChangeRow
from models.people import PersonRow
from rules.refusals import ErrorCode, Refusal, Refused
from runtime import clock
from runtime.actor import Actor
from runtime.roles import DOOR

ADDRESS = re.compile(
    r"[!-?A-~]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,200}[A-Za-z0-9])?\.[A-Za-z]{2,63}", re.ASCII
)
"""What mail can be sent to by every server: ASCII, and no spaces."""

NOT_ONE = Refusal(
    ErrorCode.BAD_USER_INPUT, "Ce n’est pas une adresse e-mail : nom@domaine.fr.", ("input", "email")
)


@dataclass(frozen=True, slots=True)
class Registration:
    number: str
    email: str
    identity_check: str


async def email_register(entrance: Entrance, agent: Actor, new: Registration) -> None:
    """The new address is told, and the old one. The same address again changes nothing and tells nobody."""
    if not ADDRESS.fullmatch(new.email.strip()):
        raise Refused(NOT_ONE)
    address = new.email.strip().lower()
    async with account_transaction(entrance.database, DOOR) as tx:
        account = await account_of_member(tx, agent, new.number)
        if account.email == address:
            return
        mine = AccountRow.account_id == account.account_id
        await tx.connection.execute(update(AccountRow).where(mine).values(email=address))
        person = (PersonRow.member_id == account.member_id, PersonRow.person_id == account.person_id)
        await tx.connection.execute(update(PersonRow).where(*person).values(email=address))
        change = insert(EmailChangeRow).values(
            account_id=account.account_id,
            before=account.email,
            after=address,
            at=clock.now(),
            by_account_id=agent.account_id,
            identity_check=new.identity_check,
        )
        key = await tx.connection.scalar(change.returning(EmailChangeRow.email_change_id))
        keys = {"account_id": account.account_id, "email_change_id": key or 0}
        await tx.enqueue("email_registered", **keys)
        if account.email is not None:
            await tx.enqueue("email_replaced", **keys)
        tx.record(
            agent,
            "EMAIL_REGISTERED",
            account.member_id,
            account_id=str(account.account_id),
            identity_check=new.identity_check,
        )
