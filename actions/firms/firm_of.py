"""The broker firm that somebody administers, or that an agent names."""

from dataclasses import dataclass

from sqlalchemy import select

from actions.transaction import AccountTransaction
from models.broker_users import BrokerUserRow
from models.brokers import BrokerRow
from rules.refusals import ErrorCode, Refusal, Refused
from runtime.actor import Actor, Role

FIELD = ("input", "brokerId")
NOT_FOR_YOU = Refusal(ErrorCode.FORBIDDEN, "Cette fonction est réservée aux administrateurs du cabinet.")
NAME_ONE = Refusal(ErrorCode.BAD_USER_INPUT, "Indiquez de quel cabinet il s’agit.", FIELD)
NO_SUCH = Refusal(ErrorCode.NOT_FOUND, "Ce cabinet n’existe pas.", FIELD)


@dataclass(frozen=True, slots=True)
class Firm:
    broker_id: int
    name: str


async def firm_of(tx: AccountTransaction, actor: Actor, broker_id: int | None) -> Firm:
    """From here on the transaction sees the people and the clients of this firm.

    An administrator has one firm, and need not name it; to name another is to name none.
    """
    if actor.role not in (Role.BROKER, Role.AGENT):
        raise Refused(NOT_FOR_YOU)
    wanted = actor.broker_id if broker_id is None else broker_id
    if wanted is None:
        raise Refused(NAME_ONE)
    if actor.role is Role.BROKER and wanted != actor.broker_id:
        raise Refused(NO_SUCH)
    name = await tx.connection.scalar(select(BrokerRow.name).where(BrokerRow.broker_id == wanted))
    if name is None:
        raise Refused(NO_SUCH)
    await tx.state("hub.broker_id", str(wanted))
    if actor.role is Role.BROKER and not await _administers(tx, actor):
        raise Refused(NOT_FOR_YOU)
    return Firm(wanted, name)


async def _administers(tx: AccountTransaction, actor: Actor) -> bool:
    row = BrokerUserRow
    mine = select(row.administrator).where(
        row.broker_id == actor.broker_id, row.account_id == actor.account_id, row.ended_at.is_(None)
    )
    return bool(await tx.connection.scalar(mine))
