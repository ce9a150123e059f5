"""What a level costs the people whom a contract covers."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from rules.reimbursement.money import ZERO, cents

AGE_OF_THE_TARIFF = 40
"""The age at which an adult pays the price of the table, neither more nor less."""


@dataclass(frozen=True, slots=True)
class Price:
    """What an adult of forty pays a month, euros, and how the others' part follows from it.

    A year of age more or less changes it by `yearly_slope`; a child pays `child_share` of it, and from the
    child of rank `free_from_child` on nothing.
    """

    adult_monthly: Decimal
    yearly_slope: Decimal
    child_share: Decimal
    free_from_child: int


def premium(price: Price, covered: Iterable[tuple[int, bool]], months: int = 1) -> Decimal:
    """Euros for so many months, to the cent, for people of these ages; true for a child of the contract."""
    total, children = ZERO, 0
    for age, is_child in covered:
        if not is_child:
            total += price.adult_monthly * (1 + price.yearly_slope) ** (age - AGE_OF_THE_TARIFF)
            continue
        children += 1
        if children < price.free_from_child:
            total += price.adult_monthly * price.child_share
    return cents(total * months)
