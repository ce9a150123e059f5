"""Exact euros: decimals to the cent, halves up, never a float."""

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
ZERO = Decimal("0.00")
HIGHEST = Decimal(1_000_000)
"""What is taken for one piece of care, at most: more is a mistake in typing."""


def cents(amount: Decimal) -> Decimal:
    """Euros to the cent, a half cent away from zero: 16.125 is 16.13.

    A line is rounded once an amount, and a sum is a sum of rounded lines.
    """
    return amount.quantize(CENT, ROUND_HALF_UP)
