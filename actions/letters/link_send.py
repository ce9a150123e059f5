"""Send a link that sets a password. It is made now: nothing but its hash is kept, and the newest counts."""

from datetime import timedelta

from sqlalchemy import insert

from actions.accounts.secret_tokens import hash_of, new_token
from actions.letters.letter_send import Desk, letter_send, reader_of
from actions.transaction import account_transaction
from models.links import LinkRow
from rules.account_letters import link_letter
from rules.capacity_letters import CAPACITY_LINKS, capacity_link_letter
from rules.firm_letters import invitation_letter
from rules.letters import Letter
from runtime import clock
from runtime.roles import WORKER

LIFETIMES = {
    "activation_link": timedelta(hours=24),
    "beneficiary_link": timedelta(days=3),
    "guardian_link": timedelta(days=3),
    "invitation_link": timedelta(days=3),
    "password_link": timedelta(hours=1),
}
PURPOSES = {"activation_link": "ACTIVATION", "invitation_link": "INVITATION"}
"""Of the others it is to set a password, by who has shown nothing yet."""
LINKS = tuple(LIFETIMES)


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
                purpose=PURPOSES.get(name, "PASSWORD"),
                expires_at=clock.now() + LIFETIMES[name],
            )
        )
    # Behind a #, which browsers send to no server and write into no log.
    address = f"{desk.portal}/mot-de-passe#jeton={token}"
    letter = _letter(name, reader.language, reader.display_name, address, desk.contact)
    await letter_send(desk, reader.email, letter)


def _letter(name: str, language: str, reader: str, address: str, contact: str) -> Letter:
    if name == "invitation_link":
        return invitation_letter(language, reader, address, contact)
    if name in CAPACITY_LINKS:
        return capacity_link_letter(name, language, reader, address, contact)
    return link_letter(name, language, reader, address, contact)
