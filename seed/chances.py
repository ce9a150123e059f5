"""Draws that `random` does not have, and days as care falls on them."""

from bisect import bisect
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import accumulate
from math import exp
from random import Random
from typing import TypeVar

T = TypeVar("T")

MONTHS = (1.12, 1.05, 1.05, 0.98, 0.93, 1.00, 0.92, 0.70, 1.06, 1.06, 1.03, 1.10)
WEEKDAYS = (1.2, 1.1, 1.05, 1.1, 1.1, 0.4, 0.05)
YEAR_END = 1.25
"""Allowances that end with the year are used up in December."""

FLU = 1.35
FLU_WEEKS = 6
ONE_DAY = timedelta(days=1)


def lot(seed: int, *what: object) -> Random:
    """The chance of one thing, and of nothing else: what is drawn for another never shifts it."""
    return Random("/".join(map(str, (seed, *what))))  # noqa: S311  # invented people, and no secret


def pick(rng: Random, weighted: Sequence[tuple[T, float]]) -> T:
    """One of several; their weights need not add up to one."""
    left = rng.random() * sum(weight for _, weight in weighted)
    for value, weight in weighted:
        left -= weight
        if left < 0:
            return value
    return weighted[-1][0]


def poisson(rng: Random, mean: float) -> int:
    """How many, where there are `mean` of them on the whole. For means of a hundred at most."""
    floor, count, product = exp(-mean), 0, rng.random()
    while product > floor:
        count += 1
        product *= rng.random()
    return count


def euros(value: float, step: int = 1) -> Decimal:
    """A price to so many cents, and never nothing."""
    return Decimal(max(step, round(value * 100 / step) * step)).scaleb(-2)


@cache
def _days(year: int, flu: bool, year_end: bool) -> tuple[float, ...]:
    """Weights of the days of a year, added up."""
    first = date(year, 1, 1)
    weights = []
    for number in range((date(year + 1, 1, 1) - first).days):
        day = first + timedelta(days=number)
        weight = MONTHS[day.month - 1] * WEEKDAYS[day.weekday()]
        if flu and number < 7 * FLU_WEEKS:
            weight *= FLU
        if year_end and day.month == 12:
            weight *= YEAR_END
        weights.append(weight)
    return tuple(accumulate(weights))


def a_care_day(rng: Random, year: int, *, flu: bool = False, year_end: bool = False) -> date:
    """A day of care in a year, by season and weekday."""
    days = _days(year, flu, year_end)
    return date(year, 1, 1) + timedelta(days=bisect(days, rng.random() * days[-1]))


def a_day(rng: Random, first: date, last: date) -> date:
    """Any day of a period, both ends included; the first where it has no days."""
    return first + timedelta(days=rng.randint(0, max(0, (last - first).days)))


def worked(day: date) -> date:
    """The day itself, or the Monday after it: nobody pays at the weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() > 4 else day


def first_of_month(day: date, months: int = 0) -> date:
    """The first day of its month, or of one so many months later."""
    place = day.year * 12 + day.month - 1 + months
    return date(place // 12, place % 12 + 1, 1)


def years_before(day: date, years: int) -> date:
    """The same day some years before; 28 February for the 29th."""
    return day.replace(year=day.year - years, day=min(day.day, 28) if day.month == 2 else day.day)
