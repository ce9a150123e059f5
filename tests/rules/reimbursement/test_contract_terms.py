"""The partner network and a family's deductible, by examples that were computed by hand."""

from datetime import date
from typing import Any

import pytest

from rules.allowances import AllowancePeriod
from rules.reimbursement.contract_terms import follows_the_pmss
from rules.reimbursement.expressions import NotAGuarantee, guarantee_of, stored_form
from rules.reimbursement.guarantees import (
    ActualCost,
    BasePercentIncluded,
    Capped,
    FamilyDeductible,
    FlatAmount,
    Guarantee,
    Highest,
    NetworkBonus,
    Per,
    PmssPercent,
    Together,
)
from rules.reimbursement.insured import Insured
from rules.reimbursement.levels import Allowance, Level
from rules.reimbursement.rates import CareFamily
from rules.reimbursement.settling import Settled
from tests.rules.reimbursement.acts import a_level, an_act, settled, somebody
from tests.rules.reimbursement.lines import D

DAY = date(2026, 3, 10)
GLASSES = an_act(
    "0.05", family="GLASSES", care_family=CareFamily.APPLIANCE, basket="FREE", flat_contribution=False
)
"""Class B: social security pays 60 % of 0.05 €, which is 0.03 €."""
SESSION = an_act(
    "0.00",
    code="OST",
    family="ALTERNATIVE_MEDICINE",
    care_family=CareFamily.NOT_COVERED,
    flat_contribution=False,
)
BONUS = NetworkBonus(FlatAmount(D(100), Per.EQUIPMENT), FlatAmount(D(150), Per.EQUIPMENT))


def glasses(guarantee: Guarantee, **care: Any) -> Settled:
    level = a_level(guarantee, "GLASSES")
    return settled(GLASSES, level, spent=D("390.00"), practitioner=None, **care)


# 100 € outside, 150 € in the network; nothing said is outside. CAP 120 € takes off the 0.03 € of social security.
@pytest.mark.parametrize(
    ("guarantee", "in_network", "paid"),
    [
        (BONUS, None, "100.00"),
        (BONUS, False, "100.00"),
        (BONUS, True, "150.00"),
        (NetworkBonus(FlatAmount(D(100), Per.ACT), FlatAmount(D(60), Per.ACT)), True, "100.00"),
        (Together((BONUS, FlatAmount(D(20), Per.ACT))), False, "120.00"),
        (Together((BONUS, FlatAmount(D(20), Per.ACT))), True, "170.00"),
        (Highest((BONUS, FlatAmount(D(120), Per.ACT))), False, "120.00"),
        (Highest((BONUS, FlatAmount(D(120), Per.ACT))), True, "150.00"),
        (Capped(BONUS, D(120)), False, "100.00"),
        (Capped(BONUS, D(120)), True, "119.97"),
    ],
)
def test_a_professional_of_the_network_is_paid_better(
    guarantee: Guarantee, in_network: bool | None, paid: str
) -> None:
    found = glasses(guarantee, in_network=in_network)
    assert found.amounts.complementary == D(paid)
    assert found.amounts.remaining == D("390.00") - D("0.03") - D(paid)


def test_the_network_does_not_lift_a_ceiling_of_the_law() -> None:
    """800 € in the network, of which R871-2 lets 420 € be paid for simple lenses, the 0.03 € included."""
    simple = an_act(
        "0.05", family="GLASSES", care_family=CareFamily.APPLIANCE, basket="FREE", variant="SIMPLE",
        flat_contribution=False,
    )  # fmt: skip
    level = a_level(NetworkBonus(BONUS.of, FlatAmount(D(800), Per.EQUIPMENT)), "GLASSES")
    found = settled(simple, level, spent=D("900.00"), practitioner=None, in_network=True)
    assert found.amounts.complementary == D("419.97")


def test_the_network_raises_what_an_optam_doctor_is_paid_and_so_the_ceiling_of_the_others() -> None:
    """150 % in the network: a doctor who did not sign gets 130 % at most; of 30 € that is 39 − 21 = 18 €."""
    bonus = NetworkBonus(BasePercentIncluded(D(100)), BasePercentIncluded(D(150)))
    found = settled(level=a_level(bonus), spent=D("60.00"), practitioner="NON_OPTAM", in_network=True)
    assert found.amounts.complementary == D("18.00")


def family(guarantee: Guarantee, *, responsible: bool = True, **facts: Any) -> Level:
    return a_level(guarantee, "ALTERNATIVE_MEDICINE", responsible=responsible, **facts)


def session(level: Level, who: Insured, day: date = DAY, spent: str = "60.00") -> Settled:
    return settled(SESSION, level, who, day=day, spent=D(spent), practitioner=None)


FIRST_100 = FamilyDeductible(ActualCost(), D(100))


def test_a_family_bears_the_first_euros_of_a_year_and_no_more() -> None:
    """Of 100 €: 60 of the first session, 40 of the second, nothing of the third."""
    level, who = family(FIRST_100), somebody()
    found = [session(level, who).amounts for _ in range(3)]
    assert [each.complementary for each in found] == [D("0.00"), D("20.00"), D("60.00")]
    assert [each.remaining for each in found] == [D("60.00"), D("40.00"), D("0.00")]
    taken = [
        [(step.amount, step.facts) for step in each.steps if step.rule == "FAMILY_DEDUCTIBLE"]
        for each in found
    ]
    assert taken == [[(D("60.00"), ("100.00",))], [(D("40.00"), ("40.00",))], []]
    assert all(sum(step.amount for step in each.steps) == each.remaining for each in found)


def test_what_one_of_a_family_bears_the_others_need_not() -> None:
    level, one = family(FIRST_100), somebody()
    other = somebody()
    other.shared = one.shared
    assert session(level, one).amounts.complementary == D("0.00")
    assert session(level, other).amounts.complementary == D("20.00")


@pytest.mark.parametrize(
    ("period", "day", "paid"),
    [
        (AllowancePeriod.CIVIL_YEAR, date(2026, 12, 31), "60.00"),
        (AllowancePeriod.CIVIL_YEAR, date(2027, 1, 1), "0.00"),
        (AllowancePeriod.CONTRACT_YEAR, date(2027, 1, 1), "60.00"),
        (AllowancePeriod.CONTRACT_YEAR, date(2027, 2, 28), "60.00"),
        (AllowancePeriod.CONTRACT_YEAR, date(2027, 3, 1), "0.00"),
    ],
)
def test_it_begins_anew_with_the_year(period: AllowancePeriod, day: date, paid: str) -> None:
    """60 € of 60 are borne in March 2026; a year of the contract begins on 1 March."""
    who = somebody(since=date(2020, 3, 1))
    level = family(FamilyDeductible(ActualCost(), D(60), period))
    session(level, who)
    assert session(level, who, day).amounts.complementary == D(paid)


def test_a_responsible_contract_pays_the_copay_all_the_same() -> None:
    """200 % of 30 € at 70 €: 60 − 21 = 39 €. The copay of 9 € is owed (R871-2); 30 € are borne, 70 are left."""
    who, level = somebody(), a_level(FamilyDeductible(BasePercentIncluded(D(200)), D(100)))
    first = settled(level=level, who=who, spent=D("70.00"), practitioner="OPTAM")
    assert first.amounts.complementary == D("9.00")
    assert [(use.code, use.used) for use in first.uses] == [("FAMILY_DEDUCTIBLE", D("30.00"))]
    free = a_level(FamilyDeductible(BasePercentIncluded(D(200)), D(100)), responsible=False)
    assert settled(level=free, spent=D("70.00"), practitioner="OPTAM").amounts.complementary == D("0.00")


def test_only_what_would_have_been_paid_is_borne() -> None:
    """A flat 60 € of a session at 40 €: 40 € are borne, and 60 are left for the next."""
    who = somebody()
    level = family(FamilyDeductible(FlatAmount(D(60), Per.SESSION), D(100)))
    found = session(level, who, spent="40.00")
    assert found.amounts.complementary == D("0.00")
    assert [use.used for use in found.uses] == [D("40.00")]


def test_an_allowance_is_used_by_what_is_paid_after_it() -> None:
    """Three sessions of 35 €, the family bears 50: nothing of the first, 20 of the second, and both of its uses."""
    sessions = Allowance("OST", "COUNT", D(3), "CIVIL_YEAR", None, "BENEFICIARY")
    level = family(FamilyDeductible(FlatAmount(D(35), Per.SESSION, 3), D(50)), allowance=sessions)
    who = somebody()
    found = [session(level, who) for _ in range(2)]
    assert [each.amounts.complementary for each in found] == [D("0.00"), D("20.00")]
    assert [[(use.code, use.used) for use in each.uses] for each in found] == [
        [("FAMILY_DEDUCTIBLE", D("35.00"))], [("OST", D(1)), ("FAMILY_DEDUCTIBLE", D("15.00"))],
    ]  # fmt: skip


def test_a_family_bears_what_the_network_pays_better_too() -> None:
    """150 € in the network, 100 are borne: 50 €; outside 100 € are promised, and nothing is left of them."""
    level = a_level(FamilyDeductible(BONUS, D(100)), "GLASSES")
    for in_network, paid in ((True, "50.00"), (False, "0.02")):
        found = settled(GLASSES, level, spent=D("390.00"), practitioner=None, in_network=in_network)
        assert found.amounts.complementary == D(paid), "the copay of 0.02 € is owed"


STORED: list[dict[str, Any]] = [
    {
        "kind": "NETWORK_BONUS", "of": {"kind": "TM"},
        "in_network": {"kind": "EUR", "euros": "150.00", "per": "EQUIPMENT"},
    },
    {
        "kind": "FAMILY_DEDUCTIBLE", "of": {"kind": "MAX", "of": [{"kind": "TM"}, {"kind": "ACTUAL"}]},
        "euros": "150.00", "period": "CONTRACT_YEAR", "code": "DENTAL_DEDUCTIBLE",
    },
]  # fmt: skip


@pytest.mark.parametrize("stored", STORED)
def test_they_are_stored_and_read_again(stored: dict[str, Any]) -> None:
    assert stored_form(guarantee_of(stored)) == stored


@pytest.mark.parametrize(
    ("stored", "why"),
    [
        ({"kind": "NETWORK_BONUS", "of": {"kind": "TM"}}, "in_network: NETWORK_BONUS must have it"),
        ({**STORED[0], "in_network": {"kind": "ALL"}}, "in_network: kind: one of"),
        ({"kind": "CAP", "of": STORED[1], "total": "5"}, "of: kind: FAMILY_DEDUCTIBLE is of a whole line"),
        ({"kind": "SUM", "of": [STORED[1]]}, "of: kind: FAMILY_DEDUCTIBLE is of a whole line"),
        ({**STORED[0], "of": STORED[1]}, "of: kind: FAMILY_DEDUCTIBLE is of a whole line"),
        ({**STORED[1], "period": "ROLLING"}, "period: one of CIVIL_YEAR, CONTRACT_YEAR is wanted"),
        ({**STORED[1], "code": "dental"}, "code: a name in capitals is wanted"),
        ({**STORED[1], "euros": 150}, "euros: a number as a text is wanted"),
    ],
)
def test_what_is_none_of_them_says_which_field(stored: dict[str, Any], why: str) -> None:
    with pytest.raises(NotAGuarantee, match=why):
        guarantee_of(stored)


def test_a_promise_follows_the_monthly_ceiling_wherever_it_stands_in_it() -> None:
    two, flat = PmssPercent(D(2), Per.DAY), FlatAmount(D(40), Per.DAY)
    following: list[Guarantee] = [
        two, Highest((flat, two)), Together((two, flat)), Capped(two, D(100)), NetworkBonus(flat, two),
        NetworkBonus(two, flat), FamilyDeductible(Highest((flat, two)), D(100)),
    ]  # fmt: skip
    assert all(map(follows_the_pmss, following))
    others: list[Guarantee] = [
        flat, Highest((flat, flat)), Capped(flat, D(100)), NetworkBonus(flat, flat), FamilyDeductible(flat, D(100)),
    ]  # fmt: skip
    assert not any(map(follows_the_pmss, others))
