"""The sessions of an account. Read as `hub_door`, which sees those of the account that was stated."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from models.sessions import SessionRow
from runtime import clock
from runtime.actor import AccountSpeaker
from runtime.database import Database
from runtime.roles import DOOR
from runtime.tokens import Identity

MOST = 100
"""The newest; whoever has more open has nothing to look for among the others."""


@dataclass(frozen=True, slots=True)
class OpenSession:
    session_id: int
    device: str
    started_at: datetime
    used_at: datetime
    expires_at: datetime


async def session_holds(database: Database, identity: Identity) -> bool:
    """Whether the session of a token goes on; one that was given without a session ends by itself."""
    if identity.session_id is None:
        return True
    return any(
        each.session_id == identity.session_id for each in await open_sessions(database, identity.account_id)
    )


async def open_sessions(database: Database, account_id: int) -> Sequence[OpenSession]:
    """Those that are not over, the newest first."""
    row = SessionRow
    query = (
        select(row.session_id, row.device, row.started_at, row.used_at, row.expires_at)
        .where(row.account_id == account_id, row.revoked_at.is_(None), row.expires_at > clock.now())
        .order_by(row.session_id.desc())
        .limit(MOST)
    )
    async with database.reading(AccountSpeaker(DOOR, ("hub.account_id", str(account_id)))) as connection:
        return [OpenSession(*found) for found in await connection.execute(query)]
