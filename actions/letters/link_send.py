"""Send a link that sets a password. It is made now: nothing but its hash is kept, and the newest counts."""

from datetime import timedelta

from sqlalchemy import insert

from actions.accounts.secret_tokens import hash_of, new_token
from actions.letters.letter_send import Desk, letter_send, reader_of
from actions.transaction import account_transaction
from models.links import LinkRow
from rules.account_letters import LINKS, link_letter
from runtime import clock
from runtime.roles import WORKER

LIFETIMES = {"activation_link": timedelta(hours=24), "password_link": timedelta(hours=1)}
PURPOSES = {"activation_link": "ACTIVATION", "password_link": "PASSWORD"}

__all__ = ["LINKS", "link_send"]


async def link_send(desk: Desk, name: str, *, account_id: int) -> None:
    """Of an account that is not there, or without an address, nothing is sent and nothing made."""
    async with account_transaction(desk.database, WORKER, account_id) as tx:
        reader = await reader_of(tx, account_id)
        if reader is None or reader.email is None:
            return
        token = new_token(account_id)
        await tx.connection.execute(
            insert(LinkRow).values(
                account_id=account_id,
                token_hash=hash_of(token),
                purpose=PURPOSES[name],
                expires_at=clock.now() + LIFETIMES[name],
            )
        )
    # Behind a #, which browsers send to no server and write into no log.
    address = f"{desk.portal}/mot-de-passe#jeton={token}"
    await letter_send(
        desk, reader.email, link_letter(name, reader.language, reader.display_name, address, desk.contact)
    )
