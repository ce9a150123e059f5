"""Who may agree to a broker's seeing more, to which wording, and for how long."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.consents import decides_for_themselves, ends_in_time, names_the_wording, year_after
from rules.sharing import comes_of_age_on

DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))


@given(DAYS)
def test_an_adult_decides_for_themselves_from_the_day_they_are_one(born: date) -> None:
    of_age = comes_of_age_on(born)
    assert decides_for_themselves(born, is_holder=False, today=of_age) is None
    assert decides_for_themselves(born, is_holder=False, today=of_age - timedelta(days=1)) is not None


def test_a_holder_decides_at_any_age() -> None:
    assert decides_for_themselves(date(2012, 1, 1), is_holder=True, today=date(2026, 1, 1)) is None


@given(DAYS)
def test_it_ends_after_today_and_within_a_year(today: date) -> None:
    last = year_after(today)
    assert ends_in_time(last, today) is None
    assert ends_in_time(today + timedelta(days=1), today) is None
    assert ends_in_time(today, today) is not None
    assert ends_in_time(last + timedelta(days=1), today) is not None


def test_a_year_after_29_february_is_28_february() -> None:
    assert year_after(date(2028, 2, 29)) == date(2029, 2, 28)


@pytest.mark.parametrize("version", ["2026-1", "v1.2_b", "a" * 64])
def test_a_wording_has_a_short_plain_name(version: str) -> None:
    assert names_the_wording(version) is None


@pytest.mark.parametrize("version", ["", " ", "a" * 65, "-1", "é", "1\n", "x y", "１"])
def test_without_one_nothing_is_agreed_to(version: str) -> None:
    refusal = names_the_wording(version)
    assert refusal is not None
    assert refusal.field == ("textVersion",)
