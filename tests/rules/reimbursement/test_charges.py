"""Charges whose amount texts set: by day, and by what is charged."""

from datetime import date
from decimal import Decimal

import pytest

from actions.catalogue.as_rules import acts
from rules.reimbursement.charges import OF_ACT, OF_FAMILY, charge_of, days_charged, set_amount
from tests.rules.reimbursement.lines import D

BEFORE, AFTER = date(2026, 2, 28), date(2026, 3, 1)


@pytest.mark.parametrize(
    ("code", "day", "most"),
    [
        ("FJ", BEFORE, "20"),
        ("FJ", AFTER, "23"),
        ("FJ-PSY", BEFORE, "15"),
        ("FJ-PSY", AFTER, "17"),
        ("FPU", BEFORE, "19.61"),
        ("FPU", AFTER, "23"),
        ("PAR32", date(2026, 4, 21), "24"),
        ("PAR32", date(2026, 4, 22), "32"),
    ],
)
def test_a_charge_of_the_catalogue_has_the_amount_of_its_day(code: str, day: date, most: str) -> None:
    assert set_amount(acts()[code], day) == D(most)


def test_care_is_no_charge() -> None:
    assert charge_of(acts()["G"]) is None
    assert set_amount(acts()["GHS"], AFTER) is None


def test_every_charge_stands_for_acts_of_the_catalogue() -> None:
    assert {act.family for act in acts().values()} >= set(OF_FAMILY)
    assert set(acts()) >= set(OF_ACT)


@pytest.mark.parametrize(
    ("code", "day", "price", "days"),
    [
        ("FJ", AFTER, "92.00", 4),
        ("FJ", BEFORE, "92.00", 4),  # 4 × 20, and 12 of something else
        ("FJ", BEFORE, "100.00", 5),
        ("FJ", AFTER, "22.99", 1),
        ("FJ-PSY", AFTER, "51.00", 3),
        ("FPU", AFTER, "92.00", 1),
        ("CHP", AFTER, "92.00", 1),
    ],
)
def test_a_price_of_the_daily_charge_tells_its_days(code: str, day: date, price: str, days: int) -> None:
    assert days_charged(acts()[code], Decimal(price), day) == days
