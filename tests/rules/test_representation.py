"""Who may have a space of their own, who can be known at its door, and how long a mandate lasts."""

from datetime import date, timedelta

import pytest

from rules.activation import are_one_person
from rules.representation import can_be_known, mandate_ends_in_time, may_have_a_space

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("born", "is_holder", "says"),
    [
        (date(2008, 3, 2), False, None),
        (date(2008, 3, 3), False, "18 ans"),
        (date(1990, 1, 1), True, "numéro d’adhérent"),
    ],
)
def test_an_adult_whom_a_contract_covers_may_have_a_space_and_the_holder_has_one(
    born: date, is_holder: bool, says: str | None
) -> None:
    refusal = may_have_a_space(born, is_holder, TODAY, "input", "beneficiaryId")
    if says is None:
        assert refusal is None
    else:
        assert refusal is not None
        assert (says in refusal.message, refusal.field) == (True, ("input", "beneficiaryId"))


def test_somebody_without_a_number_on_file_could_not_be_told_from_anybody_else() -> None:
    assert can_be_known(True) is None
    refusal = can_be_known(False, "input", "beneficiaryId")
    assert refusal is not None
    assert "numéro de sécurité sociale" in refusal.message


@pytest.mark.parametrize(
    ("ends_on", "fits"),
    [
        (TODAY, False),
        (TODAY + timedelta(days=1), True),
        (date(2046, 3, 2), True),
        (date(2046, 3, 3), False),
        (date.max, False),
    ],
)
def test_a_mandate_ends_after_today_and_within_twenty_years(ends_on: date, fits: bool) -> None:
    assert (mandate_ends_in_time(ends_on, TODAY, "input", "endsOn") is None) == fits


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (("2930875056123", date(1993, 8, 24)), True),
        (("293087505612341", date(1993, 8, 24)), True),
        (("2930875056124", date(1993, 8, 24)), False),
        (("2930875056123", date(1993, 8, 25)), False),
    ],
)
def test_two_people_are_one_by_the_whole_number_and_the_birthday(other: tuple[str, date], same: bool) -> None:
    assert are_one_person(("2930875056123", date(1993, 8, 24)), other) is same


def test_two_of_whom_no_number_is_known_are_not_taken_for_one() -> None:
    nobody = ("?" * 13, date(1, 1, 1))
    assert not are_one_person(nobody, nobody)
