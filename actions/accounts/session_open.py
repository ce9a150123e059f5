"""Open a session for somebody who has shown who they are, or go on with one."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import insert, select

from actions.accounts.entrance import Entrance, Opened
from actions.accounts.secret_tokens import hash_of, new_token
from actions.transaction import AccountTransaction
from loaders.accounts import identity_of
from models.sessions import RefreshTokenRow, SecondFactorRow, SessionRow
from rules.refusals import ErrorCode, Refusal, Refused
from rules.sessions import OF_MEMBERS, OF_STAFF, Lifetimes, usable_until
from runtime import clock
from runtime.actor import OF_THE_HOUSEHOLD, Role
from runtime.tokens import LIFETIME, Identity

NOTHING_LEFT = Refusal(
    ErrorCode.FORBIDDEN, "Plus aucun droit n’est attaché à ce compte : écrivez-nous si c’est une erreur."
)


async def session_open(tx: AccountTransaction, entrance: Entrance, account_id: int, device: str) -> Opened:
    """The account has been stated, and whoever asks has shown that it is theirs."""
    identity = await identity_of(tx.connection, account_id)
    now = clock.now()
    ends = now + _lifetimes(identity).most
    session = {
        "account_id": account_id, "device": device, "started_at": now, "used_at": now, "expires_at": ends,
    }  # fmt: skip
    session_id = await tx.connection.scalar(
        insert(SessionRow).values(session).returning(SessionRow.session_id)
    )
    return await session_go_on(tx, entrance, replace(identity, session_id=session_id), ends)


async def session_go_on(
    tx: AccountTransaction, entrance: Entrance, identity: Identity, ends: datetime
) -> Opened:
    """The next pair of tokens of a session."""
    if not identity.capacities:
        raise Refused(NOTHING_LEFT)
    now = clock.now()
    refresh_token = new_token(identity.account_id)
    until = usable_until(_lifetimes(identity), now, ends)
    await tx.connection.execute(
        insert(RefreshTokenRow).values(
            token_hash=hash_of(refresh_token),
            session_id=identity.session_id,
            account_id=identity.account_id,
            expires_at=until,
        )
    )
    identity = replace(identity, is_to_enroll=await _is_to_enroll(tx, identity))
    return Opened(identity, entrance.tokens.sign(identity), refresh_token, now + LIFETIME, until)


async def _is_to_enroll(tx: AccountTransaction, identity: Identity) -> bool:
    """An agent without a second factor has to set one up before anything else."""
    if all(actor.role is not Role.AGENT for actor in identity.capacities):
        return False
    confirmed = select(SecondFactorRow.account_id).where(
        SecondFactorRow.account_id == identity.account_id, SecondFactorRow.confirmed_at.is_not(None)
    )
    return await tx.connection.scalar(confirmed) is None


def _lifetimes(identity: Identity) -> Lifetimes:
    return OF_MEMBERS if all(each.role in OF_THE_HOUSEHOLD for each in identity.capacities) else OF_STAFF
