"""What signing in works with, and what comes of it."""

from dataclasses import dataclass
from datetime import datetime

from runtime.crypto import Vault
from runtime.database import Database
from runtime.passwords import Passwords
from runtime.tokens import Identity, Tokens


@dataclass(frozen=True, slots=True)
class Entrance:
    """One a process."""

    database: Database
    tokens: Tokens
    passwords: Passwords
    vault: Vault
    contact: str
    """Whom somebody writes to, of whom no e-mail address is known."""
    sends_sms: bool = False
    """Whether there is a way to a telephone: without one no code is promised."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who knocks, as far as can be seen: the address they come from, and the kind of their device."""

    address: str
    device: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A session that was opened, or gone on with. `expires_at` is the access token's."""

    identity: Identity
    access_token: str
    refresh_token: str
    expires_at: datetime
    refresh_until: datetime
