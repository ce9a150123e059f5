"""Acts and their tariffs as the rules see them: which tariff holds, and which act a family stands for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rules.months import YEAR, months_after
from rules.reimbursement.constants import Certainty
from rules.reimbursement.rates import CareFamily
from rules.reimbursement.texts import Part, rule

ANYBODY, USUAL = "ANY", "SECTOR_1"
UNCERTAIN = frozenset({Certainty.KNOWN_MEDIUM, Certainty.KNOWN_LOW})
"""What somebody has to look at before it is relied on."""

FULLY_COVERED, FREE = "FULLY_COVERED", "FREE"

FEES = frozenset({"GENERAL_PRACTITIONER", "SPECIALIST", "IMAGING", "TECHNICAL_ACT", "HOSPITAL_FEES"})
"""Families of doctors' fees, which may be in excess of the tariff."""

NOT_AGREED = "NOT_AGREED"
"""A doctor without an agreement: for them social security has tariffs of its own (tarif d'autorité)."""


@dataclass(frozen=True, slots=True)
class Tariff:
    """Base and highest price from `valid_from` until the day before `valid_to`, in euros.

    No base: what was spent is the base.
    """

    practitioner: str
    valid_from: date
    valid_to: date | None
    base: Decimal | None
    limit_price: Decimal | None = None
    certainty: Certainty = Certainty.PUBLIC_PAGE

    def holds(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


@dataclass(frozen=True, slots=True)
class Act:
    """An act, a good or a stay. `family` is what guarantees speak of, `care_family` what its rate is of."""

    act_id: int
    code: str
    label: str
    category: str
    family: str
    care_family: CareFamily
    basket: str | None
    variant: str | None
    heavy: str | None
    """What becomes of an act of 120 € or more: PARTICIPATION, or NO_COPAY for imaging; none for the rest."""
    flat_contribution: bool
    deductible_kind: str | None
    from_age: int | None
    below_age: int | None
    alternative: str | None
    """Code of the act of class A that could be had instead."""
    typical: bool
    """Whether it stands for its family, where a quote has no code."""
    tariffs: tuple[Tariff, ...]

    def tariff(self, practitioner: str | None, day: date) -> Tariff | None:
        """That of the practitioner on the day, else the one for all; none where there is neither.

        A practitioner of whom nothing is said is one of sector 1. What holds for all doctors holds for those
        who have an agreement.
        """
        wanted, for_all = practitioner or USUAL, None
        outside = practitioner == NOT_AGREED and self.family in FEES
        for each in self.tariffs:
            if each.practitioner == wanted and each.holds(day):
                return each
            if each.practitioner == ANYBODY and each.holds(day) and not outside:
                for_all = each
        return for_all

    def is_for(self, birth_date: date, day: date) -> bool:
        """Whether it is an act for somebody of that age."""
        if self.from_age is not None and months_after(birth_date, self.from_age * YEAR) > day:
            return False
        return self.below_age is None or months_after(birth_date, self.below_age * YEAR) > day


@rule(
    "BASKET",
    Part.COMPLEMENTARY,
    "",
    text="CSS L871-1, R871-2; arrêtés fixant les prix limites de vente et les honoraires limites",
)
def basket_of(act: Act, tariff: Tariff, spent: Decimal, quantity: int) -> str | None:
    """An act of the 100 % Santé basket above its limit price is of the free one."""
    limit = tariff.limit_price
    above = limit is not None and spent > limit * quantity
    return FREE if above and act.basket == FULLY_COVERED else act.basket


def act_of_family(
    acts: Iterable[Act],
    practitioner: str | None,
    price: Decimal,
    *,
    quantity: int,
    birth_date: date,
    day: date,
) -> Act | None:
    """The act that stands for a family at a price: of 100 % Santé where the price allows for it.

    `acts` are those of the family in the catalogue's order. None where none stands for it, or none has a
    tariff for the practitioner on the day.
    """
    standing = [
        act
        for act in acts
        if act.typical and act.is_for(birth_date, day) and act.tariff(practitioner, day) is not None
    ]
    for act in standing:
        tariff = act.tariff(practitioner, day)
        if tariff is not None and basket_of(act, tariff, price, quantity) == act.basket:
            return act
    return standing[0] if standing else None
