"""What is left of an allowance on a day."""

from datetime import date
from decimal import Decimal

import pytest

from rules.allowances import AllowancePeriod, Standing, Use, standing

START = date(2020, 3, 15)


def use(year: int, month: int, day: int, used: int = 1) -> Use:
    return Use(date(year, month, day), Decimal(used))


def on(
    day: date, *uses: Use, period: str = "CIVIL_YEAR", months: int | None = None, start: date = START
) -> Standing:
    return standing(AllowancePeriod(period), months, start, uses, day)


def left(consumed: int, resets_on: date | None) -> Standing:
    return Standing(Decimal(consumed), resets_on)


def test_a_civil_year_counts_its_own_uses_up_to_the_day() -> None:
    uses = [use(2025, 12, 31, 5), use(2026, 1, 1, 20), use(2026, 6, 1, 30), use(2026, 6, 2, 40)]
    assert on(date(2026, 6, 1), *uses) == left(50, date(2027, 1, 1))
    assert on(date(2026, 12, 31), *uses) == left(90, date(2027, 1, 1))
    assert on(date(2027, 1, 1), *uses) == left(0, date(2028, 1, 1))


def test_a_contract_year_goes_from_one_anniversary_to_the_next() -> None:
    uses = [use(2026, 3, 14, 10), use(2026, 3, 15, 20)]
    assert on(date(2026, 3, 14), *uses, period="CONTRACT_YEAR") == left(10, date(2026, 3, 15))
    assert on(date(2026, 3, 15), *uses, period="CONTRACT_YEAR") == left(20, date(2027, 3, 15))


def test_a_contract_begun_on_a_leap_day_has_its_year_end_on_the_last_of_february() -> None:
    found = on(date(2026, 3, 1), period="CONTRACT_YEAR", start=date(2024, 2, 29))
    assert found.resets_on == date(2027, 2, 28)
    found = on(date(2027, 3, 1), period="CONTRACT_YEAR", start=date(2024, 2, 29))
    assert found.resets_on == date(2028, 2, 29)


def test_a_reversal_gives_back() -> None:
    assert on(date(2026, 6, 1), use(2026, 2, 1, 30), use(2026, 2, 1, -30)) == left(0, date(2027, 1, 1))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2024, 5, 9), left(0, None)),
        (date(2024, 5, 10), left(1, date(2026, 5, 10))),
        (date(2026, 5, 9), left(1, date(2026, 5, 10))),
        (date(2026, 5, 10), left(0, None)),
        (date(2026, 8, 1), left(1, date(2028, 8, 1))),
    ],
)
def test_a_rolling_period_begins_at_its_first_use(day: date, expected: Standing) -> None:
    uses = [use(2024, 5, 10), use(2026, 8, 1)]
    assert on(day, *uses, period="ROLLING", months=24) == expected


def test_a_rolling_period_whose_only_use_was_given_back_never_began() -> None:
    uses = [use(2025, 5, 10), use(2025, 5, 10, -1), use(2026, 2, 1)]
    assert on(date(2025, 6, 1), *uses, period="ROLLING", months=24) == left(0, None)
    assert on(date(2026, 3, 1), *uses, period="ROLLING", months=24) == left(1, date(2028, 2, 1))
