"""Take somebody out of a broker firm's space. They see nothing of its portfolio from then on."""

from sqlalchemy import Row, or_, select, update

from actions.accounts.entrance import Entrance
from actions.firms.firm_of import Firm, firm_of
from actions.transaction import AccountTransaction, account_transaction
from models.accounts import CapacityRow
from models.audit import NO_HOUSEHOLD
from models.broker_users import BrokerUserRow
from rules.broker_users import leaves_an_administrator
from rules.refusals import ErrorCode, Refusal, Refused
from runtime import clock
from runtime.actor import Actor, Role
from runtime.roles import DOOR

NO_SUCH = Refusal(ErrorCode.NOT_FOUND, "Cet utilisateur ne fait pas partie du cabinet.", ("id",))


async def broker_user_remove(
    entrance: Entrance, actor: Actor, *, broker_id: int, broker_user_id: int
) -> None:
    """A firm's administrators cannot take out the last of them, be it themselves; an agent can."""
    if actor.role is Role.BROKER and broker_id != actor.broker_id:
        raise Refused(NO_SUCH)
    async with account_transaction(entrance.database, DOOR) as tx:
        firm = await firm_of(tx, actor, broker_id)
        await tx.alone(f"people of broker {firm.broker_id}")
        user = await _current(tx, firm, broker_user_id)
        if user is None:
            raise Refused(NO_SUCH)
        if actor.role is Role.BROKER:
            refusal = leaves_an_administrator(user.administrator, await _administrators(tx, firm))
            if refusal is not None:
                raise Refused(refusal)
        await _end(tx, firm, user.broker_user_id, user.account_id)
        await tx.enqueue("broker_access_ended", account_id=user.account_id)
        details = {"broker_id": str(firm.broker_id), "account_id": str(user.account_id)}
        tx.record(actor, "BROKER_USER_REMOVED", NO_HOUSEHOLD, **details)


async def _current(tx: AccountTransaction, firm: Firm, broker_user_id: int) -> Row[int, int, bool] | None:
    row = BrokerUserRow
    query = select(row.broker_user_id, row.account_id, row.administrator).where(
        row.broker_id == firm.broker_id, row.broker_user_id == broker_user_id, row.ended_at.is_(None)
    )
    return (await tx.connection.execute(query)).one_or_none()


async def _administrators(tx: AccountTransaction, firm: Firm) -> int:
    """Counted when nobody else changes them: of two who take each other out, the second is refused."""
    row = BrokerUserRow
    query = select(row.broker_user_id).where(
        row.broker_id == firm.broker_id, row.administrator, row.ended_at.is_(None)
    )
    return len((await tx.connection.scalars(query)).all())


async def _end(tx: AccountTransaction, firm: Firm, broker_user_id: int, account_id: int) -> None:
    ended = update(BrokerUserRow).where(BrokerUserRow.broker_user_id == broker_user_id)
    await tx.connection.execute(ended.values(ended_at=clock.now()))
    await tx.about(account_id)
    capacity = CapacityRow
    theirs = update(capacity).where(
        capacity.account_id == account_id,
        capacity.role == Role.BROKER.value,
        capacity.broker_id == firm.broker_id,
        or_(capacity.valid_to.is_(None), capacity.valid_to > clock.today()),
    )
    await tx.connection.execute(theirs.values(valid_to=clock.today()))
