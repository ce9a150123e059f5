"""What a level costs the people whom a contract covers."""

from decimal import Decimal

from rules.premiums import Price, premium

LEVEL_3 = Price(Decimal("62.00"), Decimal("0.022"), Decimal("0.45"), 3)


def test_an_adult_of_forty_pays_the_price_of_the_table() -> None:
    assert premium(LEVEL_3, [(40, False)]) == Decimal("62.00")
    assert premium(LEVEL_3, [(40, False)], 12) == Decimal("744.00")


def test_a_year_of_age_is_two_and_a_fifth_percent() -> None:
    assert premium(LEVEL_3, [(41, False)]) == Decimal("63.36")
    assert premium(LEVEL_3, [(39, False)]) == Decimal("60.67")


def test_children_pay_their_share_and_from_the_third_on_nothing() -> None:
    child = (10, True)
    prices = [premium(LEVEL_3, [child] * many) for many in range(1, 5)]
    assert prices == [Decimal("27.90"), Decimal("55.80"), Decimal("55.80"), Decimal("55.80")]
