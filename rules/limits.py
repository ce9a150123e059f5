"""How often something that can be guessed may be tried: longer pauses each time, then a lock.

Of a password the CNIL asks for (délibération 2022-100): a pause of over a minute after five failures, or a
lock after ten. What is counted is a login as it was typed, whether or not there is such an account.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from rules.refusals import ErrorCode, Refusal


@dataclass(frozen=True, slots=True)
class Limit:
    """After `free` failures each further one costs a pause, twice as long as the one before; `lock_after` of
    them within `window` lock it for as long as `lock` says.
    """

    free: int
    pause: timedelta
    lock_after: int
    lock: timedelta
    window: timedelta


@dataclass(frozen=True, slots=True)
class Tally:
    """What is known of attempts on one thing. `since` is the first of those that count."""

    failures: int
    since: datetime
    blocked_until: datetime | None


DAY, HOUR = timedelta(days=1), timedelta(hours=1)
OF_A_PASSWORD = Limit(free=3, pause=timedelta(seconds=2), lock_after=10, lock=DAY, window=DAY)
"""Pauses of 2, 4, 8 … 128 seconds; then locked for a day, or until a link has set a new password."""
OF_AN_ADDRESS = Limit(free=60, pause=timedelta(seconds=1), lock_after=70, lock=HOUR, window=HOUR)
"""An office may be one address: many who mistype do not lock each other out."""
OF_AN_IDENTITY = Limit(free=5, pause=DAY, lock_after=5, lock=DAY, window=timedelta(minutes=15))
"""Five within a quarter of an hour, then none for a day: who has the letter at hand can read it."""
OF_LINKS = Limit(free=5, pause=HOUR, lock_after=5, lock=HOUR, window=HOUR)
"""Five an hour to the same reader."""
OF_INVITATIONS = Limit(free=60, pause=HOUR, lock_after=60, lock=HOUR, window=HOUR)
"""Sixty an hour by a firm, and by who invites: each is a letter to whomever they name, and the answer tells
whether the address serves a space."""

TOO_OFTEN = "Trop de tentatives : réessayez dans {wait}."
OR_BY_LINK = " Pour ne pas attendre, choisissez un nouveau mot de passe par « mot de passe oublié »."


def blocked(tally: Tally, now: datetime) -> datetime | None:
    """Until when nothing may be tried; none when it may."""
    return None if tally.blocked_until is None or tally.blocked_until <= now else tally.blocked_until


def one_more(tally: Tally, limit: Limit, now: datetime) -> Tally:
    """As though this attempt had failed: counted before it is looked at, so that many at once are too."""
    if now - tally.since >= limit.window:
        tally = Tally(0, now, None)
    failures = tally.failures + 1
    until = None
    if failures >= limit.lock_after:
        until = now + limit.lock
    elif failures > limit.free:
        until = now + limit.pause * 2 ** (failures - limit.free - 1)
    return Tally(failures, tally.since, until)


def one_less(tally: Tally) -> Tally:
    """It has not failed after all."""
    return Tally(max(0, tally.failures - 1), tally.since, None)


def too_often(until: datetime, now: datetime, *, by_link: bool = False) -> Refusal:
    message = TOO_OFTEN.format(wait=_wait(until - now)) + (OR_BY_LINK if by_link else "")
    return Refusal(ErrorCode.RATE_LIMITED, message, retry_at=until)


def _wait(wait: timedelta) -> str:
    seconds = max(1, -int(-wait.total_seconds() // 1))
    for size, one, many in ((3600, "une heure", "heures"), (60, "une minute", "minutes")):
        if seconds > size:
            return f"{-(-seconds // size)} {many}"
        if seconds == size:
            return one
    return "une seconde" if seconds == 1 else f"{seconds} secondes"
