"""Lines that were paid, as they would have been at another level (et si)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from rules.reimbursement.acts import Act
from rules.reimbursement.constants import NoValueYet
from rules.reimbursement.formula import ImpossibleLine
from rules.reimbursement.insured import Insured
from rules.reimbursement.levels import Level
from rules.reimbursement.money import ZERO
from rules.reimbursement.settling import NoTariff, settle


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidLine:
    """A line as it was paid. Euros. It is also the care that it was paid for: see `settling.Care`."""

    day: date
    spent: Decimal
    quantity: int
    practitioner: str | None
    in_pathway: bool
    act: Act | None
    insured: Insured
    social_security_paid: Decimal
    complementary_paid: Decimal
    other_paid: Decimal
    in_network: bool | None = None
    professional: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Replayed:
    """What lines add up to, as they were paid and at the other level, in euros.

    `left_out`: how many are not in it, because nobody knows what they would have been paid.
    """

    lines: int = 0
    left_out: int = 0
    spent: Decimal = ZERO
    social_security_paid: Decimal = ZERO
    other_paid: Decimal = ZERO
    complementary_paid: Decimal = ZERO
    complementary_then: Decimal = ZERO

    @property
    def remaining(self) -> Decimal:
        return self.spent - self.social_security_paid - self.other_paid - self.complementary_paid

    @property
    def remaining_then(self) -> Decimal:
        return self.spent - self.social_security_paid - self.other_paid - self.complementary_then


def replay(lines: Iterable[PaidLine], level_on: Callable[[date], Level]) -> Replayed:
    """In their order of care, with the guarantees of the other level on each day.

    Social security's part stays what it was: no contract changes it. Allowances begin whole with the first
    line: what was used before it is not known of the other level.
    """
    total = Replayed()
    for line in sorted(lines, key=lambda line: line.day):
        then = _complementary(line, level_on(line.day))
        if then is None:
            total = replace(total, left_out=total.left_out + 1)
            continue
        total = Replayed(
            total.lines + 1,
            total.left_out,
            total.spent + line.spent,
            total.social_security_paid + line.social_security_paid,
            total.other_paid + line.other_paid,
            total.complementary_paid + line.complementary_paid,
            total.complementary_then + then,
        )
    return total


def _complementary(line: PaidLine, level: Level) -> Decimal | None:
    if line.act is None:
        return None
    try:
        found = settle(line, line.act, level, line.insured, line.day.year, other_paid=line.other_paid)
    except (NoTariff, NoValueYet, ImpossibleLine):
        return None
    return min(found.amounts.complementary, line.spent - line.social_security_paid - line.other_paid)
