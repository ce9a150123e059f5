"""The worked examples, to the cent, and the public numbers that are known to be wrong."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from rules.reimbursement.constants import Code, amount
from rules.reimbursement.formula import price
from rules.reimbursement.guarantees import BasePercentIncluded, CentSante, Highest
from rules.reimbursement.responsible import non_optam_ceiling
from tests.rules.reimbursement.lines import EXAMPLES, ORACLES, D, a_line, line_of

AMOUNTS = [
    "amo_gross",
    "flat_contribution",
    "deductible",
    "amo_net",
    "complementary",
    "remaining",
]


def called(example: dict[str, Any]) -> str:
    return f"{example['id']} {example['label']}"


@pytest.mark.parametrize("example", ORACLES["examples"], ids=called)
def test_an_example_is_paid_to_the_cent(example: dict[str, Any]) -> None:
    priced = price(line_of(example))
    assert {name: getattr(priced, name) for name in AMOUNTS} == {name: D(example[name]) for name in AMOUNTS}


@pytest.mark.parametrize("example", ORACLES["examples"], ids=called)
def test_the_rate_of_an_example_is_that_of_its_family_on_its_day(example: dict[str, Any]) -> None:
    assert line_of(example).rate == D(example["rate"])


@pytest.mark.parametrize("example", ORACLES["examples"], ids=called)
def test_the_base_shown_is_the_tariff_times_the_quantity(example: dict[str, Any]) -> None:
    assert price(line_of(example)).reimbursement_base == D(example["tariff"]) * example["quantity"]


@pytest.mark.parametrize("example", ORACLES["examples"], ids=called)
def test_every_example_says_where_it_comes_from(example: dict[str, Any]) -> None:
    assert example["source"]
    assert example["status"] in {"published result", "published inputs", "rule"}


@pytest.mark.parametrize("number", ORACLES["wrong_public_numbers"], ids=called)
def test_a_wrong_public_number_is_not_ours(number: dict[str, Any]) -> None:
    ours = getattr(price(line_of(EXAMPLES[number["id"]])), number["amount"])
    assert ours == D(number["right"])
    assert ours != D(number["wrong"])


@pytest.mark.parametrize("name", ["E25", "E26", "E30"])
def test_a_euro_above_a_charge_that_texts_set_is_left(name: str) -> None:
    example = EXAMPLES[name]
    priced = price(line_of({**example, "spent": str(D(example["spent"]) + 1)}))
    assert (priced.complementary, priced.remaining) == (D(example["complementary"]), D(1))


def test_the_daily_hospital_charge_of_four_days_is_four_times_that_of_its_day() -> None:
    for example in (EXAMPLES["E25"], EXAMPLES["E26"]):
        day = amount(Code.DAILY_HOSPITAL_CHARGE, date.fromisoformat(example["care_date"]))
        assert D(example["spent"]) == 4 * day


def test_the_ceiling_of_a_doctor_outside_the_optam_is_what_example_e06_is_paid_with() -> None:
    assert line_of(EXAMPLES["E06"]).guarantee == BasePercentIncluded(non_optam_ceiling(Decimal(220)))


def test_an_optam_specialist_at_40_euros_leaves_2_euros_from_127_percent_on() -> None:
    def left_by(percent: str) -> Decimal:
        return price(
            a_line(spent=D("40.00"), tariff=D("31.50"), guarantee=BasePercentIncluded(D(percent)))
        ).remaining

    assert [left_by(percent) for percent in ("126", "127", "150", "400")] == [D("2.31"), D(2), D(2), D(2)]


def test_a_crown_above_its_limit_price_is_of_the_free_basket() -> None:
    level = Highest((CentSante(), BasePercentIncluded(D(300))))
    crown = {"tariff": D("120.00"), "rate": D("0.60"), "flat_contribution": D(0), "guarantee": level}
    at_the_limit = price(a_line(spent=D("500.00"), limit_price=D("500.00"), **crown))
    above = price(a_line(spent=D("500.01"), limit_price=D("500.00"), **crown))
    assert (at_the_limit.complementary, at_the_limit.remaining) == (D("428.00"), D("0.00"))
    assert (above.complementary, above.remaining) == (D("288.00"), D("140.01"))


def test_two_hearing_aids_of_class_one_have_twice_the_limit_price() -> None:
    ears = {"tariff": D("400.00"), "rate": D("0.60"), "flat_contribution": D(0), "guarantee": CentSante()}
    both = price(a_line(spent=D("1900.00"), quantity=2, limit_price=D("950.00"), **ears))
    assert (both.amo_net, both.complementary, both.remaining) == (D("480.00"), D("1420.00"), D("0.00"))
