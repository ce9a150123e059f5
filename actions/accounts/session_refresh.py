"""Go on with a session: the refresh token is used up, and the next one given."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Row, select, update

from actions.accounts.entrance import Entrance, Opened
from actions.accounts.secret_tokens import account_of, hash_of
from actions.accounts.session_open import session_go_on
from actions.accounts.sessions_end import sessions_end
from actions.transaction import AccountTransaction, account_transaction
from loaders.accounts import identity_of
from models.sessions import RefreshTokenRow, SessionRow
from rules.refusals import ErrorCode, Refusal, Refused
from runtime import clock
from runtime.roles import DOOR

OVER = Refusal(ErrorCode.UNAUTHENTICATED, "Votre session est terminée : connectez-vous à nouveau.")


async def session_refresh(entrance: Entrance, refresh_token: str) -> Opened:
    """A token that was used before has been copied: the session ends, for whoever of the two comes next."""
    if (account_id := account_of(refresh_token)) is None:
        raise Refused(OVER)
    async with account_transaction(entrance.database, DOOR, account_id) as tx:
        if (opened := await _next(tx, entrance, account_id, refresh_token)) is not None:
            return opened
    raise Refused(OVER)  # outside: that the session was ended is not to be undone


async def _next(
    tx: AccountTransaction, entrance: Entrance, account_id: int, refresh_token: str
) -> Opened | None:
    found = await _taken(tx, refresh_token)
    if found is None or found.revoked_at is not None:
        return None
    if found.used_at is not None:
        await sessions_end(tx, account_id, only=found.session_id, why="REFRESH_TOKEN_REUSED")
        return None
    now = clock.now()
    if min(found.expires_at, found.ends) <= now:
        return None
    await tx.connection.execute(
        update(RefreshTokenRow)
        .where(RefreshTokenRow.token_hash == hash_of(refresh_token))
        .values(used_at=now)
    )
    await tx.connection.execute(
        update(SessionRow).where(SessionRow.session_id == found.session_id).values(used_at=now)
    )
    identity = await identity_of(tx.connection, account_id)
    return await session_go_on(tx, entrance, replace(identity, session_id=found.session_id), found.ends)


async def _taken(
    tx: AccountTransaction, refresh_token: str
) -> Row[int, datetime | None, datetime, datetime | None, datetime] | None:
    """The token with its session, locked: of two who come with it at once the second finds it used."""
    query = (
        select(
            RefreshTokenRow.session_id,
            RefreshTokenRow.used_at,
            RefreshTokenRow.expires_at,
            SessionRow.revoked_at,
            SessionRow.expires_at.label("ends"),
        )
        .join(SessionRow, SessionRow.session_id == RefreshTokenRow.session_id)
        .where(RefreshTokenRow.token_hash == hash_of(refresh_token))
        .with_for_update()
    )
    return (await tx.connection.execute(query)).one_or_none()
