"""Sign a device out: this one, or another of the same account."""

from actions.accounts.entrance import Entrance
from actions.accounts.secret_tokens import is_a_key
from actions.accounts.sessions_end import sessions_end
from actions.transaction import account_transaction
from rules.refusals import ErrorCode, Refusal, Refused
from runtime.roles import DOOR
from runtime.tokens import Identity

NO_SUCH = Refusal(ErrorCode.NOT_FOUND, "Cette session n’existe pas, ou est déjà terminée.", ("id",))


async def session_revoke(entrance: Entrance, identity: Identity, session: str) -> None:
    """The session of an id, as `viewer.sessions` gives it."""
    if not is_a_key(session):
        raise Refused(NO_SUCH)
    async with account_transaction(entrance.database, DOOR, identity.account_id) as tx:
        if not await sessions_end(tx, identity.account_id, only=int(session), why="REVOKED"):
            raise Refused(NO_SUCH)
