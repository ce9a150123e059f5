"""A member who has no codes: every family of acts at every level of every health product, and what is said of each."""

from decimal import Decimal
from itertools import product as product_of
from typing import Any

import pytest

from models.kinds import ACT_FAMILIES
from runtime.database import Database
from tests.estimates.asking import added, estimate, ids_of, of_product
from tests.hub_client import HubClient

DAY = "2026-05-15"
LEVELS: list[tuple[str, int | None]] = [
    *[("SANTE_PRO", rank) for rank in range(1, 6)],
    *[("SANTE_TPE", rank) for rank in range(1, 4)],
    *[("SANTE_SENIOR", rank) for rank in range(1, 5)],
    ("HOSPI_ONLY", None),
]
WITHOUT_CODE = {"NURSING", "MEDICAL_AUXILIARY", "MEDICAL_DEVICE", "EYE_SURGERY", "PREVENTION", "OTHER"}
"""No act stands for these: the code on the quote is needed."""
PEOPLE = {"Camille": WITHOUT_CODE | {"ORTHODONTICS"}, "Noé": WITHOUT_CODE}
"""Whom to estimate for, and what has no amounts: no act of orthodontics is for who is grown up."""

CLASS_B = {"GLASSES": "390.00", "HEARING_AID": "1600.00", "DENTAL_PROSTHESIS": "750.00"}
AMOUNTS = (
    "reimbursementBase",
    "socialSecurityPaid",
    "flatContribution",
    "deductible",
    "complementaryPaid",
    "remaining",
)
TABLE = """query($id: ID!, $day: Date!) { node(id: $id) { ... on Beneficiary {
  contract { guarantees(onDate: $day) { family sentence } } } } }"""


async def estimated(
    hub: HubClient, id_: str, price: str, families: tuple[str, ...] = ACT_FAMILIES
) -> list[Any]:
    """A line a family, each of an estimate of its own for what they share."""
    lines = [{"family": family, "price": price} for family in families]
    halves = [lines[:16], lines[16:]]
    return [line for half in halves for line in (await estimate(hub, id_, DAY, *half))["lines"]]


async def promised(hub: HubClient, id_: str) -> set[str]:
    answer = await hub.ask(TABLE, as_="agent", id=id_, day=DAY)
    table = answer.data["node"]["contract"]["guarantees"]
    return {each["family"] for each in table if each["sentence"] != "Non pris en charge."}


def wrong_with(line: Any, table: set[str]) -> str | None:
    """What no answer may be."""
    amounts = [line[name] for name in AMOUNTS]
    if None in amounts:
        told = line["needsReview"] and line["notices"] and not line["explanation"]
        return None if told and set(amounts) == {None} else "an amount is not known, and it is not said"
    paid, left = (
        Decimal(line["socialSecurityPaid"]) + Decimal(line["complementaryPaid"]),
        Decimal(line["remaining"]),
    )
    if min(map(Decimal, amounts)) < 0 or paid + left != Decimal(line["spent"]) or added(line) != left:
        return "an amount is negative, or they do not add up"
    if paid == 0 and not line["needsReview"] and line["family"] in table:
        return "nothing is paid of what is promised, and nobody is to look at it"
    return None


@pytest.mark.parametrize(("product", "rank"), LEVELS)
async def test_every_family_has_amounts_or_somebody_looks_at_it(
    hub: HubClient, database: Database, product: str, rank: int | None
) -> None:
    await of_product(database, product, rank)
    ids = await ids_of(hub)
    table = await promised(hub, ids["Camille"])
    assert table
    for (who, unknown), price in product_of(PEOPLE.items(), ("25.00", "500.00")):
        lines = await estimated(hub, ids[who], price)
        assert [line["family"] for line in lines] == list(ACT_FAMILIES)
        faults = {line["family"]: wrong_with(line, table) for line in lines}
        assert {family: fault for family, fault in faults.items() if fault} == {}
        assert {line["family"] for line in lines if line["remaining"] is None} == unknown


@pytest.mark.parametrize(("product", "rank"), LEVELS)
async def test_class_a_stands_beside_class_b_at_every_level(
    hub: HubClient, database: Database, product: str, rank: int | None
) -> None:
    """Nothing is left of class A where the contract is responsible; without, what social security pays."""
    await of_product(database, product, rank)
    id_ = (await ids_of(hub))["Camille"]
    lines = [{"family": family, "price": price} for family, price in CLASS_B.items()]
    for line in (await estimate(hub, id_, DAY, *lines))["lines"]:
        other = line["alternative"]
        assert (line["basket"], other["basket"]) == ("FREE", "FULLY_COVERED")
        assert (Decimal(other["remaining"]) == 0) is (product != "HOSPI_ONLY")
        assert Decimal(other["remaining"]) <= Decimal(line["remaining"])


@pytest.mark.parametrize("rank", range(2, 6))
async def test_sessions_are_paid_line_after_line_until_their_number_is_used(
    hub: HubClient, database: Database, rank: int
) -> None:
    """2, 3, 4 and 5 sessions at 25, 35, 40 and 50 €, as the level's table says."""
    await of_product(database, "SANTE_PRO", rank)
    euros = {2: "25.00", 3: "35.00", 4: "40.00", 5: "50.00"}[rank]
    lines = [{"family": "ALTERNATIVE_MEDICINE", "price": "60.00"}] * (rank + 1)
    found = (await estimate(hub, (await ids_of(hub))["Camille"], DAY, *lines))["lines"]
    assert [line["complementaryPaid"] for line in found] == [euros] * rank + ["0.00"]
    left = [Decimal(line["allowance"]["remaining"]) for line in found]
    assert left == [*range(rank - 1, -1, -1), 0]
    assert "épuisé" in "".join(found[-1]["notices"])
