"""Begin with a second factor: a new secret for an application that makes codes, and recovery codes for when
it is lost. Both count once a first code has confirmed them (`secondFactorConfirm`).
"""

from dataclasses import dataclass
from datetime import datetime

import pyotp
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from actions.accounts.entrance import Entrance
from actions.accounts.recovery_codes import recovery_codes_make
from actions.accounts.second_factor_check import place_of
from actions.transaction import AccountTransaction, account_transaction
from models.accounts import AccountRow
from models.sessions import SecondFactorRow, SessionRow
from rules.recovery_codes import shown_code
from rules.refusals import ErrorCode, Refusal, Refused
from rules.sessions import was_opened_recently
from runtime import clock
from runtime.roles import DOOR
from runtime.tokens import Identity

ISSUER = "Espace personnel"
THERE = Refusal(
    ErrorCode.CONFLICT, "Une application d’authentification est déjà en place : retirez-la d’abord."
)


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What the application is given: the secret in base 32, or the address that a QR code holds."""

    secret: str
    uri: str
    recovery_codes: list[str]


async def second_factor_enroll(entrance: Entrance, identity: Identity) -> Enrolled:
    """Only for who has just signed in. Asked again before it was confirmed, there is another secret and the
    first counts no more.
    """
    account_id = identity.account_id
    secret = pyotp.random_base32()
    sealed = entrance.vault.seal(secret, place_of(account_id))
    row = SecondFactorRow
    new = insert(row).values(account_id=account_id, secret_sealed=sealed, added_at=clock.now())
    async with account_transaction(entrance.database, DOOR, account_id) as tx:
        if refusal := was_opened_recently(await _started_at(tx, identity), clock.now()):
            raise Refused(refusal)
        written = await tx.connection.execute(
            new.on_conflict_do_update(
                index_elements=[row.account_id],
                set_={"secret_sealed": sealed, "added_at": new.excluded.added_at},
                where=row.confirmed_at.is_(None),
            )
        )
        if not written.rowcount:
            raise Refused(THERE)
        codes = await recovery_codes_make(tx, entrance.vault, account_id)
        login = await tx.connection.scalar(
            select(AccountRow.login).where(AccountRow.account_id == account_id)
        )
    uri = pyotp.TOTP(secret).provisioning_uri(name=str(login), issuer_name=ISSUER)
    return Enrolled(secret, uri, [shown_code(code) for code in codes])


async def _started_at(tx: AccountTransaction, identity: Identity) -> datetime | None:
    """When the session of a token was opened, with the password or by a link."""
    this = (SessionRow.account_id == identity.account_id, SessionRow.session_id == identity.session_id)
    return await tx.connection.scalar(select(SessionRow.started_at).where(*this))
