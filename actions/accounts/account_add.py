"""A new account, which has no password yet and may act as nobody."""

from sqlalchemy import insert, text

from actions.transaction import AccountTransaction
from models.accounts import AccountRow

NEXT_KEY = text("SELECT nextval(pg_get_serial_sequence('accounts', 'account_id'))")
"""Asked for first: an agent's role adds accounts and reads none, not even what the database made of one."""


async def account_add(tx: AccountTransaction, *, login: str, name: str, email: str | None = None) -> int:
    """Its key. From here on the transaction is about it."""
    account_id = await tx.connection.scalar(NEXT_KEY)
    assert isinstance(account_id, int)
    await tx.about(account_id)
    account = {"account_id": account_id, "login": login, "display_name": name, "email": email}
    await tx.connection.execute(insert(AccountRow).inline().values(account))
    return account_id
