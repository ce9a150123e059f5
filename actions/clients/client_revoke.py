"""Revoke a client that is a program: its tokens are refused from now on, and it gets no other."""

from sqlalchemy import update

from actions.accounts.entrance import Entrance
from actions.clients.client_find import client_find
from actions.transaction import AccountTransaction, account_transaction
from models.accounts import CapacityRow
from models.clients import ClientRow
from runtime import clock
from runtime.actor import Actor
from runtime.roles import DOOR


async def client_revoke(entrance: Entrance, actor: Actor, *, account_id: int) -> None:
    """One that is revoked already stays so, and nothing is written."""
    async with account_transaction(entrance.database, DOOR) as tx:
        client = await client_find(tx, actor, account_id)
        if client.revoked_at is None:
            await _end(tx, account_id)
            tx.record(actor, "CLIENT_REVOKED", client_id=client.client_id)


async def _end(tx: AccountTransaction, account_id: int) -> None:
    """The capacity ends too: what reads by the database alone is told by it."""
    mine = ClientRow.account_id == account_id
    await tx.connection.execute(update(ClientRow).where(mine).values(revoked_at=clock.now()))
    capacity = update(CapacityRow).where(CapacityRow.account_id == account_id)
    await tx.connection.execute(capacity.values(valid_to=clock.today()))
