"""Send a letter to the address of an account; one without an address gets none."""

from dataclasses import dataclass

from sqlalchemy import Row, select

from actions.transaction import AccountTransaction
from models.accounts import AccountRow
from rules.letters import Letter
from runtime.crypto import Vault
from runtime.database import Database
from runtime.mail import Mail, Post
from runtime.sms import SmsPost


@dataclass(frozen=True, slots=True)
class Desk:
    """What a letter is written and sent with."""

    database: Database
    post: Post
    portal: str
    """The address of the member space, without a slash at its end."""
    contact: str
    """Whom somebody writes to, of whom no address is known."""
    vault: Vault
    sms: SmsPost | None = None
    """Where messages to telephones go; none where none can be sent, and none is then asked for."""


Reader = Row[str, str | None, str]
"""Name, address and language of whom a letter is for."""


async def reader_of(tx: AccountTransaction, account_id: int) -> Reader | None:
    """None for an account that is not there."""
    return (
        await tx.connection.execute(
            select(AccountRow.display_name, AccountRow.email, AccountRow.language).where(
                AccountRow.account_id == account_id
            )
        )
    ).one_or_none()


async def letter_send(desk: Desk, address: str, letter: Letter) -> None:
    await desk.post.send(Mail(address, letter.subject, letter.text, letter.html, letter.language))
