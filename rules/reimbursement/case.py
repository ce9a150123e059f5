"""What a guarantee is applied to: a line of care, once social security's part is known."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rules.reimbursement.money import ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What a guarantee is applied to: a line of care, once social security's part is known. Euros.

    Out of the care pathway these are the amounts there would have been in it, because a responsible contract
    pays no more than those (CSS R871-1).
    """

    care_date: date
    spent: Decimal
    reimbursement_base: Decimal
    base: Decimal
    amo_gross: Decimal
    copay: Decimal
    heavy: Decimal = ZERO
    quantity: int = 1
    limit_price: Decimal | None = None
    """The highest price of the whole line in its 100 % Santé basket (PLV, HLF); none outside of one."""
    remaining_allowance: Decimal | None = None
    """Euros left of the period's allowance; none where nothing was used, or nothing is counted."""
    remaining_count: int | None = None
    """Acts left of the period's number; none where nothing was used, or nothing is counted.

    It limits amounts in euros, never the copay or a share of the base.
    """

    def units(self, max_count: int | None = None) -> int:
        """How many of the line's acts an amount in euros is paid for."""
        left = max_count if self.remaining_count is None else self.remaining_count
        return self.quantity if left is None else min(self.quantity, max(0, left))

    def within_allowance(self, euros: Decimal) -> Decimal:
        """No more than what is left of the allowance."""
        left = self.remaining_allowance
        return euros if left is None else min(euros, max(ZERO, left))
