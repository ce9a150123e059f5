"""Give up what an account has asked for and not confirmed: another address, another telephone number."""

from sqlalchemy import update

from actions.transaction import AccountTransaction
from models.links import EmailChangeRow, PhoneChangeRow
from runtime import clock


async def email_changes_void(tx: AccountTransaction, account_id: int) -> None:
    row, now = EmailChangeRow, clock.now()
    waiting = (row.account_id == account_id, row.confirmed_at.is_(None), row.expires_at > now)
    await tx.connection.execute(update(row).where(*waiting).values(expires_at=now))


async def phone_changes_void(tx: AccountTransaction, account_id: int) -> None:
    row, now = PhoneChangeRow, clock.now()
    waiting = (row.account_id == account_id, row.confirmed_at.is_(None), row.expires_at > now)
    await tx.connection.execute(update(row).where(*waiting).values(expires_at=now))
