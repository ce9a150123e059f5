"""The client that an action is about, for who may do something to it."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from actions.firms.firm_of import NOT_FOR_YOU, firm_of
from actions.transaction import AccountTransaction
from models.clients import ClientRow
from rules.refusals import ErrorCode, Refusal, Refused
from runtime.actor import Actor, Role


@dataclass(frozen=True, slots=True)
class FoundClient:
    client_id: str
    broker_id: int | None
    secret_hash: bytes
    revoked_at: datetime | None
    expires_on: date


NO_SUCH = Refusal(ErrorCode.NOT_FOUND, "Cette clé n’existe pas.", ("id",))


async def client_find(tx: AccountTransaction, actor: Actor, account_id: int) -> FoundClient:
    """From here on the transaction is about it, and nobody else changes it. To an administrator there is no
    client of another firm; to an agent there is every one.
    """
    if actor.role is Role.BROKER:
        await firm_of(tx, actor, None)
    elif actor.role is not Role.AGENT:
        raise Refused(NOT_FOR_YOU)
    await tx.about(account_id)
    found = (
        await tx.connection.execute(
            select(
                ClientRow.client_id,
                ClientRow.broker_id,
                ClientRow.secret_hash,
                ClientRow.revoked_at,
                ClientRow.expires_on,
            )
            .where(ClientRow.account_id == account_id)
            .with_for_update()
        )
    ).one_or_none()
    if found is None or (actor.role is Role.BROKER and found.broker_id != actor.broker_id):
        raise Refused(NO_SUCH)
    return FoundClient(*found)
