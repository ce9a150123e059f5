"""Acts whose tariff is that of a letter: unsaid, their number is what the price says."""

import pytest

from runtime.database import Database
from tests.estimates.asking import at_level, estimate, ids_of
from tests.hub_client import HubClient

BY_HAND = [
    ("AMI", "12.60", 4, ["6.56", "5.04", "1.00"], False),  # 4 × 3.15 × 60 % − 1; 40 %
    ("AMI", "3.15", 1, ["0.89", "1.26", "1.00"], False),  # 1.89 − 1
    ("AMO", "31.20", 12, ["17.72", "12.48", "1.00"], True),  # 12 × 2.60 × 60 % − 1; about 2.60: K-med
    ("B", "32.00", 128, ["17.20", "12.80", "2.00"], True),  # 128 × 0.25 × 60 % − 2; about 0.25: K-med
]
"""At level 1 on 15 May 2025: act, price, letters, amounts, and whether somebody has to look at it."""

AMOUNTS = ("socialSecurityPaid", "complementaryPaid", "remaining")


@pytest.fixture(autouse=True)
async def level_1(database: Database) -> None:
    await at_level(database, 1)


async def test_the_price_tells_how_many_letters_there_are(hub: HubClient) -> None:
    id_ = (await ids_of(hub))["Camille"]
    for code, price, letters, amounts, looked_at in BY_HAND:
        line = {"actCode": code, "price": price}
        (said,) = (await estimate(hub, id_, "2025-05-15", {**line, "quantity": letters}))["lines"]
        (found,) = (await estimate(hub, id_, "2025-05-15", line))["lines"]
        assert [found[each] for each in AMOUNTS] == [said[each] for each in AMOUNTS] == amounts, code
        assert found["needsReview"] is looked_at, code
        told = f"{letters} lettres {code}"
        assert any(told in notice for notice in found["notices"]) is (letters > 1), code


@pytest.mark.parametrize(
    ("price", "amounts"),
    [
        ("13.00", ["6.56", "5.04", "1.40"]),  # 4 letters, and 0.40 that is none
        ("2.00", ["0.20", "0.80", "1.00"]),  # less than a letter: 2 × 60 % − 1
    ],
)
async def test_a_price_of_no_whole_number_of_letters_is_to_be_looked_at(
    hub: HubClient, price: str, amounts: list[str]
) -> None:
    id_ = (await ids_of(hub))["Camille"]
    (found,) = (await estimate(hub, id_, "2025-05-15", {"actCode": "AMI", "price": price}))["lines"]
    assert [found[each] for each in AMOUNTS] == amounts
    assert found["needsReview"] is True
    assert any("nombre entier de lettres AMI à 3,15" in notice for notice in found["notices"])


async def test_an_act_has_one_deductible_however_many_letters(hub: HubClient) -> None:
    """Four acts a day make 4 €, the fifth takes nothing (CSS D160-9)."""
    id_ = (await ids_of(hub))["Camille"]
    act = {"actCode": "AMI", "price": "12.60", "quantity": 4}
    found = (await estimate(hub, id_, "2025-05-15", *[act] * 5))["lines"]
    assert [line["deductible"] for line in found] == ["1.00", "1.00", "1.00", "1.00", "0.00"]
