"""Set a password by a link, and sign in. Who opens an account for the first time shows who they are.

The link of `passwordForgotten` goes to whatever address is on file. Of an account in use its bearer knows the
address. For one that was never activated it may be a stranger's, written down by mistake: so that asks again.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Row, delete, select, update

from actions.accounts.attempt_count import attempts_forget
from actions.accounts.attempt_or_refuse import attempt_or_refuse
from actions.accounts.entrance import Entrance, Opened, Visitor
from actions.accounts.identity_check import is_theirs
from actions.accounts.password_store import new_hash, password_store
from actions.accounts.second_factor_check import second_factor_check
from actions.accounts.session_open import session_open
from actions.accounts.tried import account_tried, activation_tried, login_tried, proof_tried
from actions.transaction import AccountTransaction, account_transaction
from models.accounts import AccountRow
from models.links import ActivationRow, LinkRow
from rules.activation import can_be_the_last_8, is_open
from rules.refusals import ErrorCode, Refusal, Refused
from runtime import clock
from runtime.roles import DOOR

LONGEST, KEY_DIGITS = 200, 18
VOID = Refusal(
    ErrorCode.CODE_EXPIRED,
    "Ce lien n’est plus valable, ou a déjà servi : demandez-en un autre par « mot de passe oublié ».",
    ("input", "token"),
)
WHO = Refusal(
    ErrorCode.UNAUTHENTICATED,
    "C’est votre première connexion : indiquez aussi les 8 derniers chiffres de votre numéro de sécurité"
    " sociale"
    " sans la clé, et votre date de naissance.",
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
    account_id = _account_of(new.token)
    async with account_transaction(entrance.database, DOOR, account_id) as tx:
        link = await _link(tx, account_id, new.token)
        account = await _account(tx, account_id)
    is_first = account.password_hash is None
    if is_first and link.purpose != "ACTIVATION":
        await _identify(entrance, account_id, new.identity)
    hashed = await new_hash(entrance, account_id, new.password, "input", "password")
    if new.code:  # to be guessed by who reads another's mail
        await attempt_or_refuse(entrance, [proof_tried(entrance, account_id)])
    async with account_transaction(entrance.database, DOOR, account_id) as tx:
        link = await _link(tx, account_id, new.token)
        await second_factor_check(tx, entrance, account_id, new.code)
        used = update(LinkRow).where(LinkRow.link_id == link.link_id)
        await tx.connection.execute(used.values(used_at=clock.now()))
        await tx.connection.execute(delete(ActivationRow).where(ActivationRow.account_id == account_id))
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


Link = Row[int, str, bytes, datetime, datetime | None]


def link_hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def _account_of(token: str) -> int:
    account, _, secret = token.partition(".")
    if len(token) > LONGEST or len(account) > KEY_DIGITS or not secret.isascii():
        raise Refused(VOID)
    if not (account.isascii() and account.isdigit()):
        raise Refused(VOID)
    return int(account)


async def _link(
    tx: AccountTransaction, account_id: int, token: str
) -> Row[int, str, bytes, datetime, datetime | None]:
    """The newest link of the account, if it is this one and still good; locked, so that it is used once."""
    newest = await tx.connection.execute(
        select(LinkRow.link_id, LinkRow.purpose, LinkRow.token_hash, LinkRow.expires_at, LinkRow.used_at)
        .where(LinkRow.account_id == account_id)
        .order_by(LinkRow.link_id.desc())
        .limit(1)
        .with_for_update()
    )
    link = newest.one_or_none()
    if link is None or link.token_hash != link_hash(token):
        raise Refused(VOID)
    if link.used_at is not None or link.expires_at <= clock.now():
        raise Refused(VOID)
    return link


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
