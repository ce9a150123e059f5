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


async def login_find(tx: AccountTransaction, login: str) -> FoundAccount | None:
    """The one with a password whose login it is; else the one whose address on file it is; else the one that
    waits for its first password under this login.

    Who was invited to an address must not keep somebody else, who is written to there, from signing in by it.
    An address on file of two accounts, and that is nobody's login, finds nobody.
    """
    await tx.state("hub.login", login)
    found = await tx.connection.execute(
        select(AccountRow.account_id, AccountRow.password_hash, AccountRow.login).where(
            or_(AccountRow.login == login, AccountRow.email == login)
        )
    )
    exact, on_file = None, []
    for row in found:
        account = FoundAccount(row.account_id, row.password_hash)
        if row.login == login:
            exact = account
        else:
            on_file.append(account)
    if len(on_file) == 1 and (exact is None or exact.password_hash is None):
        return on_file[0]
    return exact
