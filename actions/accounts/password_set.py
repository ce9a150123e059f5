"""Set a password by a link, and sign in. Who opens an account for the first time shows who they are.

The link of `passwordForgotten` goes to whatever address is on file. Of an account in use its bearer knows the
address. For one that was never activated it may be a stranger's, written down by mistake: so that asks again.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Row, select

from actions.accounts.attempt_count import attempts_forget
from actions.accounts.attempt_or_refuse import attempt_or_refuse
from actions.accounts.entrance import Entrance, Opened, Visitor
from actions.accounts.identity_check import is_theirs
from actions.accounts.link_take import link_take
from actions.accounts.of_a_household import is_of_a_household
from actions.accounts.password_store import new_hash, password_store
from actions.accounts.second_factor_check import second_factor_check
from actions.accounts.secret_tokens import account_of
from actions.accounts.session_open import session_open
from actions.accounts.tried import account_tried, activation_tried, login_tried, proof_tried
from actions.transaction import AccountTransaction, account_transaction
from models.accounts import AccountRow
from models.links import ActivationRow
from rules.activation import can_be_the_last_8, is_open
from rules.refusals import ErrorCode, Refusal, Refused
from runtime import clock
from runtime.roles import DOOR

PURPOSES = ("ACTIVATION", "INVITATION", "PASSWORD")
"""Of these links the newest counts, whichever it is of."""

VOID = Refusal(
    ErrorCode.CODE_EXPIRED,
    "Ce lien n’est plus valable, ou a déjà servi : demandez-en un autre par « mot de passe oublié ».",
    ("input", "token"),
)
WHO = Refusal(
    ErrorCode.UNAUTHENTICATED,
    "C’est votre première connexion : indiquez aussi les 8 derniers chiffres de votre numéro de sécurité"
    " sociale sans la clé, et votre date de naissance. Si vous représentez quelqu’un, indiquez les siens.",
    ("input", "identity"),
)
NOT_YOU = Refusal(
    ErrorCode.UNAUTHENTICATED,
    "Le numéro de sécurité sociale et la date de naissance ne correspondent pas. Vérifiez les deux.",
    ("input", "identity"),
)


@dataclass(frozen=True, slots=True)
class Identified:
    """Who somebody says that they are."""

    last_8: str
    birth_date: date


@dataclass(frozen=True, slots=True)
class NewPassword:
    token: str
    password: str
    identity: Identified | None
    code: str | None


async def password_set(entrance: Entrance, visitor: Visitor, new: NewPassword) -> Opened:
    """A refusal leaves the link as it is: a password that was too weak can be followed by a better one."""
    if (account_id := account_of(new.token)) is None:
        raise Refused(VOID)
    async with account_transaction(entrance.database, DOOR, account_id) as tx:
        link = await link_take(tx, account_id, new.token, PURPOSES, VOID)
        account = await _account(tx, account_id)
        is_known = await _is_known(tx, account_id, link.purpose)
    is_first = account.password_hash is None
    if is_first and not is_known:
        await _identify(entrance, account_id, new.identity)
    hashed = await new_hash(entrance, account_id, new.password, "input", "password")
    if new.code:  # to be guessed by who reads another's mail
        await attempt_or_refuse(entrance, [proof_tried(entrance, account_id)])
    async with account_transaction(entrance.database, DOOR, account_id) as tx:
        link = await link_take(tx, account_id, new.token, PURPOSES, VOID)
        await second_factor_check(tx, entrance, account_id, new.code)
        await password_store(tx, account_id, hashed, keep_session=None, is_first=is_first)
        logins = [each for each in (account.login, account.email) if each]
        await attempts_forget(
            tx,
            [
                account_tried(entrance, account_id, account.login),
                proof_tried(entrance, account_id),
                *(login_tried(entrance, login) for login in logins),
            ],
        )
        return await session_open(tx, entrance, account_id, visitor.device)


async def _is_known(tx: AccountTransaction, account_id: int, purpose: str) -> bool:
    """Whether who has the link need not show who they are. An invitation opens a firm’s space only: where the
    account has since become somebody’s of a household, or acts for one, it asks, whenever its mail was sent.
    """
    if purpose == "INVITATION":
        return not await is_of_a_household(tx, account_id)
    return purpose == "ACTIVATION"


async def _account(tx: AccountTransaction, account_id: int) -> Row[str, str | None, str | None]:
    mine = AccountRow.account_id == account_id
    account = AccountRow.login, AccountRow.email, AccountRow.password_hash
    return (await tx.connection.execute(select(*account).where(mine))).one()


async def _identify(entrance: Entrance, account_id: int, identity: Identified | None) -> None:
    """Who has the link is not taken for the bearer of an account that nobody has opened yet."""
    if identity is None:
        raise Refused(WHO)
    if refusal := can_be_the_last_8(identity.last_8, "input", "identity", "nirLast8"):
        raise Refused(refusal)
    tried = activation_tried(entrance, f"account {account_id}")
    await attempt_or_refuse(entrance, [tried])
    async with account_transaction(entrance.database, DOOR, account_id) as tx:
        if not await is_theirs(tx, entrance, account_id, identity.last_8, identity.birth_date):
            raise Refused(NOT_YOU)
        activation = ActivationRow.account_id == account_id
        confirmed_at = await tx.connection.scalar(select(ActivationRow.confirmed_at).where(activation))
        await attempts_forget(tx, [tried])
    if confirmed_at is not None and (refusal := is_open(confirmed_at, clock.now())):
        raise Refused(refusal)
