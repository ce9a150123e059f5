"""What holds for an act of care: the tariff, the rate and the promise of its day."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from rules.reimbursement.acts import Tariff, act_of_family, basket_of
from rules.reimbursement.formula import case_of
from rules.reimbursement.guarantees import (
    ActualCost,
    BasePercentIncluded,
    Capped,
    Copay,
    FlatAmount,
    NoGuarantee,
    Per,
)
from rules.reimbursement.levels import Allowance
from rules.reimbursement.money import ZERO
from rules.reimbursement.rates import CareFamily
from rules.reimbursement.settling import (
    NoTariff,
    Settled,
    authorised_excess,
    local_scheme_pays,
    settle,
)
from tests.rules.reimbursement.acts import CHILD, Planned, a_level, an_act, settled, somebody
from tests.rules.reimbursement.lines import D, a_line

SURGERY: dict[str, Any] = {
    "family": "HOSPITAL_FEES", "care_family": CareFamily.HOSPITAL_STAY, "flat_contribution": False,
}  # fmt: skip
DAILY_CHARGE: dict[str, Any] = {
    "family": "HOSPITAL_DAILY_CHARGE", "care_family": CareFamily.NOT_COVERED, "flat_contribution": False,
}  # fmt: skip
SESSIONS = Allowance("OST", "COUNT", D(3), "CIVIL_YEAR", None, "BENEFICIARY")
OSTEOPATH: dict[str, Any] = {
    "base": "0.00", "family": "ALTERNATIVE_MEDICINE", "care_family": CareFamily.NOT_COVERED,
    "flat_contribution": False,
}  # fmt: skip


def paid(found: Settled) -> tuple[Decimal, Decimal, Decimal]:
    """Social security's part, the contract's, and what remains."""
    return found.amounts.amo_net, found.amounts.complementary, found.amounts.remaining


def rules(found: Settled) -> list[str]:
    return [step.rule for step in found.amounts.steps]


def test_a_visit_is_explained_step_by_step() -> None:
    found = settled()
    assert [(step.rule, step.amount) for step in found.amounts.steps] == [
        ("SPENT", D("30.00")),
        ("SOCIAL_SECURITY_SHARE", D("-21.00")),
        ("FLAT_CONTRIBUTION", D(2)),
        ("GUARANTEE_BR_PCT_INCL", D("-9.00")),
    ]
    assert sum(step.amount for step in found.amounts.steps) == found.amounts.remaining == D("2.00")


def test_the_local_scheme_adds_its_complement() -> None:
    found = settled(who=somebody(local=True))
    assert paid(found) == (D("25.00"), D("3.00"), D("2.00"))
    assert ("LOCAL_SCHEME", D("-6.00")) in [step[:2] for step in found.amounts.steps]


def test_the_local_scheme_pays_the_daily_hospital_charge() -> None:
    act, level = an_act("0.00", **DAILY_CHARGE), a_level(ActualCost(), "HOSPITAL_DAILY_CHARGE")
    for local, expected in ((False, (ZERO, D("92.00"), ZERO)), (True, (D("92.00"), ZERO, ZERO))):
        assert local_scheme_pays(act, somebody(local=local), Planned().day) == (D(23) if local else None)
        assert paid(settled(act, level, somebody(local=local), spent=D("92.00"), quantity=4)) == expected


def test_out_of_the_pathway_the_contract_pays_what_it_would_have_in_it() -> None:
    inside, outside = settled(), settled(in_pathway=False)
    assert outside.rate == D("0.30")
    assert outside.amounts.complementary == inside.amounts.complementary == D("9.00")
    assert ("OUT_OF_PATHWAY", D("12.00")) in [step[:2] for step in outside.amounts.steps]
    assert settled(in_pathway=False, who=somebody(CHILD)).rate == D("0.70")


def test_out_of_the_pathway_an_authorised_excess_is_the_persons() -> None:
    level = a_level(BasePercentIncluded(D(300)))
    assert settled(level=level, in_pathway=False, spent=D("35.00")).amounts.complementary == D("9.00")
    assert settled(level=level, spent=D("35.00")).amounts.complementary == D("14.00")
    assert authorised_excess(Planned(spent=D("35.00")), D("30.00")) == D("5.00")
    assert authorised_excess(Planned(spent=D("35.00"), practitioner="OPTAM"), D("30.00")) == ZERO


@pytest.mark.parametrize(
    ("heavy", "base", "day", "left"),
    [
        ("PARTICIPATION", "271.70", date(2026, 4, 21), "24.00"),
        ("PARTICIPATION", "271.70", date(2026, 4, 22), "32.00"),
        ("PARTICIPATION", "119.99", date(2026, 4, 22), "24.00"),
        ("NO_COPAY", "120.00", date(2026, 4, 22), "0.00"),
        (None, "200.00", date(2026, 4, 22), "40.00"),
    ],
)
def test_an_act_of_120_euros_leaves_its_participation_and_imaging_nothing(
    heavy: str | None, base: str, day: date, left: str
) -> None:
    act, level = (
        an_act(base, heavy=heavy, **SURGERY),
        a_level(NoGuarantee(), "HOSPITAL_FEES", responsible=False),
    )
    assert settled(act, level, spent=D(base), day=day).amounts.remaining == D(left)


def test_two_acts_of_seventy_euros_are_not_one_of_120() -> None:
    """Where the catalogue has no tariff, what was spent is all acts' together: each is judged by its own share."""
    act, level = an_act(None, heavy="NO_COPAY"), a_level(NoGuarantee(), responsible=False)
    assert settled(act, level, spent=D("140.00"), quantity=2).amounts.remaining == D("46.00")  # 42, 2 × 2
    assert settled(act, level, spent=D("140.00")).amounts.remaining == D("2.00")


def test_where_there_was_no_copay_a_heavy_act_leaves_no_participation() -> None:
    act, level = an_act("271.70", heavy="PARTICIPATION", **SURGERY), a_level(Copay(), "HOSPITAL_FEES")
    assert paid(settled(act, level, somebody(local=True), spent=D("271.70"))) == (D("271.70"), ZERO, ZERO)


def test_heavy_acts_of_one_visit_or_stay_leave_one_participation() -> None:
    act, level = an_act("271.70", heavy="PARTICIPATION", **SURGERY), a_level(Copay(), "HOSPITAL_FEES")
    both = settled(act, level, spent=D("543.40"), quantity=2)
    assert paid(both) == (D("519.40"), D(24), ZERO)
    who = somebody()
    one, other, elsewhere, later = (
        settled(act, level, who, spent=D("271.70"), **facts).amounts.heavy
        for facts in ({}, {}, {"professional": "Dr Roy"}, {"day": date(2026, 3, 11)})
    )
    assert (one, other, elsewhere, later) == (D(24), ZERO, D(24), D(24))


def test_three_visits_on_a_line_take_three_contributions_and_count_as_three_of_the_day() -> None:
    who = somebody()
    assert settled(who=who, spent=D("90.00"), quantity=3).amounts.flat_contribution == D(6)
    assert settled(who=who, spent=D("90.00"), quantity=3).amounts.flat_contribution == D(2)
    assert settled(who=who).amounts.flat_contribution == ZERO


def test_all_letters_of_an_analysis_take_one_contribution() -> None:
    letter = an_act("0.25", family="BIOLOGY", care_family=CareFamily.BIOLOGY)
    found = settled(letter, a_level(Copay(), "BIOLOGY"), spent=D("32.00"), quantity=128)
    assert paid(found) == (D("17.20"), D("12.80"), D("2.00"))


def test_a_charge_is_paid_up_to_what_texts_set_whatever_the_contract_says() -> None:
    act = an_act("0.00", **DAILY_CHARGE)
    for responsible in (True, False):
        level = a_level(ActualCost(), "HOSPITAL_DAILY_CHARGE", responsible=responsible)
        found = settled(act, level, spent=D("92.00"), quantity=4, day=date(2026, 2, 28))
        assert paid(found) == (ZERO, D("80.00"), D("12.00"))
        assert "CHARGE_AS_SET" in rules(found)
    forgotten = a_level(NoGuarantee(), "HOSPITAL_DAILY_CHARGE")
    assert paid(settled(act, forgotten, spent=D("92.00"), quantity=4)) == (ZERO, D("92.00"), ZERO)
    assert paid(settled(act, forgotten, spent=D("15.00"))) == (ZERO, D("15.00"), ZERO)


def test_the_local_scheme_pays_no_more_than_the_charge_and_the_contract_nothing_above_it() -> None:
    act, level = an_act("0.00", **DAILY_CHARGE), a_level(ActualCost(), "HOSPITAL_DAILY_CHARGE")
    found = settled(act, level, somebody(local=True), spent=D("92.00"), quantity=4, day=date(2026, 2, 28))
    assert paid(found) == (D("80.00"), ZERO, D("12.00"))


def test_a_minor_owes_neither_contribution_nor_deductible() -> None:
    assert "FLAT_CONTRIBUTION" not in rules(settled(who=somebody(CHILD)))


def test_the_fifth_visit_of_a_day_and_the_twenty_sixth_of_a_year_take_no_contribution() -> None:
    who = somebody()
    that_day = [settled(who=who).amounts.flat_contribution for _ in range(5)]
    assert that_day == [D(2)] * 4 + [ZERO]
    later = [settled(who=who, day=date(2026, 5, day)).amounts.flat_contribution for day in range(1, 23)]
    assert later == [D(2)] * 21 + [ZERO]


def test_what_a_quota_has_left_is_paid_and_the_step_says_so() -> None:
    who, act = somebody(), an_act(**OSTEOPATH)
    level = a_level(FlatAmount(D(40), Per.SESSION, 3), "ALTERNATIVE_MEDICINE", allowance=SESSIONS)
    found = [settled(act, level, who, spent=D("60.00")) for _ in range(4)]
    assert [each.amounts.complementary for each in found] == [D(40)] * 3 + [ZERO]
    assert [len(each.uses) for each in found] == [1, 1, 1, 0]
    assert ("ALLOWANCE", D(40)) in [step[:2] for step in found[-1].amounts.steps]
    assert settled(act, level, who, spent=D("60.00"), day=date(2027, 1, 1)).amounts.complementary == D(40)


def test_what_the_law_owes_anyway_uses_nothing_of_an_allowance() -> None:
    aid = an_act("400.00", family="HEARING_AID", care_family=CareFamily.APPLIANCE, flat_contribution=False)
    an_ear = Allowance("AUD", "COUNT", D(1), "CIVIL_YEAR", None, "BENEFICIARY")
    level = a_level(Capped(ActualCost(), D(900)), "HEARING_AID", allowance=an_ear, waiting_months=6)
    who = somebody(since=date(2026, 1, 1))
    waiting = settled(aid, level, who, spent=D("1600.00"))
    assert (waiting.amounts.complementary, waiting.uses) == (D("160.00"), ())
    over = settled(aid, level, who, spent=D("1600.00"), day=date(2026, 7, 1))
    assert (over.amounts.complementary, len(over.uses)) == (D("660.00"), 1)


def test_a_waiting_period_ends_with_its_months_and_never_touches_the_copay() -> None:
    level = a_level(BasePercentIncluded(D(200)), waiting_months=3)
    new = somebody(since=date(2026, 1, 10))
    waiting, over = (
        settled(level=level, who=new, spent=D("50.00"), day=date(2026, 4, day)) for day in (9, 10)
    )
    assert (waiting.amounts.complementary, over.amounts.complementary) == (D("9.00"), D("29.00"))
    assert {"WAITING_PERIOD", "RESPONSIBLE_FLOOR"} <= set(rules(waiting))


def test_another_payer_comes_before_the_contract() -> None:
    planned = Planned()
    found = settle(planned, an_act(), a_level(), somebody(), 2026, other_paid=D("5.00")).amounts
    assert (found.complementary, found.other_paid, found.remaining) == (D("4.00"), D("5.00"), D("2.00"))


def test_a_practitioner_without_a_tariff_is_priced_by_nobody() -> None:
    only_sector_1 = an_act(tariffs=(Tariff("SECTOR_1", date(2020, 1, 1), None, D(30)),))
    with pytest.raises(NoTariff, match="G has no tariff for NOT_AGREED on 2026-03-10"):
        settled(only_sector_1, practitioner="NOT_AGREED")
    assert settled(only_sector_1, practitioner=None).amounts.complementary == D("9.00")


def test_what_holds_for_all_doctors_does_not_hold_for_one_without_an_agreement() -> None:
    tariffs = (Tariff("ANY", date(2020, 1, 1), None, D("60.00")),)
    doctor = an_act(tariffs=tariffs)
    with pytest.raises(NoTariff, match="G has no tariff for NOT_AGREED"):
        settled(doctor, practitioner="NOT_AGREED", spent=D("60.00"))
    box = an_act(tariffs=tariffs, family="PHARMACY", care_family=CareFamily.MEDICINE_MAJOR)
    assert settled(box, practitioner="NOT_AGREED", spent=D("60.00")).rate == D("0.65")


def test_the_free_basket_begins_above_the_limit_price_of_all_pieces() -> None:
    crown = an_act("120.00", "500.00", basket="FULLY_COVERED")
    for spent, quantity, basket in (
        ("500.00", 1, "FULLY_COVERED"),
        ("500.01", 1, "FREE"),
        ("999.00", 2, "FULLY_COVERED"),
    ):
        assert basket_of(crown, crown.tariffs[0], D(spent), quantity) == basket


def test_a_family_stands_for_the_act_that_its_price_and_the_persons_age_allow_for() -> None:
    class_a = an_act("28.50", "95.00", code="A", basket="FULLY_COVERED", below_age=20)
    class_b = an_act("0.15", code="B", basket="FREE")
    shop = [class_a, class_b, an_act(code="C", typical=False)]

    def found(spent: str, born: date = CHILD) -> str | None:
        day = date(2026, 3, 10)
        act = act_of_family(shop, None, D(spent), quantity=1, birth_date=born, day=day)
        return None if act is None else act.code

    assert (found("95.00"), found("95.01"), found("95.00", date(1980, 1, 1))) == ("A", "B", "B")
    assert act_of_family([], None, D(1), quantity=1, birth_date=CHILD, day=date(2026, 3, 10)) is None


def test_the_steps_of_another_payer_and_of_what_is_left_are_there() -> None:
    found = settle(Planned(), an_act(), a_level(), somebody(), 2026, other_paid=D("5.00")).amounts
    assert [(step.rule, step.amount) for step in found.steps][-3:] == [
        ("OTHER_PAYER", D("-5.00")),
        ("GUARANTEE_BR_PCT_INCL", D("-9.00")),
        ("NO_MORE_THAN_IS_LEFT", D("5.00")),
    ]


def test_what_the_contract_is_asked_out_of_the_pathway_is_the_case_of_the_pathway() -> None:
    """`CONTRACT_OUT_OF_PATHWAY`."""
    line = a_line(rate=D("0.30"), in_pathway_rate=D("0.70"))
    assert case_of(line, D("30.00"), D("30.00"), ZERO).amo_gross == D("21.00")


def test_only_an_ear_an_eye_or_a_tooth_has_an_allowance_of_its_own() -> None:
    """40 € each time, one time each: `GAUCHE` names no ear, and both are used by then."""
    for scope, parts, expected in (
        ("EAR", ["LEFT", "RIGHT", "LEFT", "GAUCHE", ""], [40, 40, 0, 0, 0]),
        ("EYE", ["", "RIGHT", "", "LEFT"], [40, 40, 0, 0]),
        ("EYE", ["GAUCHE", "", ""], [40, 40, 0]),
        ("TOOTH", ["11", "12", "11"], [40, 40, 0]),
        ("BENEFICIARY", ["LEFT", "RIGHT", "11", ""], [40, 0, 0, 0]),
        ("FAMILY", ["LEFT", "RIGHT"], [40, 0]),
    ):
        once = Allowance("ONCE", "COUNT", D(1), "CIVIL_YEAR", None, scope)
        level = a_level(FlatAmount(D(40), Per.ACT), "ALTERNATIVE_MEDICINE", allowance=once)
        who = somebody()
        found = [settled(an_act(**OSTEOPATH), level, who, spent=D(60), part=part) for part in parts]
        assert [each.amounts.complementary for each in found] == expected, (scope, parts)
