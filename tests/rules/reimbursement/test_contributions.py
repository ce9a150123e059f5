"""Flat contributions, deductibles and the participation of heavy acts: caps, exemptions, boundary days."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.reimbursement.contributions import (
    Deductible,
    Exemption,
    contributions_in,
    contributions_of,
    flat_contribution,
    heavy_act_participation,
    is_exempt,
    is_heavy,
    is_minor_that_year,
    medical_deductible,
)
from rules.reimbursement.letters import deductibles_of
from rules.reimbursement.money import ZERO
from rules.reimbursement.rates import CareFamily
from tests.rules.reimbursement.acts import an_act
from tests.rules.reimbursement.lines import D, euros

A_DAY = date(2026, 3, 10)
days = st.dates(date(2016, 1, 1), date(2030, 12, 31))
kinds = st.sampled_from(list(Deductible))


def test_a_visit_takes_one_contribution() -> None:
    assert flat_contribution(A_DAY) == D(2)


@pytest.mark.parametrize(("day", "unit"), [(date(2024, 5, 14), "1"), (date(2024, 5, 15), "2")])
def test_a_contribution_doubled_on_15_may_2024(day: date, unit: str) -> None:
    assert flat_contribution(day) == D(unit)


@pytest.mark.parametrize("family", list(CareFamily))
def test_each_act_of_a_line_may_take_a_contribution_but_letters_of_an_analysis_take_one(
    family: CareFamily,
) -> None:
    assert contributions_of(family, 3) == (1 if family is CareFamily.BIOLOGY else 3)


@pytest.mark.parametrize(
    ("day", "taken", "number"),
    [
        (date(2024, 5, 14), "3.00", 3),
        (date(2024, 5, 15), "6.00", 3),
        (A_DAY, "1.50", 1),
        (A_DAY, "0.00", 0),
        (A_DAY, "-4.00", -2),
    ],
)
def test_euros_are_so_many_contributions(day: date, taken: str, number: int) -> None:
    assert contributions_in(D(taken), day) == number


def test_the_fifth_contribution_of_a_day_for_the_same_professional_is_nothing() -> None:
    assert [flat_contribution(A_DAY, taken_that_day=taken) for taken in range(6)] == [D(2)] * 4 + [ZERO] * 2
    assert flat_contribution(A_DAY, 7) == D(8)
    assert flat_contribution(A_DAY, 3, taken_that_day=2) == D(4)


def test_the_twenty_sixth_contribution_of_a_civil_year_is_nothing() -> None:
    taken = ZERO
    for _ in range(25):
        contribution = flat_contribution(A_DAY, taken_that_year=taken)
        assert contribution == D(2)
        taken += contribution
    assert taken == D(50)
    assert flat_contribution(A_DAY, taken_that_year=taken) == ZERO


def test_before_15_may_2024_the_fifty_first_was_nothing() -> None:
    assert flat_contribution(date(2023, 6, 1), taken_that_year=D(49)) == D(1)
    assert flat_contribution(date(2023, 6, 1), taken_that_year=D(50)) == ZERO


def test_the_last_euro_of_the_year_is_taken_alone() -> None:
    assert flat_contribution(date(2024, 9, 1), taken_that_year=D(49)) == D(1)


@given(days, st.integers(0, 9), st.integers(0, 9), euros(60))
def test_contributions_of_a_year_never_pass_fifty_euros(
    day: date, acts: int, that_day: int, taken: Decimal
) -> None:
    due = flat_contribution(day, acts, taken_that_day=that_day, taken_that_year=taken)
    assert ZERO <= due <= max(ZERO, D(50) - taken)


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        (Deductible.MEDICINE, "0.50", "1"),
        (Deductible.PARAMEDICAL, "0.50", "1"),
        (Deductible.TRANSPORT, "2", "4"),
    ],
)
def test_deductibles_doubled_on_31_march_2024(kind: Deductible, before: str, after: str) -> None:
    assert medical_deductible(kind, date(2024, 3, 30), 1, D(60)) == D(before)
    assert medical_deductible(kind, date(2024, 3, 31), 1, D(60)) == D(after)


def test_a_medicine_at_80_cents_is_not_paid_less_than_nothing() -> None:
    assert medical_deductible(Deductible.MEDICINE, A_DAY, 1, D("0.52")) == D("0.52")


def test_acts_of_auxiliaries_take_four_euros_a_day_and_trips_eight() -> None:
    assert medical_deductible(Deductible.PARAMEDICAL, A_DAY, 6, D(60)) == D(4)
    assert medical_deductible(Deductible.PARAMEDICAL, A_DAY, 1, D(60), taken_that_day=D(4)) == ZERO
    assert medical_deductible(Deductible.TRANSPORT, A_DAY, 3, D(200)) == D(8)
    assert medical_deductible(Deductible.TRANSPORT, A_DAY, 1, D(60), taken_that_day=D(8)) == ZERO


def test_letters_of_one_act_take_one_deductible_and_boxes_one_each() -> None:
    for code, taken in (("AMI", 1), ("AMO", 1), ("AMS", 4), ("PH7", 4)):
        assert deductibles_of(an_act(code=code), 4) == taken, code


def test_boxes_of_medicine_have_no_cap_of_a_day() -> None:
    assert medical_deductible(Deductible.MEDICINE, A_DAY, 12, D(60), taken_that_day=D(20)) == D(12)


def test_deductibles_of_a_civil_year_stop_at_fifty_euros_whatever_their_kind() -> None:
    for kind in Deductible:
        assert medical_deductible(kind, A_DAY, 1, D(60), taken_that_year=D("49.50")) == D("0.50")
        assert medical_deductible(kind, A_DAY, 1, D(60), taken_that_year=D(50)) == ZERO


@given(kinds, days, st.integers(0, 30), euros(200), st.tuples(euros(10), euros(60)))
def test_a_deductible_is_never_above_social_securitys_part(
    kind: Deductible, day: date, units: int, amo_part: Decimal, taken: tuple[Decimal, Decimal]
) -> None:
    that_day, that_year = taken
    due = medical_deductible(kind, day, units, amo_part, taken_that_day=that_day, taken_that_year=that_year)
    assert ZERO <= due <= min(amo_part, max(ZERO, D(50) - that_year))


@pytest.mark.parametrize(
    ("born", "day", "minor"),
    [
        (date(2008, 1, 1), date(2026, 1, 1), False),
        (date(2008, 1, 2), date(2026, 1, 1), True),
        (date(2008, 1, 2), date(2026, 12, 31), True),
        (date(2008, 1, 2), date(2027, 1, 1), False),
        (date(2008, 2, 29), date(2026, 6, 1), True),
        (date(2020, 5, 5), date(2026, 6, 1), True),
        (date(1980, 5, 5), date(2026, 6, 1), False),
    ],
)
def test_a_minor_on_1_january_is_exempt_to_the_end_of_the_year(born: date, day: date, minor: bool) -> None:
    assert is_minor_that_year(born, day) is minor
    assert is_exempt(born, day) is minor


@pytest.mark.parametrize("ground", list(Exemption))
def test_an_adult_is_exempt_on_four_grounds(ground: Exemption) -> None:
    assert is_exempt(date(1980, 5, 5), A_DAY, [ground])


@given(kinds, days, st.integers(1, 9), euros(200))
def test_whoever_is_exempt_owes_nothing(kind: Deductible, day: date, units: int, amo_part: Decimal) -> None:
    assert flat_contribution(day, units, exempt=True) == ZERO
    assert medical_deductible(kind, day, units, amo_part, exempt=True) == ZERO


@pytest.mark.parametrize(("day", "participation"), [(date(2026, 4, 21), "24"), (date(2026, 4, 22), "32")])
def test_the_participation_of_a_heavy_act_rose_on_22_april_2026(day: date, participation: str) -> None:
    assert heavy_act_participation(day, D("271.70")) == D(participation)


def test_an_act_is_heavy_from_120_euros_or_a_coefficient_of_60() -> None:
    assert is_heavy(A_DAY, D("120.00"))
    assert is_heavy(A_DAY, D("50.00"), 60)
    assert not is_heavy(A_DAY, D("119.99"), 59)


def test_other_acts_imaging_the_exempt_and_who_paid_it_already_owe_no_participation() -> None:
    assert heavy_act_participation(A_DAY, D("119.99")) == ZERO
    assert heavy_act_participation(A_DAY, D("500.00"), excluded=True) == ZERO
    assert heavy_act_participation(A_DAY, D("500.00"), exempt=True) == ZERO
    assert heavy_act_participation(A_DAY, D("500.00"), taken=True) == ZERO
