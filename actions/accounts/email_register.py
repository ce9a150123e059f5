"""Record the e-mail address of a member who had none, or another: by an agent who has seen that it is they.

The account is not opened by it: `passwordForgotten` then sends a link there, which asks who somebody is.
"""

from dataclasses import dataclass

from sqlalchemy import insert

from actions.accounts.account_of_member import account_of_member
from actions.accounts.changes_void import email_changes_void
from actions.accounts.email_store import email_store
from actions.accounts.entrance import Entrance
from actions.transaction import AccountTransaction, account_transaction
from models.links import EmailChangeRow
from rules.email_addresses import can_be_an_address, normal_address
from rules.refusals import Refused
from runtime import clock
from runtime.actor import Actor
from runtime.roles import DOOR


@dataclass(frozen=True, slots=True)
class Registration:
    number: str
    email: str
    identity_check: str


@dataclass(frozen=True, slots=True)
class Change:
    account_id: int
    before: str | None
    after: str
    identity_check: str


async def email_change_write(tx: AccountTransaction, agent: Actor, change: Change) -> dict[str, int]:
    """The keys of what was written, for the mails that tell of it."""
    now = clock.now()
    written = insert(EmailChangeRow).values(
        account_id=change.account_id,
        before=change.before,
        after=change.after,
        at=now,
        by_account_id=agent.account_id,
        identity_check=change.identity_check,
        confirmed_at=now,
    )
    key = await tx.connection.scalar(written.returning(EmailChangeRow.email_change_id))
    return {"account_id": change.account_id, "email_change_id": key or 0}


async def email_register(entrance: Entrance, agent: Actor, *, new: Registration) -> None:
    """The new address is told, and the old one. The same address again changes nothing and tells nobody."""
    if refusal := can_be_an_address(new.email, "input", "email"):
        raise Refused(refusal)
    address = normal_address(new.email)
    async with account_transaction(entrance.database, DOOR) as tx:
        account = await account_of_member(tx, agent, new.number)
        if account.email == address:
            return
        await email_changes_void(tx, account.account_id)
        await email_store(tx, account.account_id, address)
        change = Change(account.account_id, account.email, address, new.identity_check)
        keys = await email_change_write(tx, agent, change)
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
