"""The account of somebody insured, or of who acts for them, for an agent who names what they sign in with."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import or_, select

from actions.transaction import AccountTransaction
from models.accounts import AccountRow, CapacityRow
from rules.logins import can_be_a_login, normal_login
from rules.refusals import ErrorCode, Refusal, Refused
from runtime import clock
from runtime.actor import OF_THE_HOUSEHOLD, Actor, Role

HOLDERS = frozenset({Role.MEMBER})
INSURED = OF_THE_HOUSEHOLD | {Role.GUARDIAN}
FIELD = ("input", "memberNumber")
NO_SUCH = Refusal(ErrorCode.NOT_FOUND, "Aucun espace n’est prévu pour cet identifiant.", FIELD)
NOT_ONE = Refusal(
    ErrorCode.CONFLICT,
    "Cette adresse ne désigne pas un seul espace, ou n’est plus celle de l’espace qu’elle ouvre : indiquez le"
    " numéro d’adhérent, ou l’adresse e-mail actuelle.",
    FIELD,
)
NOT_AN_AGENT = Refusal(ErrorCode.FORBIDDEN, "Cette fonction n’est pas ouverte à votre profil.")


@dataclass(frozen=True, slots=True)
class MemberAccount:
    account_id: int
    email: str | None
    password_hash: str | None
    member_id: int
    """Of their household, or of the one for whom they act."""


async def account_of_member(
    tx: AccountTransaction, agent: Actor, number: str, roles: Collection[Role] = INSURED
) -> MemberAccount:
    """From here on the transaction is about this account, and sees the people of its household.

    A holder is named by the member number, the others by the address that is theirs now: an agent who names a
    login that its bearer has left may mean who has the address since.
    """
    if agent.role is not Role.AGENT:
        raise Refused(NOT_AN_AGENT)
    if refusal := can_be_a_login(number, *FIELD):
        raise Refused(refusal)
    account_id = await _account_id(tx, normal_login(number))
    await tx.about(account_id)
    account, capacity = AccountRow, CapacityRow
    found = await tx.connection.execute(
        select(account.account_id, account.email, account.password_hash, capacity.member_id)
        .join(capacity, capacity.account_id == account.account_id)
        .where(
            account.account_id == account_id,
            capacity.role.in_([role.value for role in roles]),
            or_(capacity.valid_to.is_(None), capacity.valid_to > clock.today()),
        )
        .order_by(capacity.capacity_id)
        .limit(1)
    )
    row = found.one_or_none()
    if row is None or row.member_id is None:
        raise Refused(NO_SUCH)
    await tx.state("hub.member_ids", str(row.member_id))
    return MemberAccount(row.account_id, row.email, row.password_hash, row.member_id)


async def _account_id(tx: AccountTransaction, login: str) -> int:
    """0 for nobody’s."""
    row = AccountRow
    await tx.state("hub.login", login)
    theirs = or_(row.login == login, row.email == login)
    found = (await tx.connection.execute(select(row.account_id, row.email).where(theirs))).all()
    if "@" in login and [each.email for each in found] not in ([], [login]):
        raise Refused(NOT_ONE)
    return found[0].account_id if found else 0
