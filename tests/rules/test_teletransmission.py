"""The link to the social security, as members are told of it."""

from datetime import date

import pytest

from rules.teletransmission import (
    ADVICE,
    CHECK_IDENTITY,
    INSTRUCTIONS,
    NOT_RETROACTIVE,
    OTHER_FUND,
    OVERLAPS,
    UNKNOWN,
    Days,
    LinkStatus,
    advice,
    gap_periods,
    rejection_in_words,
)

TODAY = date(2026, 6, 10)
START = date(2026, 1, 1)


def day(month: int, number: int) -> date:
    return date(2026, month, number)


@pytest.mark.parametrize(
    ("covered_to", "connected", "gaps"),
    [
        (None, [], [(START, TODAY)]),
        (None, [(START, None)], []),
        (None, [(day(1, 15), None)], [(START, day(1, 14))]),
        (None, [(START, day(3, 1)), (day(4, 1), None)], [(day(3, 1), day(3, 31))]),
        (None, [(day(4, 1), None), (START, day(3, 1))], [(day(3, 1), day(3, 31))]),
        (None, [(START, day(3, 1)), (day(3, 1), None)], []),
        (None, [(START, day(4, 1)), (day(2, 1), day(3, 1)), (day(5, 1), None)], [(day(4, 1), day(4, 30))]),
        (None, [(START, TODAY)], [(TODAY, TODAY)]),
        (None, [(START, day(6, 11))], []),
        (None, [(day(7, 1), None)], [(START, TODAY)]),
        (day(5, 1), [(START, day(4, 1))], [(day(4, 1), day(4, 30))]),
        (day(5, 1), [(START, None)], []),
        (day(5, 1), [(day(6, 1), None)], [(START, day(4, 30))]),
        (day(12, 1), [(START, day(6, 1))], [(day(6, 1), TODAY)]),
        (None, [(date(2025, 1, 1), day(2, 1))], [(day(2, 1), TODAY)]),
    ],
)
def test_a_gap_is_covered_days_up_to_today_without_a_link(
    covered_to: date | None,
    connected: list[tuple[date, date | None]],
    gaps: list[tuple[date, date]],
) -> None:
    assert gap_periods(START, covered_to, connected, TODAY) == [Days(*gap) for gap in gaps]


def test_a_cover_to_come_has_no_gap() -> None:
    assert gap_periods(day(7, 1), None, [], TODAY) == []
    assert gap_periods(TODAY, None, [], TODAY) == [Days(TODAY, TODAY)]


def test_every_status_has_its_instructions_and_its_advice() -> None:
    assert set(INSTRUCTIONS) == set(ADVICE) == set(LinkStatus)


def test_that_it_is_not_retroactive_is_told_where_there_is_a_gap() -> None:
    assert advice(LinkStatus.CONNECTED, has_gap=False) == []
    assert advice(LinkStatus.CONNECTED, has_gap=True) == [NOT_RETROACTIVE]


@pytest.mark.parametrize(
    ("code", "sentence"),
    [("53", OVERLAPS), ("20", CHECK_IDENTITY), ("21", OTHER_FUND), ("99", UNKNOWN), (None, None)],
)
def test_the_answer_of_the_scheme_is_put_into_words(code: str | None, sentence: str | None) -> None:
    assert rejection_in_words(code) == sentence
