"""What is left of an allowance on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from rules.months import YEAR, anniversary, months_after
from rules.reimbursement.money import ZERO


class AllowancePeriod(StrEnum):
    """The time in which a ceiling holds, before it is given anew."""

    CIVIL_YEAR = "CIVIL_YEAR"
    CONTRACT_YEAR = "CONTRACT_YEAR"
    ROLLING = "ROLLING"


@dataclass(frozen=True, slots=True)
class Use:
    """So much was used on a day; a reversal gives it back by a negative use of the same day."""

    day: date
    used: Decimal


@dataclass(frozen=True, slots=True)
class Standing:
    """What of an allowance is used in the period of a day. `resets_on`: the first day of the next one; none
    where a rolling period has not begun.
    """

    consumed: Decimal
    resets_on: date | None


def standing(
    period: AllowancePeriod, months: int | None, contract_start: date, uses: Iterable[Use], day: date
) -> Standing:
    """On a day, of the uses up to and including it. `months` is the length of a rolling period."""
    so_far = sorted((use for use in uses if use.day <= day), key=lambda use: use.day)
    if period is AllowancePeriod.ROLLING:
        return _rolling(months or YEAR, so_far, day)
    first = date(day.year, 1, 1) if period is AllowancePeriod.CIVIL_YEAR else anniversary(contract_start, day)
    used = sum((use.used for use in so_far if use.day >= first), ZERO)
    return Standing(max(ZERO, used), _next_year(period, contract_start, first))


def counted_against(
    period: AllowancePeriod, months: int | None, contract_start: date, uses: Iterable[Use], day: date
) -> Decimal:
    """What is used already of the period that care of a day falls in, whenever in it that was.

    First processed, first served: care that comes late finds what later care has left. `standing` says how
    things were on a day, and looks no further.
    """
    known = sorted(uses, key=lambda use: use.day)
    if period is AllowancePeriod.ROLLING:
        length = months or YEAR
        begun = _rolling(length, [use for use in known if use.day <= day], day)
        last = begun.resets_on or months_after(day, length)
        later = sum((use.used for use in known if day < use.day < last), ZERO)
        return begun.consumed + max(ZERO, later)
    first = date(day.year, 1, 1) if period is AllowancePeriod.CIVIL_YEAR else anniversary(contract_start, day)
    last = _next_year(period, contract_start, first)
    return max(ZERO, sum((use.used for use in known if first <= use.day < last), ZERO))


def _next_year(period: AllowancePeriod, contract_start: date, first: date) -> date:
    if period is AllowancePeriod.CIVIL_YEAR:
        return date(first.year + 1, 1, 1)
    return months_after(contract_start, YEAR * (first.year + 1 - contract_start.year))


def _rolling(months: int, uses: list[Use], day: date) -> Standing:
    """A period begins at its first use. One whose uses were all given back never began."""
    begun: date | None = None
    used = ZERO
    for use in uses:
        if begun is not None and use.day >= months_after(begun, months):
            begun, used = None, ZERO
        if begun is None and use.used > 0:
            begun = use.day
        if begun is not None:
            used += use.used
            begun = begun if used > 0 else None
    if begun is None or day >= months_after(begun, months):
        return Standing(ZERO, None)
    return Standing(used, months_after(begun, months))
