"""Take the code of an account's second factor, or a recovery code in its place, once."""

import hmac

import pyotp
from sqlalchemy import select, update

from actions.accounts.entrance import Entrance
from actions.accounts.recovery_codes import recovery_code_take
from actions.transaction import AccountTransaction
from models.sessions import SecondFactorRow
from rules.refusals import ErrorCode, Refusal, Refused
from runtime import clock
from runtime.crypto import Place

STEP = 30
"""Seconds for which a code holds. The one before and the one after are taken too: clocks differ."""

ASKED_FOR = Refusal(
    ErrorCode.CODE_INVALID,
    "Saisissez le code à six chiffres de votre application d’authentification, ou un code de secours.",
    ("code",),
)
WRONG_CODE = Refusal(
    ErrorCode.CODE_INVALID,
    "Ce code n’est pas le bon, ou a déjà servi : attendez le suivant dans votre application.",
    ("code",),
)


async def second_factor_check(
    tx: AccountTransaction, entrance: Entrance, account_id: int, code: str | None
) -> None:
    """Nothing to do for an account without one; else the right code, which is not taken a second time."""
    factor = (
        await tx.connection.execute(
            select(SecondFactorRow.secret_sealed, SecondFactorRow.last_step)
            .where(SecondFactorRow.account_id == account_id, SecondFactorRow.confirmed_at.is_not(None))
            .with_for_update()
        )
    ).one_or_none()
    if factor is None:
        return
    if code is None or not code.strip():
        raise Refused(ASKED_FOR)
    secret = entrance.vault.unseal(factor.secret_sealed, place_of(account_id))
    step = step_of(secret, code, factor.last_step)
    if step is None:
        if await recovery_code_take(tx, entrance.vault, account_id, code):
            return
        raise Refused(WRONG_CODE)
    await tx.connection.execute(
        update(SecondFactorRow).where(SecondFactorRow.account_id == account_id).values(last_step=step)
    )


def step_of(secret: str, code: str, last: int) -> int | None:
    """The half minute that a code is of, if it is one of now and none was taken that is as late."""
    typed = "".join(code.split())
    if not (typed.isascii() and typed.isdigit() and len(typed) == 6):
        return None
    now = int(clock.now().timestamp()) // STEP
    codes = pyotp.TOTP(secret)
    right = [step for step in (now - 1, now, now + 1) if hmac.compare_digest(codes.generate_otp(step), typed)]
    return max((step for step in right if step > last), default=None)


def place_of(account_id: int) -> Place:
    return Place("second_factors", "secret_sealed", account_id)
