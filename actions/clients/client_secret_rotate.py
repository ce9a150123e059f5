"""Give a client another secret. The one before is good for a while, so that programs can change over."""

from sqlalchemy import update

from actions.accounts.entrance import Entrance
from actions.clients.client_find import client_find
from actions.clients.client_secret import hash_of, new_secret
from actions.transaction import account_transaction
from models.clients import ClientRow
from rules.clients import CHANGEOVER
from rules.refusals import ErrorCode, Refusal, Refused
from runtime import clock
from runtime.actor import Actor
from runtime.roles import DOOR

OVER = Refusal(
    ErrorCode.CONFLICT, "Cette clé a été révoquée ou a pris fin : créez-en une autre.", ("input", "id")
)


async def client_secret_rotate(entrance: Entrance, actor: Actor, *, account_id: int, leaked: bool) -> str:
    """The new secret, which is told once. One that has `leaked`, and any before it, is good no more."""
    secret, now = new_secret(), clock.now()
    async with account_transaction(entrance.database, DOOR) as tx:
        client = await client_find(tx, actor, account_id)
        if client.revoked_at is not None or client.expires_on <= clock.today():
            raise Refused(OVER)
        former = None if leaked else client.secret_hash
        changed = {
            "secret_hash": hash_of(secret),
            "former_secret_hash": former,
            "former_until": None if former is None else now + CHANGEOVER,
        }
        mine = ClientRow.account_id == account_id
        await tx.connection.execute(update(ClientRow).where(mine).values(changed))
        tx.record(actor, "CLIENT_SECRET_ROTATED", client_id=client.client_id, leaked=str(leaked))
    return secret
