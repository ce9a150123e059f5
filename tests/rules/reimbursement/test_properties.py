"""What holds of every line there can be."""

from dataclasses import astuple, replace

from hypothesis import given, settings

from rules.reimbursement.formula import Line, Priced, price
from rules.reimbursement.guarantees import ActualCost
from rules.reimbursement.money import CENT, ZERO
from tests.rules.reimbursement.lines import Pair, lines, pairs

thousands = settings(max_examples=500, deadline=None)


@thousands
@given(lines())
def test_what_was_spent_is_always_all_accounted_for(line: Line) -> None:
    priced = price(line)
    assert priced.spent == priced.amo_net + priced.complementary + priced.other_paid + priced.remaining


@thousands
@given(lines())
def test_every_amount_is_of_whole_cents_and_none_is_negative(line: Line) -> None:
    for amount in astuple(price(line))[:-1]:
        assert amount >= ZERO
        assert amount % CENT == ZERO


@thousands
@given(lines())
def test_contributions_and_deductibles_stay_with_the_person(line: Line) -> None:
    priced = price(line)
    assert priced.remaining >= priced.flat_contribution + priced.deductible
    if priced.amo_gross >= line.flat_contribution + line.deductible:
        assert priced.remaining >= line.flat_contribution + line.deductible


@thousands
@given(lines(), pairs)
def test_a_better_level_never_pays_less(line: Line, pair: Pair) -> None:
    lower, higher = replace(line, guarantee=pair.lower), replace(line, guarantee=pair.higher)
    assert price(lower).complementary <= price(higher).complementary


@thousands
@given(lines())
def test_the_contract_never_pays_more_than_social_security_leaves(line: Line) -> None:
    priced = price(line)
    assert priced.complementary <= priced.spent - priced.amo_gross - priced.other_paid


@thousands
@given(lines())
def test_nothing_beats_the_actual_cost(line: Line) -> None:
    best = replace(line, guarantee=ActualCost(), remaining_allowance=None)
    assert price(line).complementary <= price(best).complementary


@thousands
@given(lines())
def test_social_securitys_part_is_what_the_formula_says(line: Line) -> None:
    priced = price(line)
    assert priced.base == min(line.spent, priced.reimbursement_base)
    assert priced.amo_net == max(ZERO, priced.amo_gross - line.flat_contribution - line.deductible)
    assert priced.copay == priced.base - priced.amo_gross


@thousands
@given(lines())
def test_the_contract_changes_nothing_that_social_security_pays(line: Line) -> None:
    def social_security(priced: Priced) -> tuple[object, ...]:
        return (priced.base, priced.amo_gross, priced.flat_contribution, priced.deductible, priced.amo_net)

    assert social_security(price(line)) == social_security(price(replace(line, guarantee=ActualCost())))


@thousands
@given(lines())
def test_a_responsible_contract_never_pays_the_extra_copay_nor_the_authorised_excess(line: Line) -> None:
    priced = price(line)
    kept = priced.flat_contribution + priced.deductible + priced.extra_copay + line.authorised_excess
    if line.other_paid == ZERO:
        assert priced.remaining >= kept


@thousands
@given(lines())
def test_somebody_exempt_owes_neither_contribution_nor_deductible(line: Line) -> None:
    priced = price(replace(line, flat_contribution=ZERO, deductible=ZERO))
    assert priced.amo_net == priced.amo_gross
