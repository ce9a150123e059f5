"""Messages to telephones leave the house here: by the gateway that the settings name, or into the folder of
the mail.

Sent by the queue and never inside a transaction, as mail is (`runtime.mail`).
"""

import asyncio
import json
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from runtime import clock
from runtime.mail import OUTBOX, kept
from runtime.settings import Mode, Settings

PATIENCE = 20.0
"""Seconds for a gateway to answer."""


@dataclass(frozen=True, slots=True)
class Sms:
    """One message to one telephone. It never holds health data."""

    to: str
    """As E.164 writes it."""
    text: str
    key: str
    """The same for the same message: a gateway that is asked again sends it once."""


class SmsRefused(Exception):
    """The gateway has answered, and not that it takes the message; the text is the HTTP status alone."""


class SmsPost(Protocol):
    """Where messages are handed over. When `send` returns it was taken; when it raises perhaps not."""

    async def send(self, sms: Sms) -> None: ...


class SmsGateway:
    """By HTTP: POST of `{"to", "text"}`, with the secret as a bearer token and the key as `Idempotency-Key`.

    Any answer of 200 to 299 means that the message was taken. Redirects are not followed: the secret goes
    where the settings say, and nowhere else.
    """

    def __init__(self, url: str, secret: str) -> None:
        self._url = urlsplit(url)
        self._secret = secret

    async def send(self, sms: Sms) -> None:
        status = await asyncio.to_thread(self._post, sms)
        if not 200 <= status < 300:
            raise SmsRefused(str(status))

    def _post(self, sms: Sms) -> int:
        headers = {
            "Authorization": f"Bearer {self._secret}",
            "Content-Type": "application/json",
            "Idempotency-Key": sms.key,
        }
        path = (self._url.path or "/") + (f"?{self._url.query}" if self._url.query else "")
        connection = self._connection()
        try:
            connection.request("POST", path, json.dumps({"to": sms.to, "text": sms.text}), headers)
            return connection.getresponse().status
        finally:
            connection.close()

    def _connection(self) -> HTTPConnection:
        host, port = self._url.hostname or "", self._url.port
        if self._url.scheme == "https":
            return HTTPSConnection(host, port, timeout=PATIENCE, context=ssl.create_default_context())
        return HTTPConnection(host, port, timeout=PATIENCE)


class SmsOutbox:
    """Into the maildir of a hub that is no production: `./hub outbox` shows them among the mail."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def send(self, sms: Sms) -> None:
        message = EmailMessage()
        message["To"] = sms.to
        message["Subject"] = "SMS"
        message["Date"] = format_datetime(clock.now())
        message.set_content(f"{sms.text}\n")
        await asyncio.to_thread(kept, self._folder, message)


def sms_post_of(settings: Settings) -> SmsPost | None:
    """The gateway that the settings name; else the folder, and none in production: nothing is promised."""
    if settings.sms_url is not None and settings.sms_secret is not None:
        return SmsGateway(settings.sms_url, settings.sms_secret.get_secret_value())
    return None if settings.mode is Mode.PRODUCTION else SmsOutbox(settings.data_dir / OUTBOX)
