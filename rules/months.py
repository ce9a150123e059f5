"""Months and years from one day to another."""

import calendar
from datetime import date

YEAR = 12


def months_after(day: date, months: int) -> date:
    """The same day so many months later. Without that day in the month, its last day stands in.

    Code de procédure civile, article 641: twelve months after 29 February is 28 February.
    """
    years, month = divmod(day.month - 1 + months, YEAR)
    year = day.year + years
    last_day = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last_day))


def anniversary(start: date, today: date) -> date:
    """The last day on which a whole number of years since the start had passed; not before the start."""
    years = today.year - start.year
    if months_after(start, YEAR * years) > today:
        years -= 1
    return months_after(start, YEAR * max(0, years))


def age_on(birth_date: date, day: date) -> int:
    """Birthdays had by a day: who was born on 29 February has one on 1 March."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))
