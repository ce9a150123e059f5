"""Confirm a new e-mail address by the link that was sent there. The one before is told."""

from sqlalchemy import select, update

from actions.accounts.attempt_count import attempt_uncount
from actions.accounts.attempt_or_refuse import attempt_or_refuse
from actions.accounts.email_store import email_store
from actions.accounts.entrance import Entrance, Visitor
from actions.accounts.link_take import link_take
from actions.accounts.secret_tokens import account_of
from actions.accounts.tried import address_tried
from actions.transaction import account_transaction
from loaders.accounts import identity_of
from models.links import EmailChangeRow
from rules.refusals import ErrorCode, Refusal, Refused
from runtime import clock
from runtime.roles import DOOR

VOID = Refusal(
    ErrorCode.CODE_EXPIRED,
    "Ce lien n’est plus valable, ou a déjà servi : demandez à nouveau le changement d’adresse.",
    ("token",),
)


async def email_confirm(entrance: Entrance, visitor: Visitor, *, token: str) -> None:
    """Who has the link need not have signed in: it may be opened on another device."""
    by_address = address_tried(entrance, visitor)
    await attempt_or_refuse(entrance, [by_address])
    if (account_id := account_of(token)) is None:
        raise Refused(VOID)
    row, now = EmailChangeRow, clock.now()
    async with account_transaction(entrance.database, DOOR, account_id) as tx:
        link = await link_take(tx, account_id, token, ("EMAIL",), VOID)
        this = row.email_change_id == link.email_change_id
        waits = (row.confirmed_at.is_(None), row.expires_at > now)
        address = await tx.connection.scalar(select(row.after).where(this, *waits).with_for_update())
        if address is None:
            raise Refused(VOID)
        await attempt_uncount(tx, [by_address])
        before = await email_store(tx, account_id, address)  # which uses all links up, this one too
        await tx.connection.execute(update(row).where(this).values(confirmed_at=now))
        for bearer in (await identity_of(tx.connection, account_id)).capacities[:1]:
            tx.record(bearer, "EMAIL_CHANGED")
        if before is not None:
            keys = {"account_id": account_id, "email_change_id": link.email_change_id or 0}
            await tx.enqueue("email_replaced", **keys)
