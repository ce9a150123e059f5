"""Sign out on this device."""

from actions.accounts.entrance import Entrance
from actions.accounts.sessions_end import sessions_end
from actions.transaction import account_transaction
from runtime.roles import DOOR
from runtime.tokens import Identity


async def sign_out(entrance: Entrance, identity: Identity) -> None:
    """End the session of the token that asks. Doing so twice is no error."""
    if identity.session_id is not None:
        async with account_transaction(entrance.database, DOOR, identity.account_id) as tx:
            await sessions_end(tx, identity.account_id, only=identity.session_id, why="SIGNED_OUT")
