"""Months from one day to another."""

from datetime import date

import pytest

from rules.months import age_on, anniversary, months_after


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


@pytest.mark.parametrize(
    ("day", "age"), [(date(2026, 2, 28), 21), (date(2026, 3, 1), 22), (date(2028, 2, 29), 24)]
)
def test_who_was_born_on_29_february_has_a_birthday_on_1_march(day: date, age: int) -> None:
    assert age_on(date(2004, 2, 29), day) == age
