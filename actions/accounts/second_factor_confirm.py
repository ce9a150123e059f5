"""Show that the application makes the right codes: from here on signing in asks for one."""

from sqlalchemy import select, update

from actions.accounts.entrance import Entrance
from actions.accounts.second_factor_check import WRONG_CODE, place_of, step_of
from actions.transaction import account_transaction
from models.sessions import SecondFactorRow
from rules.refusals import ErrorCode, Refusal, Refused
from runtime import clock
from runtime.roles import DOOR
from runtime.tokens import Identity

NOT_BEGUN = Refusal(
    ErrorCode.NOT_FOUND, "Commencez par ajouter une application d’authentification : aucune n’attend de code."
)


async def second_factor_confirm(entrance: Entrance, identity: Identity, *, code: str) -> None:
    row = SecondFactorRow
    async with account_transaction(entrance.database, DOOR, identity.account_id) as tx:
        mine = row.account_id == identity.account_id
        found = await tx.connection.execute(
            select(row.secret_sealed).where(mine, row.confirmed_at.is_(None)).with_for_update()
        )
        if (sealed := found.scalar_one_or_none()) is None:
            raise Refused(NOT_BEGUN)
        step = step_of(entrance.vault.unseal(sealed, place_of(identity.account_id)), code, last=0)
        if step is None:
            raise Refused(WRONG_CODE)
        await tx.connection.execute(update(row).where(mine).values(confirmed_at=clock.now(), last_step=step))
        tx.record(identity.capacities[0], "SECOND_FACTOR_ADDED")
        await tx.enqueue("second_factor_added", account_id=identity.account_id)
