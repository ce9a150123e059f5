"""Tell the new address of an account that it was recorded, and the old one that it no longer is."""

from sqlalchemy import select

from actions.letters.letter_send import Desk, letter_send, reader_of
from actions.transaction import account_transaction
from models.links import EmailChangeRow
from rules.account_letters import ADDRESSES, address_letter
from runtime.roles import WORKER

__all__ = ["ADDRESSES", "email_change_send"]


async def email_change_send(desk: Desk, name: str, *, account_id: int, email_change_id: int) -> None:
    async with account_transaction(desk.database, WORKER, account_id) as tx:
        reader = await reader_of(tx, account_id)
        change = (
            await tx.connection.execute(
                select(EmailChangeRow.before, EmailChangeRow.after).where(
                    EmailChangeRow.account_id == account_id, EmailChangeRow.email_change_id == email_change_id
                )
            )
        ).one_or_none()
    if reader is None or change is None:
        return
    address = change.after if name == "email_registered" else change.before
    letter = address_letter(name, reader.language, reader.display_name, desk.portal, desk.contact)
    await letter_send(desk, address, letter)
