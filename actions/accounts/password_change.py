"""Choose another password, knowing the present one."""

from sqlalchemy import select

from actions.accounts.attempt_count import attempts_forget
from actions.accounts.attempt_or_refuse import attempt_or_refuse
from actions.accounts.entrance import Entrance
from actions.accounts.password_store import new_hash, password_store
from actions.accounts.tried import proof_tried
from actions.transaction import account_transaction
from models.accounts import AccountRow
from rules.passwords import as_typed, can_be_a_password
from rules.refusals import ErrorCode, Refusal, Refused
from runtime.roles import DOOR
from runtime.tokens import Identity

CURRENT, NEW = ("input", "currentPassword"), ("input", "newPassword")
WRONG = Refusal(ErrorCode.BAD_USER_INPUT, "Le mot de passe actuel n’est pas celui-là.", CURRENT)


async def password_change(entrance: Entrance, identity: Identity, *, current: str, new: str) -> None:
    """The session that asks goes on; all others of the account end."""
    await password_prove(entrance, identity.account_id, current, WRONG)
    hashed = await new_hash(entrance, identity.account_id, new, *NEW)
    async with account_transaction(entrance.database, DOOR, identity.account_id) as tx:
        await password_store(tx, identity.account_id, hashed, keep_session=identity.session_id)


async def password_prove(
    entrance: Entrance, account_id: int, password: str, wrong: Refusal, *, is_all: bool = True
) -> None:
    """Go on only for who knows the account's password, though they have signed in. Where more is asked for,
    this attempt goes on counting until that was right too.
    """
    if refusal := can_be_a_password(password, *wrong.field):
        raise Refused(refusal)
    proof = proof_tried(entrance, account_id)
    await attempt_or_refuse(entrance, [proof], by_link=True)
    async with account_transaction(entrance.database, DOOR, account_id) as tx:
        known = await tx.connection.scalar(
            select(AccountRow.password_hash).where(AccountRow.account_id == account_id)
        )
    if not await entrance.passwords.fits(as_typed(password), known):
        raise Refused(wrong)
    if is_all:
        async with account_transaction(entrance.database, DOOR, account_id) as tx:
            await attempts_forget(tx, [proof])
