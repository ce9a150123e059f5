"""Limits: pauses that grow, then a lock; and what is said of them."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.limits import OF_A_PASSWORD, OF_AN_ADDRESS, Limit, Tally, blocked, one_less, one_more, too_often

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
NONE = Tally(0, NOON, None)


def after(failures: int, limit: Limit = OF_A_PASSWORD) -> Tally:
    """All at once, as though nothing were ever blocked."""
    tally = NONE
    for _ in range(failures):
        tally = one_more(tally, limit, NOON)
    return tally


def test_pauses_double_and_the_tenth_failure_locks_for_a_day() -> None:
    waits = [blocked(after(failures), NOON) for failures in range(1, 12)]
    seconds = [None if until is None else (until - NOON).total_seconds() for until in waits]
    assert seconds == [None, None, None, 2, 4, 8, 16, 32, 64, 86_400, 86_400]


def test_five_failures_of_a_password_are_followed_by_over_a_minute_before_the_tenth() -> None:
    assert sum((blocked(after(n), NOON) or NOON) - NOON >= timedelta(minutes=1) for n in range(6, 11)) >= 2


@given(st.integers(0, 200), st.sampled_from([OF_A_PASSWORD, OF_AN_ADDRESS]))
def test_one_more_failure_never_shortens_the_wait(failures: int, limit: Limit) -> None:
    before, then = (blocked(after(n, limit), NOON) or NOON for n in (failures, failures + 1))
    assert then >= before


def test_what_was_blocked_may_be_tried_when_its_time_is_over_and_is_forgotten_a_day_later() -> None:
    locked = after(10)
    assert locked.blocked_until is not None
    assert blocked(locked, locked.blocked_until) is None
    assert one_more(locked, OF_A_PASSWORD, NOON + timedelta(days=1)) == Tally(
        1, NOON + timedelta(days=1), None
    )


def test_what_has_not_failed_counts_no_more() -> None:
    assert one_less(after(2)) == after(1)
    assert one_less(NONE) == NONE


@pytest.mark.parametrize(
    ("wait", "words"),
    [(0.2, "une seconde"), (1, "une seconde"), (2, "2 secondes"), (59.5, "une minute"), (60, "une minute"), (61, "2 minutes"),
     (3600, "une heure"), (3601, "2 heures"), (86_400, "24 heures")],
)  # fmt: skip
def test_the_wait_is_told_in_words(wait: float, words: str) -> None:
    until = NOON + timedelta(seconds=wait)
    refusal = too_often(until, NOON)
    assert (refusal.message, refusal.retry_at) == (f"Trop de tentatives : réessayez dans {words}.", until)
