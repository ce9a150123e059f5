"""A mail server in the process of the test: real SMTP, and what it was given is kept."""

import asyncio
import email
from email import policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session


class MailServer:
    """`mails` are those that it took. It takes none while `closed`."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.closed = False
        self._server: asyncio.Server | None = None

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802  # aiosmtpd's
        if self.closed:
            return "451 4.3.0 later"
        content: Any = envelope.content
        mail = email.message_from_bytes(content, EmailMessage, policy=policy.default)
        self.mails.append(mail)
        return "250 OK"

    async def start(self) -> None:
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: SMTP(self, loop=loop), "127.0.0.1", 0)

    async def stop(self) -> None:
        assert self._server is not None
        self._server.close()
        await self._server.wait_closed()

    async def any(self) -> bool:
        return bool(self.mails)

    @property
    def port(self) -> int:
        assert self._server is not None
        return int(self._server.sockets[0].getsockname()[1])

    def url(self, scheme: str = "smtp+plain") -> str:
        return f"{scheme}://127.0.0.1:{self.port}"


def text_of(mail: EmailMessage) -> str:
    """What it says to who reads no HTML."""
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())
