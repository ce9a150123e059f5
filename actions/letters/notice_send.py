"""Tell the bearer of an account that something was done to it: they may not have been the one who did it."""

from actions.letters.letter_send import Desk, letter_send, reader_of
from actions.transaction import account_transaction
from rules.account_notices import NOTICES, notice
from runtime.roles import WORKER

__all__ = ["NOTICES", "notice_send"]


async def notice_send(desk: Desk, name: str, *, account_id: int) -> None:
    async with account_transaction(desk.database, WORKER, account_id) as tx:
        reader = await reader_of(tx, account_id)
    if reader is not None and reader.email is not None:
        letter = notice(name, reader.language, reader.display_name, desk.portal, desk.contact)
        await letter_send(desk, reader.email, letter)
