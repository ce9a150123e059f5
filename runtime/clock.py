"""The only source of the time: instants are UTC, days are days in Europe/Paris.

Rules never look at the clock: they are handed the day. A test moves the clock with `at`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")

_moved: ContextVar[datetime | None] = ContextVar("moved clock", default=None)


def now() -> datetime:
    """This instant, aware, in UTC."""
    return _moved.get() or datetime.now(UTC)


def today() -> date:
    """The day it is in France, whatever the server's own time zone."""
    instant = now()
    return _day_of_hour(instant.date(), instant.hour)


@lru_cache(100)
def _day_of_hour(day: date, hour: int) -> date:
    """Days begin on the hour, in UTC as in France; most of what is asked is asked within the same one."""
    return day_of(datetime(day.year, day.month, day.day, hour, tzinfo=UTC))


def day_of(instant: datetime) -> date:
    """The French day on which an instant falls. A naive instant has no day: it is refused."""
    if instant.tzinfo is None:
        raise ValueError("An instant without a time zone falls on no known day.")
    return instant.astimezone(PARIS).date()


def beginning_of(day: date) -> datetime:
    """The instant at which a day begins in France."""
    return datetime.combine(day, time(), PARIS).astimezone(UTC)


@contextmanager
def at(instant: datetime) -> Iterator[None]:
    """Hold the clock at an instant, in this task and those it starts."""
    if instant.tzinfo is None:
        raise ValueError("The clock is set to an aware instant.")
    token = _moved.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _moved.reset(token)
