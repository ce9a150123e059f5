"""Send a message to a telephone: the code that changes a number, or that another number has taken its place.

What it says and to whom is the same however often it is tried, and so is its key: a gateway sends it once.
"""

from datetime import datetime

from sqlalchemy import Row, select

from actions.accounts.phone_codes import BEFORE, phone_code, step_of
from actions.letters.letter_send import Desk, reader_of
from actions.transaction import account_transaction
from models.links import PhoneChangeRow
from rules.sms_texts import PHONE_CODE, PHONE_REPLACED
from runtime import clock
from runtime.roles import WORKER
from runtime.sms import Sms

Change = Row[str | None, str, datetime | None, datetime, datetime | None]
"""The numbers before and after, when the former was confirmed, when the code is over, since when it holds."""


async def phone_code_send(desk: Desk, *, account_id: int, phone_change_id: int) -> None:
    """None for a change that was confirmed meanwhile, given up, or is over."""
    language, change = await _read(desk, account_id, phone_change_id)
    if change is None or change.confirmed_at is not None or change.expires_at <= clock.now():
        return
    step = step_of(change.before, change.before_confirmed_at)
    to = change.before if step == BEFORE and change.before is not None else change.after
    code = phone_code(desk.vault, phone_change_id, step)
    await _send(
        desk, to, PHONE_CODE[language].format(code=code), f"phone-code-{phone_change_id}-{step.lower()}"
    )


async def phone_replaced_send(desk: Desk, *, account_id: int, phone_change_id: int) -> None:
    language, change = await _read(desk, account_id, phone_change_id)
    if change is not None and change.before is not None:
        text = PHONE_REPLACED[language].format(contact=desk.contact)
        await _send(desk, change.before, text, f"phone-replaced-{phone_change_id}")


async def _read(desk: Desk, account_id: int, phone_change_id: int) -> tuple[str, Change | None]:
    row = PhoneChangeRow
    async with account_transaction(desk.database, WORKER, account_id) as tx:
        reader = await reader_of(tx, account_id)
        found = await tx.connection.execute(
            select(row.before, row.after, row.before_confirmed_at, row.expires_at, row.confirmed_at).where(
                row.account_id == account_id, row.phone_change_id == phone_change_id
            )
        )
    return "fr" if reader is None else reader.language, found.one_or_none()


async def _send(desk: Desk, to: str, text: str, key: str) -> None:
    if desk.sms is None:
        raise NoGateway
    await desk.sms.send(Sms(to, text, key))


class NoGateway(Exception):
    """The gateway of the settings was taken away after a message was asked for: its job waits for another."""
