"""The account of a login, as it was typed."""

from dataclasses import dataclass

from sqlalchemy import or_, select

from actions.transaction import AccountTransaction
from models.accounts import AccountRow


@dataclass(frozen=True, slots=True)
class FoundAccount:
    account_id: int
    password_hash: str | None
    """None for an account that was never activated."""
    by_login: bool
    """Whether it is the login itself, and not only an address on file."""


async def login_find(tx: AccountTransaction, login: str) -> FoundAccount | None:
    """The one whose login it is; else the one whose address on file it is. An address that two accounts
    share, and that is nobody's login, finds nobody.
    """
    await tx.state("hub.login", login)
    found = await tx.connection.execute(
        select(AccountRow.account_id, AccountRow.password_hash, AccountRow.login).where(
            or_(AccountRow.login == login, AccountRow.email == login)
        )
    )
    rows = found.all()
    accounts = [FoundAccount(row.account_id, row.password_hash, row.login == login) for row in rows]
    exact = [each for each in accounts if each.by_login]
    fitting = exact or accounts
    return fitting[0] if len(fitting) == 1 else None
