"""Tell somebody that a broker firm has let them into its space, or has taken them out."""

from actions.letters.letter_send import Desk, letter_send, reader_of
from actions.transaction import account_transaction
from rules.firm_letters import ACCESSES, access_letter
from runtime.roles import WORKER

__all__ = ["ACCESSES", "firm_access_send"]


async def firm_access_send(desk: Desk, name: str, *, account_id: int) -> None:
    async with account_transaction(desk.database, WORKER, account_id) as tx:
        reader = await reader_of(tx, account_id)
    if reader is not None and reader.email is not None:
        letter = access_letter(name, reader.language, reader.display_name, desk.portal, desk.contact)
        await letter_send(desk, reader.email, letter)
