"""Who has something to share with the holder."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.refusals import ErrorCode
from rules.sharing import comes_of_age_on, is_an_adult_beneficiary


@pytest.mark.parametrize(
    ("born", "of_age"),
    [
        (date(2008, 11, 25), date(2026, 11, 25)),
        (date(2008, 2, 29), date(2026, 2, 28)),
        (date(2006, 12, 31), date(2024, 12, 31)),
        (date(2002, 2, 28), date(2020, 2, 28)),
    ],
)
def test_somebody_comes_of_age_on_their_eighteenth_birthday(born: date, of_age: date) -> None:
    assert comes_of_age_on(born) == of_age


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_the_day_before_it_is_refused_and_from_that_day_on_it_is_not(born: date) -> None:
    of_age = comes_of_age_on(born)
    refusal = is_an_adult_beneficiary(born, is_holder=False, today=of_age - timedelta(days=1))
    assert refusal is not None
    assert refusal.code is ErrorCode.FORBIDDEN
    assert is_an_adult_beneficiary(born, is_holder=False, today=of_age) is None


def test_the_holder_has_nothing_to_share_with_themselves() -> None:
    refusal = is_an_adult_beneficiary(date(1980, 1, 1), is_holder=True, today=date(2026, 1, 1))
    assert refusal is not None
    assert "l’adhérent" in refusal.message
