"""Sign in by member number or e-mail address, password and, where there is a second factor, its code."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select, update

from actions.accounts.attempt_count import (
    Counted,
    Tried,
    attempt_count,
    attempt_uncount,
    attempts_forget,
)
from actions.accounts.entrance import Entrance, Opened, Visitor
from actions.accounts.second_factor_check import ASKED_FOR, second_factor_check
from actions.accounts.session_open import session_open
from actions.accounts.tried import account_tried, address_tried, login_tried
from actions.transaction import AccountTransaction, account_transaction
from models.accounts import AccountRow
from rules.limits import one_more, too_often
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
        await attempts_forget(tx, [asked.login, asked.account])
        await attempt_uncount(tx, [asked.address])
        if renewed is not None:
            mine = AccountRow.account_id == account_id
            await tx.connection.execute(update(AccountRow).where(mine).values(password_hash=renewed))
        return await session_open(tx, entrance, account_id, visitor.device)


async def _asked(entrance: Entrance, visitor: Visitor, login: str) -> Asked:
    """The one account of a login, and the attempt counted. An address that two share is nobody's login."""
    by_login = login_tried(entrance, login)
    by_address = address_tried(entrance, visitor)
    async with account_transaction(entrance.database, DOOR) as tx:
        await tx.state("hub.login", login)
        found = await tx.connection.execute(
            select(AccountRow.account_id, AccountRow.password_hash).where(
                or_(AccountRow.login == login, AccountRow.email == login)
            )
        )
        rows = found.all()
        account_id, known = rows[0] if len(rows) == 1 else (None, None)
        account = account_tried(entrance, account_id, login)
        found_so = await attempt_count(tx, [by_login, by_address], silent=[account])
        refused = [until for each in (by_login, by_address) if (until := found_so.until(each))]
        if not refused:
            await _tell_of_a_lock(tx, found_so, account, account_id)
    if refused:
        locked = found_so.until(by_login) is not None
        raise Refused(too_often(max(refused), found_so.at, by_link=locked))
    counted = [by_login, by_address]
    if found_so.until(account):
        known = None
    else:
        counted.append(account)
    return Asked(account_id, known, by_login, by_address, account, counted)


async def _tell_of_a_lock(
    tx: AccountTransaction, found_so: Counted, account: Tried, account_id: int | None
) -> None:
    """The bearer is written to when their account locks. A letter to nobody is queued like another."""
    if found_so.until(account) is None:
        after = one_more(found_so.before[account], account.limit, found_so.at)
        if after.failures == account.limit.lock_after:
            await tx.enqueue("account_locked", account_id=account_id or 0)


async def _not_failed(entrance: Entrance, asked: Asked) -> None:
    async with account_transaction(entrance.database, DOOR) as tx:
        await attempt_uncount(tx, asked.counted)
