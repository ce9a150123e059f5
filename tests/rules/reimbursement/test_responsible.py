"""The ceiling for doctors who did not sign the OPTAM."""

from decimal import Decimal

import pytest
from hypothesis import given

from rules.reimbursement.responsible import non_optam_ceiling
from tests.rules.reimbursement.lines import D, percents

GRID = [("100", "100"), ("125", "105"), ("150", "130"), ("200", "180"), ("250", "200")]


@pytest.mark.parametrize(
    ("optam", "ceiling"), [*GRID, ("220", "200"), ("219", "199"), ("120", "100"), ("0", "100")]
)
def test_the_ceiling_is_twenty_points_under_the_optam_and_at_most_twice_the_base(
    optam: str, ceiling: str
) -> None:
    assert non_optam_ceiling(D(optam)) == D(ceiling)


@given(percents)
def test_the_ceiling_always_pays_the_copay_and_never_an_excess_over_the_base(optam: Decimal) -> None:
    assert D(100) <= non_optam_ceiling(optam) <= D(200)


@given(percents, percents)
def test_a_better_level_never_has_a_lower_ceiling(one: Decimal, other: Decimal) -> None:
    assert non_optam_ceiling(min(one, other)) <= non_optam_ceiling(max(one, other))
