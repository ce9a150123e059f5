"""Write to the new address of an account, that it was recorded or is to be confirmed, and to the old one."""

from datetime import datetime

from sqlalchemy import Row, insert, select

from actions.accounts.secret_tokens import hash_of, new_token
from actions.letters.letter_send import Desk, letter_send, reader_of
from actions.transaction import AccountTransaction, account_transaction
from models.links import EmailChangeRow, LinkRow
from rules.account_letters import ADDRESSES, address_letter, confirmation_letter
from runtime import clock
from runtime.roles import WORKER

__all__ = ["ADDRESSES", "email_change_send", "email_link_send"]


async def email_change_send(desk: Desk, name: str, *, account_id: int, email_change_id: int) -> None:
    async with account_transaction(desk.database, WORKER, account_id) as tx:
        reader = await reader_of(tx, account_id)
        change = await _change(tx, account_id, email_change_id)
    if reader is None or change is None:
        return
    address = change.after if name == "email_registered" else change.before
    letter = address_letter(name, reader.language, reader.display_name, desk.portal, desk.contact)
    await letter_send(desk, address, letter)


async def email_link_send(desk: Desk, *, account_id: int, email_change_id: int) -> None:
    """The link that confirms this change; none for one that was confirmed meanwhile, given up, or is over."""
    async with account_transaction(desk.database, WORKER, account_id) as tx:
        reader = await reader_of(tx, account_id)
        change = await _change(tx, account_id, email_change_id)
        if reader is None or change is None or change.confirmed_at is not None:
            return
        if change.expires_at is None or change.expires_at <= clock.now():
            return
        token = new_token(account_id)
        await tx.connection.execute(
            insert(LinkRow).values(
                account_id=account_id,
                token_hash=hash_of(token),
                purpose="EMAIL",
                email_change_id=email_change_id,
                expires_at=change.expires_at,
            )
        )
    # Behind a #, as in `link_send`.
    address = f"{desk.portal}/adresse-e-mail#jeton={token}"
    await letter_send(desk, change.after, confirmation_letter(reader.language, reader.display_name, address))


Change = Row[str | None, str, datetime | None, datetime | None]
"""The address before and after, until when it can be confirmed, and since when it is."""


async def _change(tx: AccountTransaction, account_id: int, email_change_id: int) -> Change | None:
    row = EmailChangeRow
    found = await tx.connection.execute(
        select(row.before, row.after, row.expires_at, row.confirmed_at).where(
            row.account_id == account_id, row.email_change_id == email_change_id
        )
    )
    return found.one_or_none()
