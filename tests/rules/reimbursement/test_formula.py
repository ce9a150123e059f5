"""The steps of the formula, one at a time."""

from typing import Any

import pytest

from rules.reimbursement.constants import Code
from rules.reimbursement.formula import ImpossibleLine, price, reimbursement_base_of, taken_from
from rules.reimbursement.guarantees import ActualCost, BasePercentIncluded, Copay, Participation
from rules.reimbursement.money import ZERO, cents
from tests.rules.reimbursement.lines import D, a_line


@pytest.mark.parametrize(
    ("amount", "rounded"),
    [("16.125", "16.13"), ("16.124", "16.12"), ("0.005", "0.01"), ("-16.125", "-16.13"), ("3", "3.00")],
)
def test_half_a_cent_is_rounded_up(amount: str, rounded: str) -> None:
    assert cents(D(amount)) == D(rounded)


def test_a_tariff_is_rounded_an_act_and_then_multiplied() -> None:
    assert reimbursement_base_of(D("7.5") * D("2.15"), 2) == D("32.26")


def test_under_the_tariff_social_security_counts_what_was_spent_and_the_tariff_is_still_shown() -> None:
    priced = price(a_line(spent=D("20.00")))
    assert (priced.base, priced.reimbursement_base) == (D("20.00"), D("30.00"))
    assert (priced.amo_gross, priced.amo_net, priced.complementary) == (D("14.00"), D("12.00"), D("6.00"))


def test_contributions_are_never_paid_by_the_contract() -> None:
    assert price(a_line(guarantee=ActualCost())).remaining == D("2.00")


@pytest.mark.parametrize(
    ("gross", "contribution", "deductible", "taken"),
    [
        ("21.00", "2", "1", ("2", "1")),
        ("2.50", "2", "1", ("2", "0.50")),
        ("1.50", "2", "1", ("1.50", "0")),
        ("0.00", "2", "1", ("0", "0")),
    ],
)
def test_nothing_is_taken_where_nothing_is_left_to_take_it_from(
    gross: str, contribution: str, deductible: str, taken: tuple[str, str]
) -> None:
    assert taken_from(D(gross), D(contribution), D(deductible)) == (D(taken[0]), D(taken[1]))


def test_a_medicine_at_80_cents_is_left_to_the_person_but_for_its_copay() -> None:
    priced = price(
        a_line(
            spent=D("0.80"),
            tariff=D("0.80"),
            rate=D("0.65"),
            flat_contribution=ZERO,
            deductible=D(1),
            guarantee=Copay(),
        )
    )
    assert (priced.amo_gross, priced.deductible, priced.amo_net) == (D("0.52"), D("0.52"), ZERO)
    assert (priced.complementary, priced.remaining) == (D("0.28"), D("0.52"))


def test_a_heavy_act_leaves_its_participation_in_place_of_a_copay() -> None:
    cataract = a_line(
        spent=D("271.70"), tariff=D("271.70"), rate=D(1), heavy=D(32), guarantee=Participation()
    )
    priced = price(cataract)
    assert (priced.copay, priced.complementary) == (D("32.00"), D("32.00"))


def test_a_participation_is_never_more_than_the_act() -> None:
    priced = price(a_line(spent=D("20.00"), rate=D(1), heavy=D(24), guarantee=Participation()))
    assert (priced.heavy, priced.amo_gross, priced.amo_net, priced.complementary) == (
        D(20),
        ZERO,
        ZERO,
        D(20),
    )


def test_out_of_the_pathway_a_responsible_contract_pays_what_it_would_have_in_it() -> None:
    priced = price(a_line(rate=D("0.30"), in_pathway_rate=D("0.70"), guarantee=Copay()))
    assert (priced.amo_gross, priced.amo_net, priced.copay) == (D("9.00"), D("7.00"), D("21.00"))
    assert (priced.extra_copay, priced.complementary, priced.remaining) == (D("12.00"), D("9.00"), D("14.00"))


def test_out_of_the_pathway_the_best_guarantee_leaves_the_extra_copay_and_the_authorised_excess() -> None:
    priced = price(
        a_line(
            spent=D("35.00"),
            rate=D("0.30"),
            in_pathway_rate=D("0.70"),
            authorised_excess=D("5.00"),
            guarantee=ActualCost(),
        )
    )
    assert priced.complementary == D("9.00")
    assert priced.remaining == D("12.00") + D("5.00") + D("2.00")


def test_another_payer_comes_first_and_both_never_pay_more_than_was_spent() -> None:
    priced = price(a_line(other_paid=D("5.00")))
    assert (priced.complementary, priced.other_paid, priced.remaining) == (D("4.00"), D("5.00"), D("2.00"))
    assert price(a_line(other_paid=D("9.00"))).complementary == ZERO
    assert price(a_line(other_paid=D("11.00"))).remaining == ZERO


def test_a_percentage_below_the_rate_of_social_security_pays_nothing() -> None:
    assert price(a_line(guarantee=BasePercentIncluded(D(50)))).complementary == ZERO


def test_a_charge_of_several_days_is_paid_by_the_day_and_never_above_what_was_spent() -> None:
    stay = {
        "tariff": ZERO,
        "rate": ZERO,
        "quantity": 4,
        "guarantee": Participation(Code.DAILY_HOSPITAL_CHARGE),
    }
    assert price(a_line(spent=D("92.00"), **stay)).complementary == D(92)
    assert price(a_line(spent=D("80.00"), **stay)).complementary == D(80)
    assert price(a_line(spent=D("100.00"), **stay)).remaining == D(8)


@pytest.mark.parametrize(
    ("field", "facts"),
    [
        ("spent", {"spent": D("-1.00")}),
        ("spent", {"spent": D("1.001")}),
        ("deductible", {"deductible": D("0.005")}),
        ("tariff", {"tariff": D("-1.00")}),
        ("rate", {"rate": D("1.01")}),
        ("rate", {"rate": D("-0.01")}),
        ("quantity", {"quantity": 0}),
        ("in_pathway_rate", {"in_pathway_rate": D("0.30")}),
        ("authorised_excess", {"authorised_excess": D("5.00")}),
        ("authorised_excess", {"in_pathway_rate": D("0.70"), "authorised_excess": D("0.01")}),
        ("other_paid", {"other_paid": D("11.01")}),
    ],
)
def test_a_line_that_cannot_be_is_refused_by_name(field: str, facts: dict[str, Any]) -> None:
    with pytest.raises(ImpossibleLine) as refused:
        price(a_line(**facts))
    assert refused.value.field == field
