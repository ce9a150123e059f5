"""Sign in by member number or e-mail address, password and, where there is a second factor, its code."""

from sqlalchemy import Row, or_, select, update

from actions.accounts.entrance import Entrance, Opened, Visitor
from actions.accounts.second_factor_check import second_factor_check
from actions.accounts.session_open import session_open
from actions.transaction import account_transaction
from models.accounts import AccountRow
from rules.logins import can_be_a_login, normal_login
from rules.passwords import as_typed, can_be_a_password
from rules.refusals import ErrorCode, Refusal, Refused
from runtime.roles import DOOR

WRONG = Refusal(
    ErrorCode.UNAUTHENTICATED,
    "Identifiant ou mot de passe incorrect. Le numéro d’adhérent est sur votre carte de tiers payant.",
)
"""For whatever is wrong: nobody learns whether there is such an account."""


async def sign_in(
    entrance: Entrance, visitor: Visitor, *, login: str, password: str, code: str | None
) -> Opened:
    """The same work is done, and the same said, for a login of nobody's as for a wrong password."""
    for refusal in (can_be_a_login(login, "login"), can_be_a_password(password, "password")):
        if refusal:
            raise Refused(refusal)
    found = await _account_of(entrance, normal_login(login))
    password = as_typed(password)
    # Outside of any transaction: it takes a tenth of a second, and its turn may be still to come.
    fits = await entrance.passwords.fits(password, None if found is None else found.password_hash)
    if found is None or not fits:
        raise Refused(WRONG)
    renewed = None
    if entrance.passwords.is_outdated(found.password_hash):
        renewed = await entrance.passwords.hashed(password)
    async with account_transaction(entrance.database, DOOR, found.account_id) as tx:
        await second_factor_check(tx, entrance, found.account_id, code)
        if renewed is not None:
            await tx.connection.execute(
                update(AccountRow)
                .where(AccountRow.account_id == found.account_id)
                .values(password_hash=renewed)
            )
        return await session_open(tx, entrance, found.account_id, visitor.device)


async def _account_of(entrance: Entrance, login: str) -> Row[int, str | None] | None:
    """The one account of a login. An address that two share is nobody's login."""
    async with account_transaction(entrance.database, DOOR) as tx:
        await tx.state("hub.login", login)
        found = await tx.connection.execute(
            select(AccountRow.account_id, AccountRow.password_hash).where(
                or_(AccountRow.login == login, AccountRow.email == login)
            )
        )
        rows = found.all()
    return rows[0] if len(rows) == 1 else None
