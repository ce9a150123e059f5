"""How long a session lasts, and what kind of device it is on."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from rules.refusals import ErrorCode, Refusal


@dataclass(frozen=True, slots=True)
class Lifetimes:
    """`unused`: how long it can be gone on with after it was last used. `most`: when it ends in any case."""

    unused: timedelta
    most: timedelta


OF_MEMBERS = Lifetimes(timedelta(days=14), timedelta(days=90))
OF_STAFF = Lifetimes(timedelta(hours=2), timedelta(hours=12))
"""They see households that are not theirs: a working day."""


RECENT = timedelta(minutes=15)
SIGN_IN_AGAIN = Refusal(
    ErrorCode.FORBIDDEN,
    "Reconnectez-vous d’abord avec votre mot de passe : cette demande suit une connexion récente.",
)


def was_opened_recently(started_at: datetime | None, now: datetime) -> Refusal | None:
    """Whether somebody has shown just now that they know the password: a stolen token lasts for
    longer. A token of no session has none to be recent.
    """
    return None if started_at is not None and now - started_at <= RECENT else SIGN_IN_AGAIN


def usable_until(lifetimes: Lifetimes, now: datetime, ends: datetime) -> datetime:
    return min(now + lifetimes.unused, ends)


BROWSERS = (
    ("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"), ("Safari/", "Safari"),
)  # fmt: skip
SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
    ("Mac OS X", "macOS"), ("Linux", "Linux"),
)  # fmt: skip
"""What a `User-Agent` says, the telling first: most say that they are others too."""
UNKNOWN = "Appareil inconnu"


def device_of(user_agent: str) -> str:
    """The kind of browser and system, in French; nothing else of what a browser says of itself is kept."""
    browser = next((name for part, name in BROWSERS if part in user_agent), None)
    system = next((name for part, name in SYSTEMS if part in user_agent), None)
    if browser and system:
        return f"{browser} sur {system}"
    return browser or system or UNKNOWN
