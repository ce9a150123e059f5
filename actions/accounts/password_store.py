"""Give an account a new password: judged, kept as a hash, told to its bearer; others are signed out."""

from sqlalchemy import select, update

from actions.accounts.changes_void import email_changes_void, phone_changes_void
from actions.accounts.entrance import Entrance
from actions.accounts.link_take import links_void
from actions.accounts.sessions_end import sessions_end
from actions.transaction import AccountTransaction, account_transaction
from loaders.accounts import identity_of
from models.accounts import AccountRow
from rules.passwords import as_typed, is_worth_enough
from rules.refusals import Refused
from runtime.passwords import common_passwords
from runtime.roles import DOOR


async def new_hash(entrance: Entrance, account_id: int, password: str, *field: str) -> str:
    """The hash of a password that is worth enough for this account; made before any transaction."""
    async with account_transaction(entrance.database, DOOR, account_id) as tx:
        row = (
            await tx.connection.execute(
                select(AccountRow.login, AccountRow.email, AccountRow.display_name).where(
                    AccountRow.account_id == account_id
                )
            )
        ).one()
    known = [row.login, *row.display_name.split(), *(row.email or "").replace("@", ".").split(".")]
    if refusal := is_worth_enough(password, known, common_passwords(), *field):
        raise Refused(refusal)
    return await entrance.passwords.hashed(as_typed(password))


async def password_store(
    tx: AccountTransaction,
    account_id: int,
    hashed: str,
    *,
    keep_session: int | None,
    is_first: bool = False,
) -> None:
    """`is_first`: the account is activated by it."""
    await tx.connection.execute(
        update(AccountRow).where(AccountRow.account_id == account_id).values(password_hash=hashed)
    )
    # Whoever has the password now may not be who has asked for another address or number, or a link.
    await email_changes_void(tx, account_id)
    await phone_changes_void(tx, account_id)
    await links_void(tx, account_id)
    await sessions_end(tx, account_id, but=keep_session, why="PASSWORD_CHANGED")
    for bearer in (await identity_of(tx.connection, account_id)).capacities[:1]:
        tx.record(bearer, "ACCOUNT_ACTIVATED" if is_first else "PASSWORD_CHANGED")
    await tx.enqueue("account_activated" if is_first else "password_changed", account_id=account_id)
