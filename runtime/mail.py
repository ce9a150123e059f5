"""Mail leaves the house here: by SMTP, or into a folder where there is no server to give it to.

Sent by the queue and never inside a transaction (`runtime.worker`): what is undone must not have been sent.
"""

import asyncio
import mailbox
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import format_datetime, make_msgid
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from runtime import clock
from runtime.settings import Settings

OUTBOX = "outbox"
"""The maildir under the data folder, for a hub that has no mail server."""

NOBODYS = "espace@example.org"
"""Who has written what is kept in the folder: an address that belongs to nobody."""

PATIENCE = 20.0
"""Seconds for a mail server to answer."""

PORTS = {"smtps": 465, "smtp": 587, "smtp+plain": 25}


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail to one person. It never holds health data."""

    to: str
    subject: str
    text: str
    html: str
    language: str = "fr"

    def message(self, sender: str) -> EmailMessage:
        """As it is sent. The library refuses a line break in a header: nobody adds one of their own."""
        message = EmailMessage()
        message["From"] = sender
        message["To"] = self.to
        message["Subject"] = self.subject
        message["Date"] = format_datetime(clock.now())
        message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2].rstrip(">"))
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(self.text)
        message.add_alternative(self.html, subtype="html")
        message["Content-Language"] = self.language  # last: an alternative takes such headers for its text
        return message


class Post(Protocol):
    """Where mail is handed over. When `send` returns it has been taken; when it raises it has not."""

    async def send(self, mail: Mail) -> None: ...


class SmtpPost:
    """By a mail server: `smtps` is TLS from the first byte, `smtp` goes no further without STARTTLS, and
    `smtp+plain` is for a server on this machine.
    """

    def __init__(self, url: str, sender: str) -> None:
        parts = urlsplit(url)
        self._scheme = parts.scheme
        self._host = parts.hostname or "localhost"
        self._port = parts.port or PORTS[parts.scheme]
        self._user = unquote(parts.username) if parts.username else None
        self._password = unquote(parts.password) if parts.password else None
        self._sender = sender

    async def send(self, mail: Mail) -> None:
        import aiosmtplib  # noqa: PLC0415  # of who sends, not of who serves

        await aiosmtplib.send(
            mail.message(self._sender),
            hostname=self._host,
            port=self._port,
            username=self._user,
            password=self._password,
            use_tls=self._scheme == "smtps",
            start_tls=self._scheme == "smtp",
            timeout=PATIENCE,
        )


class MaildirPost:
    """Into a folder: of a demo, or of a developer's machine. `./hub outbox` shows what is there."""

    def __init__(self, folder: Path, sender: str) -> None:
        self._folder = folder
        self._sender = sender

    async def send(self, mail: Mail) -> None:
        await asyncio.to_thread(kept, self._folder, mail.message(self._sender))


def kept(folder: Path, message: EmailMessage) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    mailbox.Maildir(folder).add(message.as_bytes())


def outbox_of(settings: Settings) -> list[EmailMessage]:
    """The mail that was kept, in the order of its sending."""
    folder = settings.data_dir / OUTBOX
    if not folder.is_dir():
        return []
    read = BytesParser(EmailMessage, policy=policy.default).parsebytes
    outbox = mailbox.Maildir(folder, factory=None)
    return [read(outbox.get_bytes(key)) for key in sorted(outbox.keys(), key=_sent)]


def _sent(key: str) -> tuple[int, ...]:
    """A maildir names a mail by the second, the microsecond and the count of its process."""
    second, unique, *_ = key.split(".")
    micro, _, count = unique.removeprefix("M").partition("P")
    return int(second), int(micro), int(count.partition("Q")[2] or 0)


def post_of(settings: Settings) -> Post:
    """The server that the settings name, else the folder; production has a server, or does not start."""
    sender = settings.mail_from or NOBODYS
    if settings.mail_url is not None:
        return SmtpPost(settings.mail_url.get_secret_value(), sender)
    return MaildirPost(settings.data_dir / OUTBOX, sender)
