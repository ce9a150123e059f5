"""Begin with a second factor: a new secret for an application that makes codes. It counts once confirmed."""

from dataclasses import dataclass

import pyotp
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from actions.accounts.entrance import Entrance
from actions.accounts.second_factor_check import place_of
from actions.transaction import account_transaction
from models.accounts import AccountRow
from models.sessions import SecondFactorRow
from rules.refusals import ErrorCode, Refusal, Refused
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


async def second_factor_enroll(entrance: Entrance, identity: Identity) -> Enrolled:
    """Asked again before it was confirmed, there is another secret and the first counts no more."""
    account_id = identity.account_id
    secret = pyotp.random_base32()
    sealed = entrance.vault.seal(secret, place_of(account_id))
    row = SecondFactorRow
    new = insert(row).values(account_id=account_id, secret_sealed=sealed, added_at=clock.now())
    async with account_transaction(entrance.database, DOOR, account_id) as tx:
        written = await tx.connection.execute(
            new.on_conflict_do_update(
                index_elements=[row.account_id],
                set_={"secret_sealed": sealed, "added_at": new.excluded.added_at},
                where=row.confirmed_at.is_(None),
            )
        )
        if not written.rowcount:
            raise Refused(THERE)
        login = await tx.connection.scalar(
            select(AccountRow.login).where(AccountRow.account_id == account_id)
        )
    return Enrolled(secret, pyotp.TOTP(secret).provisioning_uri(name=str(login), issuer_name=ISSUER))
