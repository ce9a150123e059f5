"""Send an activation id. It is made now, and its HMAC kept."""

from actions.accounts.activation_issue import activation_write
from actions.letters.letter_send import Desk, letter_send, reader_of
from actions.transaction import account_transaction
from rules.account_letters import activation_letter
from rules.activation import shown_id
from runtime.roles import WORKER


async def activation_send(desk: Desk, *, account_id: int) -> None:
    async with account_transaction(desk.database, WORKER, account_id) as tx:
        reader = await reader_of(tx, account_id)
        if reader is None or reader.email is None:
            return
        activation_id = await activation_write(tx, desk.vault, account_id)
    letter = activation_letter(
        reader.language, reader.display_name, shown_id(activation_id), desk.portal, desk.contact
    )
    await letter_send(desk, reader.email, letter)
