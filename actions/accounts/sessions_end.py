"""End sessions of an account. An access token that was given before ends by itself: a quarter of an hour
after it was given, at the latest.
"""

from sqlalchemy import update

from actions.transaction import AccountTransaction
from loaders.accounts import identity_of
from models.sessions import SessionRow
from runtime import clock


async def sessions_end(
    tx: AccountTransaction,
    account_id: int,
    *,
    why: str,
    only: int | None = None,
    but: int | None = None,
) -> int:
    """All of them, or the one of a key, or all but one; how many were open."""
    row = SessionRow
    ended = update(row).where(row.account_id == account_id, row.revoked_at.is_(None))
    if only is not None:
        ended = ended.where(row.session_id == only)
    if but is not None:
        ended = ended.where(row.session_id != but)
    count = (await tx.connection.execute(ended.values(revoked_at=clock.now()))).rowcount
    if count:
        identity = await identity_of(tx.connection, account_id)
        for bearer in identity.capacities[:1]:  # none, where all have ended: nobody is left to be told of
            tx.record(bearer, "SESSIONS_ENDED", why=why, count=str(count))
    return count
