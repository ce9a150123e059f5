"""The key under which a démarche is sent, and its reference."""

from datetime import UTC, date, datetime

import pytest

from rules.procedures import MOST_A_DAY, key_has_its_form, not_too_many, reference_of


@pytest.mark.parametrize("key", ["1", "a" * 100, "clé n° 1", "7f0c-…"])
def test_a_key_is_printable(key: str) -> None:
    assert key_has_its_form(key) is None


@pytest.mark.parametrize("key", ["", "a" * 101, "a\u0000", "a\nb", "\u202e1", "\ud800"])
def test_what_is_empty_too_long_or_not_printable_is_no_key(key: str) -> None:
    refusal = key_has_its_form(key)
    assert refusal is not None
    assert (refusal.code, refusal.field) == ("BAD_USER_INPUT", ("idempotencyKey",))


def test_a_reference_has_its_year_and_what_was_drawn() -> None:
    assert reference_of(date(2026, 6, 1), "7KQ3M9XD") == "DEM-2026-7KQ3-M9XD"


def test_the_last_of_a_day_is_taken_and_the_one_after_it_is_for_tomorrow() -> None:
    tomorrow = datetime(2026, 6, 1, 22, tzinfo=UTC)
    assert not_too_many(MOST_A_DAY - 1, tomorrow) is None
    refusal = not_too_many(MOST_A_DAY, tomorrow)
    assert refusal is not None
    assert (refusal.code, refusal.retry_at) == ("RATE_LIMITED", tomorrow)
