"""Months from one day to another."""

from datetime import date

import pytest

from rules.months import anniversary, months_after


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2025, 11, 30), 1, date(2025, 12, 30)),
        (date(2025, 12, 31), 12, date(2026, 12, 31)),
        (date(2025, 12, 1), 1, date(2026, 1, 1)),
        (date(2025, 5, 5), 0, date(2025, 5, 5)),
    ],
)
def test_a_month_without_that_day_ends_on_its_last(day: date, months: int, after: date) -> None:
    assert months_after(day, months) == after


@pytest.mark.parametrize(
    ("today", "last"),
    [
        (date(2024, 2, 29), date(2024, 2, 29)),
        (date(2025, 2, 27), date(2024, 2, 29)),
        (date(2025, 2, 28), date(2025, 2, 28)),
        (date(2028, 2, 28), date(2027, 2, 28)),
        (date(2028, 2, 29), date(2028, 2, 29)),
        (date(2023, 5, 5), date(2024, 2, 29)),
    ],
)
def test_the_last_anniversary_is_never_before_the_start(today: date, last: date) -> None:
    assert anniversary(date(2024, 2, 29), today) == last
