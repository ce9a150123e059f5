"""The account of somebody insured, or of who acts for them, for an agent who names what they sign in with."""

from dataclasses import dataclass

from sqlalchemy import select

from actions.transaction import AccountTransaction
from models.accounts import AccountRow, CapacityRow
from rules.logins import can_be_a_login, normal_login
from rules.refusals import ErrorCode, Refusal, Refused
from runtime.actor import Actor, Role

INSURED = (Role.MEMBER.value, Role.BENEFICIARY.value, Role.GUARDIAN.value)
FIELD = ("input", "memberNumber")
NO_SUCH = Refusal(ErrorCode.NOT_FOUND, "Aucun espace n’est prévu pour cet identifiant.", FIELD)
NOT_AN_AGENT = Refusal(ErrorCode.FORBIDDEN, "Cette fonction n’est pas ouverte à votre profil.")


@dataclass(frozen=True, slots=True)
class MemberAccount:
    account_id: int
    email: str | None
    password_hash: str | None
    member_id: int
    """Of their household, or of the one for whom they act."""
    person_id: int


async def account_of_member(tx: AccountTransaction, agent: Actor, number: str) -> MemberAccount:
    """From here on the transaction is about this account, and sees the people of its household.

    A holder signs in with the member number, the others with an address.
    """
    if agent.role is not Role.AGENT:
        raise Refused(NOT_AN_AGENT)
    if refusal := can_be_a_login(number, *FIELD):
        raise Refused(refusal)
    login = normal_login(number)
    await tx.state("hub.login", login)
    account_id = await tx.connection.scalar(select(AccountRow.account_id).where(AccountRow.login == login))
    await tx.about(account_id or 0)
    found = await tx.connection.execute(
        select(
            AccountRow.account_id,
            AccountRow.email,
            AccountRow.password_hash,
            CapacityRow.member_id,
            CapacityRow.person_id,
        )
        .join(CapacityRow, CapacityRow.account_id == AccountRow.account_id)
        .where(AccountRow.account_id == (account_id or 0), CapacityRow.role.in_(INSURED))
        .order_by(CapacityRow.capacity_id)
        .limit(1)
    )
    row = found.one_or_none()
    if row is None or row.member_id is None or row.person_id is None:
        raise Refused(NO_SUCH)
    await tx.state("hub.member_ids", str(row.member_id))
    return MemberAccount(row.account_id, row.email, row.password_hash, row.member_id, row.person_id)
