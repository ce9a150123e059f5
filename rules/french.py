"""How amounts and days are written to members, in French."""

from datetime import date
from decimal import Decimal

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
    "novembre", "décembre",
)  # fmt: skip
THIN_SPACE, SPACE = "\u202f", "\u00a0"
"""Neither lets a line end there."""


def day_in_words(day: date) -> str:
    """`1er mars 2027`, `2 mars 2027`."""
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number}{SPACE}{MONTHS[day.month - 1]} {day.year}"


def number_in_words(number: Decimal) -> str:
    """`1 700`, `40,50`: a comma, two decimals where there are any, thousands apart."""
    text = f"{number:,.2f}" if number % 1 else f"{number:,.0f}"
    return text.replace(",", THIN_SPACE).replace(".", ",")


def euros_in_words(euros: Decimal) -> str:
    """`1 700 €`."""
    return f"{number_in_words(euros)}{SPACE}€"


def percent_in_words(percent: Decimal) -> str:
    """`12,5 %`."""
    text = f"{percent.normalize():f}".replace(".", ",")
    return f"{text}{SPACE}%"
