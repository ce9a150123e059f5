"""Floors and ceilings of a responsible contract, and the level's lines that they bind."""

from datetime import date
from decimal import Decimal

import pytest

from rules.reimbursement.ceilings import ceiling_of
from rules.reimbursement.guarantees import (
    ActualCost,
    BasePercentIncluded,
    Capped,
    CentSante,
    Copay,
    NoGuarantee,
)
from rules.reimbursement.levels import Level, Promise
from rules.reimbursement.rates import CareFamily
from rules.reimbursement.responsible import (
    GLASSES_CEILINGS,
    floor,
    glasses_ceiling,
    hearing_aid_ceiling,
)
from tests.rules.reimbursement.acts import a_level, an_act, settled
from tests.rules.reimbursement.lines import D

GLASSES = {"family": "GLASSES", "care_family": CareFamily.APPLIANCE, "flat_contribution": False}


@pytest.mark.parametrize(
    ("care_family", "basket", "charge", "owed"),
    [
        (CareFamily.DOCTOR, None, None, Copay()),
        (CareFamily.MEDICINE_MAJOR, None, None, Copay()),
        (CareFamily.MEDICINE_MODERATE, None, None, NoGuarantee()),
        (CareFamily.MEDICINE_WEAK, None, None, NoGuarantee()),
        (CareFamily.THERMAL_CURE, None, None, NoGuarantee()),
        (CareFamily.NOT_COVERED, None, D(23), Capped(ActualCost(), D(23))),
        (CareFamily.DENTAL, "FULLY_COVERED", None, CentSante()),
    ],
)
def test_a_responsible_contract_owes_its_floor(
    care_family: CareFamily, basket: str | None, charge: Decimal | None, owed: object
) -> None:
    assert floor(care_family, basket, charge) == owed


def test_what_the_table_forgets_a_responsible_contract_pays_all_the_same() -> None:
    empty = a_level(NoGuarantee())
    assert settled(level=empty).amounts.complementary == D("9.00")
    assert settled(level=a_level(NoGuarantee(), responsible=False)).amounts.complementary == D(0)


@pytest.mark.parametrize("variant", [*GLASSES_CEILINGS])
def test_glasses_above_their_ceiling_are_paid_up_to_it(variant: str) -> None:
    act = an_act("0.15", variant=variant, basket="FREE", **GLASSES)
    found = settled(act, a_level(ActualCost(), "GLASSES"), spent=D("900.00")).amounts
    assert found.complementary + found.amo_gross == glasses_ceiling(variant) == GLASSES_CEILINGS[variant]
    assert "GLASSES_CEILING" in [step.rule for step in found.steps]


def test_glasses_of_class_a_and_unknown_ones_have_no_ceiling() -> None:
    level = a_level(ActualCost(), "GLASSES")
    class_a = an_act(basket="FULLY_COVERED", **GLASSES)
    assert ceiling_of(level, class_a, None, "FULLY_COVERED", date(2026, 3, 10)) is None
    assert glasses_ceiling(None) is None


def test_a_hearing_aid_is_paid_up_to_1700_euros_an_ear() -> None:
    aid = an_act("400.00", family="HEARING_AID", care_family=CareFamily.APPLIANCE, flat_contribution=False)
    found = settled(aid, a_level(ActualCost(), "HEARING_AID"), spent=D("2500.00")).amounts
    assert found.complementary + found.amo_gross == hearing_aid_ceiling(None) == D(1700)
    assert hearing_aid_ceiling("FULLY_COVERED") is None


@pytest.mark.parametrize(("promised", "paid"), [("150", "29.90"), ("220", "29.90"), ("250", "29.90")])
def test_a_doctor_who_did_not_sign_is_bound_by_what_one_who_did_is_paid(promised: str, paid: str) -> None:
    act = an_act("23.00", family="SPECIALIST")
    lines = [
        Promise(None, None, BasePercentIncluded(D(220))),
        Promise("NON_OPTAM", None, BasePercentIncluded(D(promised))),
    ]
    found = settled(act, Level(True, {"SPECIALIST": lines}), spent=D("80.00"), practitioner="NON_OPTAM")
    most = min(D(paid), D(promised) * D("0.23") - D("16.10"))
    assert found.amounts.complementary == most


def test_the_most_exact_line_of_a_level_wins() -> None:
    table = {
        "GLASSES": [
            Promise(None, "FREE", Capped(ActualCost(), D(100)), None, "SIMPLE"),
            Promise(None, "FREE", Capped(ActualCost(), D(200)), None, "COMPLEX"),
            Promise(None, None, Copay()),
        ]
    }
    level = Level(True, table)
    for variant, found in (("SIMPLE", 0), ("COMPLEX", 1), (None, 0), ("VERY_COMPLEX", 2)):
        assert level.promise(an_act(variant=variant, **GLASSES), None, "FREE") is table["GLASSES"][found]
    assert level.promise(an_act(**GLASSES), None, "FULLY_COVERED") is table["GLASSES"][2]
