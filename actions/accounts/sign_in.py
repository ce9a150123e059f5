"""Sign in by member number or e-mail address, password and, where there is a second factor, its code."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import update

from actions.accounts.attempt_count import (
    Tried,
    attempt_count,
    attempt_uncount,
    attempts_forget,
)
from actions.accounts.entrance import Entrance, Opened, Visitor
from actions.accounts.login_find import login_find
from actions.accounts.second_factor_check import ASKED_FOR, second_factor_check
from actions.accounts.session_open import session_open
from actions.accounts.tried import account_tried, address_tried, login_tried
from actions.transaction import account_transaction
from models.accounts import AccountRow
from rules.limits import too_often
from rules.logins import can_be_a_login, normal_login
from rules.passwords import as_typed, can_be_a_password
from rules.refusals import ErrorCode, Refusal, Refused
from runtime.passwords import TooManyAtOnce
from runtime.roles import DOOR

WRONG = Refusal(
    ErrorCode.UNAUTHENTICATED,
    "Identifiant ou mot de passe incorrect. Le numéro d’adhérent est sur votre carte de tiers payant.",
)
"""For whatever is wrong: nobody learns whether there is such an account."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose login it is, if anybody's, and what this attempt is counted on.

    `known` is none for nobody, for who has no password yet, and while their account is locked under its other
    login: to say so would tell that both are theirs.
    """

    account_id: int | None
    known: str | None
    login: Tried
    address: Tried
    account: Tried
    counted: Sequence[Tried]
    """Those that have counted this attempt: what was locked has not."""


async def sign_in(
    entrance: Entrance, visitor: Visitor, *, login: str, password: str, code: str | None
) -> Opened:
    """The same work is done, and the same said, for a login of nobody's as for a wrong password."""
    for refusal in (can_be_a_login(login, "login"), can_be_a_password(password, "password")):
        if refusal:
            raise Refused(refusal)
    asked = await _asked(entrance, visitor, normal_login(login))
    try:
        # Outside of any transaction: it takes a tenth of a second, and its turn may be still to come.
        fits = await entrance.passwords.fits(as_typed(password), asked.known)
    except TooManyAtOnce:
        await _not_failed(entrance, asked)
        raise
    if not fits or asked.account_id is None or asked.known is None:
        raise Refused(WRONG)
    renewed = None
    if entrance.passwords.is_outdated(asked.known):
        renewed = await entrance.passwords.hashed(as_typed(password))
    try:
        return await _opened(entrance, visitor, asked, code, renewed)
    except Refused as refused:
        if ASKED_FOR in refused.refusals:
            await _not_failed(entrance, asked)
        raise


async def _opened(
    entrance: Entrance, visitor: Visitor, asked: Asked, code: str | None, renewed: str | None
) -> Opened:
    account_id = asked.account_id
    assert account_id is not None
    async with account_transaction(entrance.database, DOOR, account_id) as tx:
        await second_factor_check(tx, entrance, account_id, code)
        await attempts_forget(tx, [asked.login, asked.account], uncount=[asked.address])
        if renewed is not None:
            mine = AccountRow.account_id == account_id
            await tx.connection.execute(update(AccountRow).where(mine).values(password_hash=renewed))
        return await session_open(tx, entrance, account_id, visitor.device)


async def _asked(entrance: Entrance, visitor: Visitor, login: str) -> Asked:
    """The one account of a login, and the attempt counted."""
    by_login = login_tried(entrance, login)
    by_address = address_tried(entrance, visitor)
    async with account_transaction(entrance.database, DOOR) as tx:
        found = await login_find(tx, login)
        account_id, known = (None, None) if found is None else (found.account_id, found.password_hash)
        account = account_tried(entrance, account_id, login)
        counted = await attempt_count(tx, [by_login, by_address], silent=[account])
        refused = [until for each in (by_login, by_address) if (until := counted.until(each))]
        if counted.locks(account):
            # The bearer is written to. A letter to nobody is queued like another.
            await tx.enqueue("account_locked", account_id=account_id or 0)
    if refused:
        raise Refused(too_often(max(refused), counted.at, by_link=counted.until(by_login) is not None))
    if counted.until(account):
        return Asked(account_id, None, by_login, by_address, account, [by_login, by_address])
    return Asked(account_id, known, by_login, by_address, account, [by_login, by_address, account])


async def _not_failed(entrance: Entrance, asked: Asked) -> None:
    async with account_transaction(entrance.database, DOOR) as tx:
        await attempt_uncount(tx, asked.counted)
