"""Take the second factor away, with the password and a code of it or a recovery code. Agents keep theirs."""

from sqlalchemy import delete

from actions.accounts.attempt_count import attempts_forget
from actions.accounts.entrance import Entrance
from actions.accounts.password_change import password_prove
from actions.accounts.recovery_codes import recovery_codes_delete
from actions.accounts.second_factor_check import second_factor_check
from actions.accounts.tried import proof_tried
from actions.transaction import AccountTransaction, account_transaction
from models.sessions import SecondFactorRow
from rules.refusals import ErrorCode, Refusal, Refused
from runtime.actor import Role
from runtime.roles import DOOR
from runtime.tokens import Identity

WRONG = Refusal(ErrorCode.BAD_USER_INPUT, "Ce mot de passe n’est pas le bon.", ("password",))
KEPT = Refusal(ErrorCode.FORBIDDEN, "Un gestionnaire garde sa double authentification.")


async def second_factor_remove(entrance: Entrance, identity: Identity, *, password: str, code: str) -> None:
    """Where there is none, there is nothing to do."""
    if any(actor.role is Role.AGENT for actor in identity.capacities):
        raise Refused(KEPT)
    await password_prove(entrance, identity.account_id, password, WRONG, is_all=False)
    async with account_transaction(entrance.database, DOOR, identity.account_id) as tx:
        await second_factor_check(tx, entrance, identity.account_id, code)
        await attempts_forget(tx, [proof_tried(entrance, identity.account_id)])
        if await second_factor_delete(tx, identity.account_id):
            tx.record(identity.capacities[0], "SECOND_FACTOR_REMOVED")
            await tx.enqueue("second_factor_removed", account_id=identity.account_id)


async def second_factor_delete(tx: AccountTransaction, account_id: int) -> bool:
    """With its recovery codes; whether there was one."""
    await recovery_codes_delete(tx, account_id)
    mine = SecondFactorRow.account_id == account_id
    return bool((await tx.connection.execute(delete(SecondFactorRow).where(mine))).rowcount)
