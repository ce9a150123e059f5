"""Recovery codes: made with a second factor, each taken once in place of a code of its application."""

import secrets

from sqlalchemy import delete, insert, update

from actions.transaction import AccountTransaction
from loaders.accounts import identity_of
from models.sessions import RecoveryCodeRow
from rules.activation import LETTERS
from rules.recovery_codes import HOW_MANY, LENGTH, normal_code
from runtime import clock
from runtime.crypto import Vault


async def recovery_codes_make(tx: AccountTransaction, vault: Vault, account_id: int) -> list[str]:
    """Those before them are good no more. Of each its HMAC is kept."""
    await recovery_codes_delete(tx, account_id)
    codes = ["".join(secrets.choice(LETTERS) for _ in range(LENGTH)) for _ in range(HOW_MANY)]
    rows = [{"account_id": account_id, "code_token": _token(vault, account_id, code)} for code in codes]
    await tx.connection.execute(insert(RecoveryCodeRow), rows)
    return codes


async def recovery_code_take(tx: AccountTransaction, vault: Vault, account_id: int, typed: str) -> bool:
    """Whether it is one that was not used; its bearer is told by mail that it is now."""
    if (code := normal_code(typed)) is None:
        return False
    row = RecoveryCodeRow
    this = (row.account_id == account_id, row.code_token == _token(vault, account_id, code))
    used = update(row).where(*this, row.used_at.is_(None)).values(used_at=clock.now())
    if not (await tx.connection.execute(used)).rowcount:
        return False
    for bearer in (await identity_of(tx.connection, account_id)).capacities[:1]:
        tx.record(bearer, "RECOVERY_CODE_USED")
    await tx.enqueue("recovery_code_used", account_id=account_id)
    return True


async def recovery_codes_delete(tx: AccountTransaction, account_id: int) -> None:
    await tx.connection.execute(delete(RecoveryCodeRow).where(RecoveryCodeRow.account_id == account_id))


def _token(vault: Vault, account_id: int, code: str) -> bytes:
    return vault.token("recovery code", f"{account_id} {code}")
