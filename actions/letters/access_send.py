"""Tell somebody as whom or for whom their account may act now, or no longer: for a firm, for a person."""

from actions.letters.letter_send import Desk, letter_send, reader_of
from actions.transaction import account_transaction
from rules.capacity_letters import CAPACITIES, capacity_letter
from rules.firm_letters import ACCESSES, access_letter
from runtime.roles import WORKER

LETTERS = {**dict.fromkeys(ACCESSES, access_letter), **dict.fromkeys(CAPACITIES, capacity_letter)}


async def access_send(desk: Desk, name: str, *, account_id: int) -> None:
    async with account_transaction(desk.database, WORKER, account_id) as tx:
        reader = await reader_of(tx, account_id)
    if reader is not None and reader.email is not None:
        letter = LETTERS[name](name, reader.language, reader.display_name, desk.portal, desk.contact)
        await letter_send(desk, reader.email, letter)
