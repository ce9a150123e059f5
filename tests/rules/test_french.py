"""How amounts and days are written to members."""

from datetime import date
from decimal import Decimal

import pytest

from rules.french import day_in_words, euros_in_words, percent_in_words


def spaced(text: str) -> str:
    """With plain spaces instead of those where no line ends."""
    return text.replace("\u202f", " ").replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("amount", "words"),
    [("40.00", "40 €"), ("40.50", "40,50 €"), ("1700.00", "1 700 €"), ("1234567.8", "1 234 567,80 €")],
)
def test_an_amount_has_a_comma_and_thousands_apart(amount: str, words: str) -> None:
    assert spaced(euros_in_words(Decimal(amount))) == words


@pytest.mark.parametrize(("percent", "words"), [("200", "200 %"), ("12.50", "12,5 %"), ("1200", "1200 %")])
def test_a_percentage_has_no_zeros_to_spare(percent: str, words: str) -> None:
    assert spaced(percent_in_words(Decimal(percent))) == words


def test_the_first_of_a_month_is_an_ordinal() -> None:
    assert spaced(day_in_words(date(2027, 8, 1))) == "1er août 2027"
    assert spaced(day_in_words(date(2027, 12, 31))) == "31 décembre 2027"


def test_a_line_never_ends_between_a_number_and_its_unit() -> None:
    assert "\u00a0€" in euros_in_words(Decimal(40))
    assert " " not in euros_in_words(Decimal(1700))
