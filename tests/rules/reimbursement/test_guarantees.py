"""What each promise of a contract is worth on a line."""

from datetime import date
from decimal import Decimal
from typing import Any, get_args

import pytest

from rules.reimbursement.case import Case
from rules.reimbursement.constants import Code, NoValueYet
from rules.reimbursement.guarantees import (
    ActualCost,
    BasePercentExcluded,
    BasePercentIncluded,
    Capped,
    CentSante,
    Copay,
    CopayPlusAmount,
    FlatAmount,
    Guarantee,
    Highest,
    Kind,
    NoGuarantee,
    Participation,
    Per,
    PmssPercent,
    Together,
)
from rules.reimbursement.money import ZERO
from tests.rules.reimbursement.lines import D


def a_case(**facts: Any) -> Case:
    """A specialist of 80 € for a base of 31.50 €, 22.05 € of which social security pays, except for these facts."""
    visit: dict[str, Any] = {
        "care_date": date(2026, 3, 10),
        "spent": D("80.00"),
        "reimbursement_base": D("31.50"),
        "base": D("31.50"),
        "amo_gross": D("22.05"),
        "copay": D("9.45"),
    }
    return Case(**{**visit, **facts})


def uncovered(**facts: Any) -> Case:
    """A session of 60 € that social security does not know."""
    return a_case(spent=D("60.00"), reimbursement_base=ZERO, base=ZERO, amo_gross=ZERO, copay=ZERO, **facts)


SESSION = FlatAmount(D(40), Per.SESSION, 3)


@pytest.mark.parametrize(
    ("promise", "euros"),
    [
        (BasePercentIncluded(D(100)), "9.45"),
        (BasePercentIncluded(D(200)), "40.95"),
        (BasePercentIncluded(D(400)), "57.95"),
        (BasePercentIncluded(D(50)), "0"),
        (BasePercentExcluded(D(100)), "31.50"),
        (Copay(), "9.45"),
        (FlatAmount(D(25), Per.ACT), "25"),
        (CopayPlusAmount(D(25)), "34.45"),
        (PmssPercent(D(2), Per.DAY), "80.10"),
        (ActualCost(), "57.95"),
        (ActualCost(D(40)), "40"),
        (NoGuarantee(), "0"),
        (Highest((Copay(), FlatAmount(D(25), Per.ACT))), "25"),
        (Together((Copay(), FlatAmount(D(25), Per.ACT))), "34.45"),
        (Capped(ActualCost(), D(50)), "27.95"),
        (Capped(ActualCost(), D(20)), "0"),
    ],
    ids=str,
)
def test_a_promise_is_worth_so_much_of_a_specialist_of_80_euros(promise: Guarantee, euros: str) -> None:
    assert promise.pays(a_case()) == D(euros)


def test_a_percentage_is_rounded_to_the_cent_with_halves_up() -> None:
    assert BasePercentExcluded(D(50)).pays(a_case(reimbursement_base=D("16.13"))) == D("8.07")


def test_euros_a_session_are_paid_for_as_many_sessions_as_are_left() -> None:
    assert SESSION.pays(uncovered()) == D(40)
    assert SESSION.pays(uncovered(quantity=5)) == D(120)
    assert SESSION.pays(uncovered(quantity=5, remaining_count=1)) == D(40)
    assert SESSION.pays(uncovered(remaining_count=0)) == ZERO
    assert SESSION.pays(uncovered(remaining_count=-1)) == ZERO


def test_euros_a_year_are_paid_once_whatever_the_quantity() -> None:
    assert FlatAmount(D(300), Per.YEAR).pays(uncovered(quantity=4)) == D(300)
    assert FlatAmount(D(300), Per.YEAR).pays(uncovered(quantity=4, remaining_allowance=D("12.34"))) == D(
        "12.34"
    )
    assert FlatAmount(D(300), Per.YEAR).pays(uncovered(remaining_allowance=ZERO)) == ZERO


def test_euros_an_equipment_are_paid_for_each() -> None:
    assert FlatAmount(D(300), Per.EQUIPMENT).pays(uncovered(quantity=2)) == D(600)


def test_an_exhausted_allowance_still_pays_the_copay() -> None:
    assert CopayPlusAmount(D(25)).pays(a_case(remaining_allowance=D(-3))) == D("9.45")
    assert CopayPlusAmount(D(25), 2).pays(a_case(remaining_count=0)) == D("9.45")


@pytest.mark.parametrize(
    ("day", "euros"),
    [(date(2024, 12, 31), "77.28"), (date(2025, 1, 1), "78.50"), (date(2026, 1, 1), "80.10")],
)
def test_a_percentage_of_the_monthly_ceiling_follows_the_year_of_care(day: date, euros: str) -> None:
    assert PmssPercent(D(2), Per.DAY).pays(uncovered(care_date=day)) == D(euros)


def test_two_percent_of_the_ceiling_was_less_in_2025_than_the_80_euros_of_the_level_below() -> None:
    """Levels 4 and 5 of the private room: the promise is kept as it is written."""
    case = uncovered(care_date=date(2025, 6, 1))
    assert PmssPercent(D(2), Per.DAY).pays(case) < FlatAmount(D(80), Per.DAY).pays(case)


def test_a_year_without_a_ceiling_is_refused() -> None:
    with pytest.raises(NoValueYet):
        PmssPercent(D(2), Per.DAY).pays(uncovered(care_date=date(2022, 12, 31)))


@pytest.mark.parametrize(
    ("spent", "limit", "euros"),
    [("80.00", "80.00", "57.95"), ("80.01", "80.00", "0"), ("79.99", "80.00", "57.94"), ("80.00", None, "0")],
)
def test_100_percent_sante_is_for_acts_of_the_basket_at_or_under_their_limit_price(
    spent: str, limit: str | None, euros: str
) -> None:
    case = a_case(spent=D(spent), limit_price=None if limit is None else D(limit))
    assert CentSante().pays(case) == D(euros)


@pytest.mark.parametrize(
    ("code", "quantity", "euros"),
    [
        (Code.HEAVY_ACT_PARTICIPATION, 1, "24"),
        (Code.DAILY_HOSPITAL_CHARGE, 40, "920"),
        (Code.DAILY_HOSPITAL_CHARGE_PSYCHIATRY, 2, "34"),
        (Code.EMERGENCY_FLAT_FEE, 1, "23"),
        (Code.EMERGENCY_FLAT_FEE_REDUCED, 1, "9.96"),
    ],
)
def test_a_participation_is_paid_as_texts_set_it(code: Code, quantity: int, euros: str) -> None:
    assert Participation(code).pays(uncovered(quantity=quantity, heavy=D(24), remaining_count=0)) == D(euros)


def test_the_copay_of_a_heavy_act_is_its_participation() -> None:
    cataract = a_case(
        spent=D("271.70"),
        reimbursement_base=D("271.70"),
        base=D("271.70"),
        amo_gross=D("239.70"),
        copay=D("32.00"),
        heavy=D("32.00"),
    )
    for promise in (Participation(), Copay(), BasePercentIncluded(D(100))):
        assert promise.pays(cataract) == D(32)


def test_a_cap_is_for_each_equipment_and_counts_social_securitys_part() -> None:
    two_ears = a_case(spent=D(4000), amo_gross=D(480), quantity=2)
    assert Capped(ActualCost(), D(1700)).pays(two_ears) == D(2920)


def test_promises_combine_to_any_depth() -> None:
    level = Highest((CentSante(), Capped(Together((Copay(), FlatAmount(D(100), Per.YEAR))), D(70))))
    assert level.pays(a_case()) == D("47.95")
    assert level.pays(a_case(limit_price=D(80))) == D("57.95")


def test_nothing_combined_is_nothing() -> None:
    assert Highest(()).pays(a_case()) == ZERO
    assert Together(()).pays(a_case()) == ZERO


def test_every_kind_has_one_expression_that_is_a_value() -> None:
    assert [promise.kind for promise in get_args(Guarantee)] == list(Kind)
    assert len({BasePercentIncluded(Decimal(100)), BasePercentIncluded(Decimal(100)), Copay()}) == 2
