"""Confirm a new telephone number by the codes that were sent: to the number before, then to the new one."""

from sqlalchemy import Row, select, tuple_, update

from actions.accounts.attempt_count import attempts_forget
from actions.accounts.attempt_or_refuse import attempt_or_refuse
from actions.accounts.entrance import Entrance, Visitor
from actions.accounts.phone_codes import BEFORE, phone_code, step_of
from actions.accounts.tried import address_tried, phone_code_tried
from actions.transaction import AccountTransaction, account_transaction
from loaders.own_people import own_people
from models.links import PhoneChangeRow
from models.people import PersonRow
from rules.phones import CODE_LIFETIME, is_the_code, masked_phone
from rules.refusals import ErrorCode, Refusal, Refused
from runtime import clock
from runtime.roles import DOOR
from runtime.tokens import Identity

OVER = Refusal(
    ErrorCode.CODE_EXPIRED,
    "Aucun code n’est attendu, ou il n’est plus valable : demandez à nouveau le changement de numéro.",
    ("code",),
)
WRONG = Refusal(ErrorCode.CODE_INVALID, "Ce code n’est pas le bon : reprenez celui du SMS.", ("code",))
ANOTHER = "Un second code vient d’être envoyé au nouveau numéro ({masked}) : saisissez-le à son tour."


async def phone_confirm(entrance: Entrance, identity: Identity, *, visitor: Visitor, code: str) -> str | None:
    """What is still to be done; none when the number is the new one."""
    account_id = identity.account_id
    by_code, by_address = phone_code_tried(entrance, account_id), address_tried(entrance, visitor)
    await attempt_or_refuse(entrance, [by_code, by_address])
    async with account_transaction(entrance.database, DOOR, account_id) as tx:
        change = await _waiting(tx, account_id)
        step = step_of(change.before, change.before_confirmed_at)
        if not is_the_code(phone_code(entrance.vault, change.phone_change_id, step), code):
            raise Refused(WRONG)
        await attempts_forget(tx, [by_code], uncount=[by_address])
        keys = {"account_id": account_id, "phone_change_id": change.phone_change_id}
        row, now = PhoneChangeRow, clock.now()
        this = update(row).where(row.phone_change_id == change.phone_change_id)
        if step == BEFORE:
            goes_on = {"before_confirmed_at": now, "expires_at": now + CODE_LIFETIME}
            await tx.connection.execute(this.values(goes_on))
            await tx.enqueue("phone_code", **keys)
            return ANOTHER.format(masked=masked_phone(change.after))
        await tx.connection.execute(this.values(confirmed_at=now))
        await _store(tx, account_id, change.after)
        tx.record(identity.capacities[0], "PHONE_CHANGED")
        await tx.enqueue("phone_changed", account_id=account_id)
        if change.before is not None:
            await tx.enqueue("phone_replaced", **keys)
        return None


async def _waiting(tx: AccountTransaction, account_id: int) -> Row[int, str | None, str, object]:
    """The change that waits for a code, locked: a code that is typed twice at once counts once."""
    row = PhoneChangeRow
    waits = (row.account_id == account_id, row.confirmed_at.is_(None), row.expires_at > clock.now())
    found = await tx.connection.execute(
        select(row.phone_change_id, row.before, row.after, row.before_confirmed_at)
        .where(*waits)
        .order_by(row.phone_change_id.desc())
        .limit(1)
        .with_for_update()
    )
    change = found.one_or_none()
    if change is None:
        raise Refused(OVER)
    return change


async def _store(tx: AccountTransaction, account_id: int, phone: str) -> None:
    people = await own_people(tx.connection, account_id)
    person = tuple_(PersonRow.member_id, PersonRow.person_id)
    await tx.connection.execute(update(PersonRow).where(person.in_(people)).values(phone=phone))
