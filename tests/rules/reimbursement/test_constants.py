"""What texts set, on the days before and after each change."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from rules.reimbursement.constants import (
    CONSTANTS,
    Certainty,
    Code,
    Constant,
    NoValueYet,
    amount,
    constant,
    count,
)
from tests.rules.reimbursement.lines import D

CHANGES = [
    (Code.PMSS, "2023-12-31", "3666", "3864"),
    (Code.PMSS, "2024-12-31", "3864", "3925"),
    (Code.PMSS, "2025-12-31", "3925", "4005"),
    (Code.FLAT_CONTRIBUTION, "2024-05-14", "1", "2"),
    (Code.DEDUCTIBLE_MEDICINE, "2024-03-30", "0.50", "1"),
    (Code.DEDUCTIBLE_PARAMEDICAL, "2024-03-30", "0.50", "1"),
    (Code.DEDUCTIBLE_PARAMEDICAL_DAILY_CAP, "2024-03-30", "2", "4"),
    (Code.DEDUCTIBLE_TRANSPORT, "2024-03-30", "2", "4"),
    (Code.DEDUCTIBLE_TRANSPORT_DAILY_CAP, "2024-03-30", "4", "8"),
    (Code.DAILY_HOSPITAL_CHARGE, "2017-12-31", "18", "20"),
    (Code.DAILY_HOSPITAL_CHARGE, "2026-02-28", "20", "23"),
    (Code.DAILY_HOSPITAL_CHARGE_PSYCHIATRY, "2017-12-31", "13.50", "15"),
    (Code.DAILY_HOSPITAL_CHARGE_PSYCHIATRY, "2026-02-28", "15", "17"),
    (Code.EMERGENCY_FLAT_FEE, "2026-02-28", "19.61", "23"),
    (Code.EMERGENCY_FLAT_FEE_REDUCED, "2026-02-28", "8.49", "9.96"),
    (Code.HEAVY_ACT_PARTICIPATION, "2018-12-31", "18", "24"),
    (Code.HEAVY_ACT_PARTICIPATION, "2026-04-21", "24", "32"),
    (Code.DENTAL_RATE, "2023-10-14", "0.70", "0.60"),
    (Code.TRANSPORT_RATE, "2022-09-30", "0.65", "0.55"),
]
NEVER_CHANGED = {
    Code.FLAT_CONTRIBUTION_DAILY_COUNT: 4,
    Code.FLAT_CONTRIBUTION_YEARLY_CAP: 50,
    Code.DEDUCTIBLE_YEARLY_CAP: 50,
    Code.HEAVY_ACT_TARIFF: 120,
    Code.HEAVY_ACT_COEFFICIENT: 60,
}


@pytest.mark.parametrize(("code", "last_day", "before", "after"), CHANGES)
def test_a_constant_changes_overnight(code: Code, last_day: str, before: str, after: str) -> None:
    day = date.fromisoformat(last_day)
    assert (amount(code, day), amount(code, day + timedelta(days=1))) == (D(before), D(after))


def test_no_change_is_missing_from_the_days_above() -> None:
    tested = {(code, date.fromisoformat(day)) for code, day, _, _ in CHANGES}
    assert tested == {
        (known.code, known.valid_to) for series in CONSTANTS.values() for known in series if known.valid_to
    }


@pytest.mark.parametrize(("code", "value"), NEVER_CHANGED.items())
def test_some_constants_never_changed(code: Code, value: int) -> None:
    assert [known.value for known in CONSTANTS[code]] == [value]
    assert count(code, date(2026, 1, 1)) == value


def test_every_constant_is_known_and_the_last_of_its_values_has_no_end() -> None:
    assert set(CONSTANTS) == set(Code)
    assert {series[-1].valid_to for series in CONSTANTS.values()} == {None}


@pytest.mark.parametrize("code", list(Code))
def test_the_days_of_a_constant_leave_no_hole_and_overlap_nowhere(code: Code) -> None:
    series = CONSTANTS[code]
    for known, following in pairwise(series):
        assert known.valid_to is not None
        assert known.valid_from <= known.valid_to
        assert following.valid_from == known.valid_to + timedelta(days=1)


@pytest.mark.parametrize("known", [known for series in CONSTANTS.values() for known in series], ids=str)
def test_a_value_is_found_on_its_first_day_and_says_where_it_comes_from(known: Constant) -> None:
    assert constant(known.code, known.valid_from) is known
    assert known.source
    assert isinstance(known.certainty, Certainty)


@pytest.mark.parametrize("code", list(Code))
def test_a_day_before_the_first_value_is_refused(code: Code) -> None:
    first = CONSTANTS[code][0].valid_from
    with pytest.raises(NoValueYet) as refused:
        constant(code, first - timedelta(days=1))
    assert refused.value.first == first


def test_the_refusal_says_what_is_not_known_and_from_when_it_is() -> None:
    with pytest.raises(NoValueYet, match="PMSS is known from 2023-01-01, not on 2022-12-31"):
        amount(Code.PMSS, date(2022, 12, 31))


def test_the_day_of_the_32_euros_is_marked_as_uncertain() -> None:
    assert constant(Code.HEAVY_ACT_PARTICIPATION, date(2026, 4, 22)).certainty is Certainty.KNOWN_MEDIUM
