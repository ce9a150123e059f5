"""Let somebody into a broker firm's space: they are sent a link to choose a password, or told of it.

Who gets to act for the firm must be who has the address: it is their login and where they are written to. One
that serves another space in any other way is refused. How many are asked about is limited.
"""

from dataclasses import dataclass

from sqlalchemy import Row, Select, func, insert, or_, select, update

from actions.accounts.account_add import account_add
from actions.accounts.attempt_count import attempt_count
from actions.accounts.attempt_or_refuse import attempt_or_refuse
from actions.accounts.entrance import Entrance
from actions.accounts.of_a_household import is_of_a_household
from actions.accounts.tried import invitation_tried, invited_tried
from actions.firms.firm_of import Firm, firm_of
from actions.transaction import AccountTransaction, account_transaction
from models.accounts import AccountRow, CapacityRow
from models.audit import NO_HOUSEHOLD
from models.broker_users import BrokerUserRow
from rules.broker_users import can_be_a_name_in_letters, has_room_for_a_user
from rules.email_addresses import can_be_an_address, normal_address
from rules.refusals import ErrorCode, Refusal, Refused
from runtime import clock
from runtime.actor import Actor, Role
from runtime.roles import DOOR

TAKEN = Refusal(
    ErrorCode.CONFLICT,
    "Cette adresse e-mail sert déjà à un autre espace : indiquez-en une autre.",
    ("input", "email"),
)


@dataclass(frozen=True, slots=True)
class Invitation:
    name: str
    email: str
    administrator: bool
    broker_id: int | None = None
    """Which firm: for agents to say."""


async def broker_user_invite(entrance: Entrance, actor: Actor, new: Invitation) -> None:
    """Who is there already stays as they are; with `administrator` they become one. Who has not chosen a
    password yet is sent another link.
    """
    if refusal := can_be_a_name_in_letters(new.name, "input", "name"):
        raise Refused(refusal)
    if refusal := can_be_an_address(new.email, "input", "email"):
        raise Refused(refusal)
    address = normal_address(new.email)
    await _limited(entrance, actor, new)
    async with account_transaction(entrance.database, DOOR) as tx:
        firm = await firm_of(tx, actor, new.broker_id)
        await tx.alone(f"login {address}")
        await tx.alone(f"people of broker {firm.broker_id}")
        account_id, is_open = await _account(tx, address, new.name.strip())
        await tx.about(account_id)
        user = await _current(tx, firm, account_id)
        if user is None:
            await _let_in(tx, firm, account_id, new, address)
            _record(tx, actor, "BROKER_USER_INVITED", firm, account_id, administrator=str(new.administrator))
        elif new.administrator and not user.administrator:
            this = BrokerUserRow.broker_user_id == user.broker_user_id
            await tx.connection.execute(update(BrokerUserRow).where(this).values(administrator=True))
            _record(tx, actor, "BROKER_ADMINISTRATOR_NAMED", firm, account_id)
        if is_open and user is None:
            await tx.enqueue("broker_access_given", account_id=account_id)
        elif not is_open:
            await _send_a_link(tx, entrance, account_id, address)


async def _limited(entrance: Entrance, actor: Actor, new: Invitation) -> None:
    """Counted for good, and also where the address is then refused."""
    async with account_transaction(entrance.database, DOOR) as tx:
        firm = await firm_of(tx, actor, new.broker_id)
    by_whom = (f"broker {firm.broker_id}", f"account {actor.account_id}")
    await attempt_or_refuse(entrance, [invitation_tried(entrance, each) for each in by_whom])


async def _account(tx: AccountTransaction, address: str, name: str) -> tuple[int, bool]:
    """Whose the address is, and whether they have a password.

    An address on file may be a stranger's, written down by mistake; a login may be one that its bearer has
    left for another address. And a link would open the space of somebody insured who never has.
    """
    row = AccountRow
    await tx.state("hub.login", address)
    found = await tx.connection.execute(
        select(row.account_id, row.password_hash, row.login, row.email).where(
            or_(row.login == address, row.email == address)
        )
    )
    accounts = found.all()
    if not accounts:
        return await account_add(tx, login=address, name=name, email=address), False
    theirs = next((each for each in accounts if each.login == each.email == address), None)
    if theirs is None:
        raise Refused(TAKEN)
    if theirs.password_hash is None and await is_of_a_household(tx, theirs.account_id):
        raise Refused(TAKEN)
    return theirs.account_id, theirs.password_hash is not None


async def _current(tx: AccountTransaction, firm: Firm, account_id: int) -> Row[int, bool] | None:
    row = BrokerUserRow
    query = select(row.broker_user_id, row.administrator).where(
        row.broker_id == firm.broker_id, row.account_id == account_id, row.ended_at.is_(None)
    )
    return (await tx.connection.execute(query)).one_or_none()


async def _let_in(tx: AccountTransaction, firm: Firm, account_id: int, new: Invitation, address: str) -> None:
    row = BrokerUserRow
    there = select(func.count()).where(row.broker_id == firm.broker_id, row.ended_at.is_(None))
    if refusal := has_room_for_a_user(await tx.connection.scalar(there) or 0):
        raise Refused(refusal)
    user = {
        "broker_id": firm.broker_id, "account_id": account_id, "name": new.name.strip(), "email": address,
        "administrator": new.administrator, "invited_at": clock.now(),
    }  # fmt: skip
    await tx.connection.execute(insert(row).inline().values(user))
    if await tx.connection.scalar(_capacity(firm, account_id)) is None:
        capacity = {
            "account_id": account_id, "role": Role.BROKER.value, "label": f"Courtier · {firm.name}",
            "broker_id": firm.broker_id,
        }  # fmt: skip
        await tx.connection.execute(insert(CapacityRow).inline().values(capacity))


def _capacity(firm: Firm, account_id: int) -> Select[int]:
    row = CapacityRow
    return select(row.capacity_id).where(
        row.account_id == account_id,
        row.role == Role.BROKER.value,
        row.broker_id == firm.broker_id,
        or_(row.valid_to.is_(None), row.valid_to > clock.today()),
    )


async def _send_a_link(tx: AccountTransaction, entrance: Entrance, account_id: int, address: str) -> None:
    """As often as links are sent to one reader; more are not, and nothing is said of it."""
    asked = invited_tried(entrance, address)
    if (await attempt_count(tx, [asked])).until(asked) is None:
        await tx.enqueue("invitation_link", account_id=account_id)


def _record(
    tx: AccountTransaction, actor: Actor, action: str, firm: Firm, account_id: int, **details: str
) -> None:
    keys = {"broker_id": str(firm.broker_id), "account_id": str(account_id)}
    tx.record(actor, action, NO_HOUSEHOLD, **keys, **details)
