"""Let an account act as somebody whom a contract covers, or for them: by an agent, who names its address.

Who gets to act must be who has the address. Nobody has shown that of a new account, so whoever opens one is
asked for the number and the birthday of the person, whoever reads the mail.
"""

from datetime import date

from sqlalchemy import ColumnElement, Row, Select, and_, insert, or_, select, update

from actions.accounts.attempt_count import attempt_count
from actions.accounts.covered_person import CoveredPerson
from actions.accounts.entrance import Entrance
from actions.accounts.link_take import links_void
from actions.accounts.of_a_household import is_of_a_household
from actions.accounts.tried import space_tried
from actions.transaction import AccountTransaction
from models.accounts import AccountRow, CapacityRow
from rules.refusals import ErrorCode, Refusal
from runtime import clock
from runtime.actor import Role

TAKEN = Refusal(
    ErrorCode.CONFLICT,
    "Cette adresse e-mail sert déjà à l’espace de quelqu’un d’autre : indiquez-en une autre.",
    ("input", "email"),
)
STAFF = tuple(role.value for role in (Role.AGENT, Role.REPORTING, Role.SERVICE))

Candidate = Row[int, str, str | None, str, str | None]
"""An account: its key, whose it is, its address on file, its login, its hash if it was ever opened."""


def accounts() -> Select[int, str, str | None, str, str | None]:
    row = AccountRow
    return select(row.account_id, row.display_name, row.email, row.login, row.password_hash)


async def candidates(tx: AccountTransaction, address: str) -> list[Candidate]:
    """The accounts that have the address as login or on file, while nobody else gives it one."""
    await tx.alone(f"login {address}")
    await tx.state("hub.login", address)
    theirs = or_(AccountRow.login == address, AccountRow.email == address)
    return list((await tx.connection.execute(accounts().where(theirs))).all())


def in_force(role: Role, person: CoveredPerson) -> ColumnElement[bool]:
    row = CapacityRow
    return and_(
        row.role == role.value,
        row.member_id == person.member_id,
        row.person_id == person.person_id,
        or_(row.valid_to.is_(None), row.valid_to > clock.today()),
    )


async def invitation_taken_over(tx: AccountTransaction, account: Candidate, name: str) -> bool:
    """An invitation of a broker firm that nobody has answered gives way to what an agent has seen, who says
    whose the address is. From now on whoever opens it is asked who they are.
    """
    if account.password_hash is not None or account.login != account.email:
        return False
    if await is_of_a_household(tx, account.account_id) or await is_of_the_staff(tx, account):
        return False
    this = update(AccountRow).where(AccountRow.account_id == account.account_id)
    await tx.connection.execute(this.values(display_name=name))
    return True


async def is_of_the_staff(tx: AccountTransaction, account: Candidate) -> bool:
    row = CapacityRow
    await tx.about(account.account_id)
    staff = select(row.capacity_id).where(row.account_id == account.account_id, row.role.in_(STAFF))
    return await tx.connection.scalar(staff.limit(1)) is not None


async def capacity_give(
    tx: AccountTransaction, account_id: int, role: Role, person: CoveredPerson, ends_on: date | None = None
) -> None:
    """The household was stated, and an agent. Links under way were sent to who could do less."""
    await tx.about(account_id)
    await links_void(tx, account_id)
    label = f"Bénéficiaire · {person.number}"
    if role is Role.GUARDIAN:  # who may act for several of one household
        label = f"Mandataire · {person.number} · {person.first_name}"
    capacity = {
        "account_id": account_id,
        "role": role.value,
        "label": label,
        "member_id": person.member_id,
        "person_id": person.person_id,
        "valid_to": ends_on,
    }
    await tx.connection.execute(insert(CapacityRow).inline().values(capacity))


async def link_ask(tx: AccountTransaction, entrance: Entrance, name: str, account_id: int, to: str) -> None:
    """As often as links are sent to one reader; more are not, and nothing is said of it."""
    asked = space_tried(entrance, to)
    if (await attempt_count(tx, [asked])).until(asked) is None:
        await tx.enqueue(name, account_id=account_id)
