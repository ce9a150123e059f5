"""The table of guarantees of a contract."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import update

from models.contracts import ContractRow
from models.guarantees import AllowanceRow, GuaranteeRow
from rules.guarantee_words import sentence
from rules.reimbursement.expressions import guarantee_of
from runtime.database import Database
from runtime.settings import ROOT
from tests.hub_client import HubClient
from tests.insured import Insured, as_the_owner, the_insured
from tests.models.rows import put

GUARANTEES = """query($number: String!, $day: Date) { contract(number: $number) { guarantees(onDate: $day) {
  label family practitioner basket sentence waitingMonths
  allowance { code label unit ceiling period periodMonths scope } } } }"""
SINCE = date(2020, 1, 1)


@pytest.fixture
async def levels(database: Database) -> None:
    """Level 2 until the end of 2024, and level 3 from then on; the second has an allowance of lenses."""
    async with as_the_owner(database) as owner:
        insured = await the_insured(owner)
        second = await insured.add_level(2, date(2023, 1, 1), date(2025, 1, 1))
        third = await insured.add_level(3, date(2025, 1, 1))
        allowance = await put(
            owner, AllowanceRow, {
                "product_id": insured.product_id, "plan_id": third, "code": "LENSES", "unit": "EUR",
                "label": "Lentilles, par an", "ceiling": Decimal("100.00"), "period": "CIVIL_YEAR",
                "scope": "BENEFICIARY", "valid_from": SINCE,
            },
        )  # fmt: skip
        await line(insured, second, 1, "Médecin", percent="125")
        await line(insured, third, 2, "Médecin non OPTAM", percent="130", practitioner="NON_OPTAM")
        await line(insured, third, 1, "Médecin", percent="150", valid_to=date(2026, 1, 1))
        await line(insured, third, 1, "Médecin", percent="160", valid_from=date(2026, 1, 1))
        await line(
            insured, third, 3, "Lentilles", percent="100", family="CONTACT_LENSES", waiting_months=3,
            allowance_id=allowance["allowance_id"],
        )  # fmt: skip
        await line(insured, None, 4, "Pour tous les niveaux", percent="100", basket="FREE")


async def line(
    insured: Insured, plan_id: int | None, position: int, label: str, *, percent: str, **more: Any
) -> None:
    values = {
        "product_id": insured.product_id, "plan_id": plan_id, "position": position, "label": label,
        "family": "SPECIALIST", "expression": {"kind": "BR_PCT_INCL", "percent": percent}, "valid_from": SINCE,
        **more,
    }  # fmt: skip
    await put(insured.owner, GuaranteeRow, values)


async def ask(hub: HubClient, persona: str, day: str | None = None, number: str = "S-200001") -> Any:
    answer = await hub.ask(GUARANTEES, as_=persona, number=number, day=day)
    assert answer.errors == []
    return answer.data["contract"]["guarantees"]


def read(lines: Any) -> list[tuple[str, str]]:
    return [(each["label"], each["sentence"].split("\u00a0")[0]) for each in lines]


@pytest.mark.usefixtures("levels")
@pytest.mark.parametrize("persona", ["member", "spouse", "broker", "agent"])
async def test_today_holds_the_table_of_the_level_of_today_in_its_order(hub: HubClient, persona: str) -> None:
    found = await ask(hub, persona)
    assert read(found) == [
        ("Médecin", "160"),
        ("Médecin non OPTAM", "130"),
        ("Lentilles", "100"),
        ("Pour tous les niveaux", "100"),
    ]
    assert found[0]["sentence"].endswith("de la base de remboursement, Sécurité sociale comprise.")
    assert [each["practitioner"] for each in found] == [None, "NON_OPTAM", None, None]
    assert [each["basket"] for each in found] == [None, None, None, "FREE"]
    assert [each["waitingMonths"] for each in found] == [0, 0, 3, 0]
    assert found[2]["family"] == "CONTACT_LENSES"
    assert found[2]["allowance"] == {
        "code": "LENSES", "label": "Lentilles, par an", "unit": "EUR", "ceiling": "100.00",
        "period": "CIVIL_YEAR", "periodMonths": None, "scope": "BENEFICIARY",
    }  # fmt: skip
    assert found[0]["allowance"] is None


@pytest.mark.usefixtures("levels")
@pytest.mark.parametrize(
    ("day", "lines"),
    [
        ("2022-12-31", []),
        ("2023-01-01", [("Médecin", "125"), ("Pour tous les niveaux", "100")]),
        ("2024-12-31", [("Médecin", "125"), ("Pour tous les niveaux", "100")]),
        ("2025-12-31", [("Médecin", "150"), ("Médecin non OPTAM", "130")]),
        ("2026-01-01", [("Médecin", "160"), ("Médecin non OPTAM", "130")]),
    ],
)
async def test_another_day_holds_the_table_of_the_level_of_that_day(
    hub: HubClient, day: str, lines: list[tuple[str, str]]
) -> None:
    assert read(await ask(hub, "member", day))[:2] == lines


@pytest.mark.usefixtures("levels")
async def test_two_days_are_asked_for_in_one_operation(hub: HubClient) -> None:
    query = """{ me { contracts { then: guarantees(onDate: "2024-06-01") { sentence }
                                  now: guarantees { sentence } } } }"""
    contract = (await hub.ask(query, as_="member")).data["me"]["contracts"][0]
    assert (len(contract["then"]), len(contract["now"])) == (2, 4)


async def test_a_contract_that_has_ended_shows_the_table_of_its_last_day(
    hub: HubClient, database: Database
) -> None:
    async with as_the_owner(database) as owner:
        insured = await the_insured(owner)
        plan = await insured.add_level(1, date(2023, 1, 1))
        await line(insured, plan, 1, "Le dernier jour", percent="100", valid_to=date(2025, 1, 1))
        await line(insured, plan, 2, "Depuis", percent="100", valid_from=date(2025, 1, 1))
        await end(insured, date(2025, 1, 1))
    assert read(await ask(hub, "member")) == [("Le dernier jour", "100")]
    assert await ask(hub, "member", "2025-01-01") == []


async def end(insured: Insured, day: date) -> None:
    ended = update(ContractRow).where(ContractRow.contract_id == insured.contract_id)
    await insured.owner.execute(ended.values(end_date=day, status="TERMINATED"))


@pytest.mark.parametrize("day", ["1989-12-31", "2101-01-01", "9999-12-31"])
async def test_a_day_out_of_bounds_is_refused_by_its_name(hub: HubClient, day: str) -> None:
    answer = await hub.ask(GUARANTEES, as_="member", number="S-200001", day=day)
    assert answer.codes == ["BAD_USER_INPUT"]
    assert answer.errors[0]["extensions"]["argument"] == "onDate"


async def test_protection_has_families_of_its_own(hub: HubClient, database: Database) -> None:
    async with as_the_owner(database) as owner:
        insured = await the_insured(owner, "P-300001")
        await line(insured, None, 1, "Indemnités journalières", percent="1", family="DAILY_BENEFIT")
    found = await ask(hub, "member", number="P-300001")
    assert [each["family"] for each in found] == ["DAILY_BENEFIT"]


def test_every_promise_of_the_catalogue_can_be_said() -> None:
    products = json.loads((ROOT / "catalogue" / "products.json").read_text())
    expressions = list(expressions_in(products))
    assert len(expressions) > 50
    for each in expressions:
        assert sentence(guarantee_of(each)).endswith(".")


def expressions_in(stored: Any) -> Iterator[Any]:
    if isinstance(stored, list):
        for each in stored:
            yield from expressions_in(each)
    if isinstance(stored, dict):
        for name, value in stored.items():
            if name == "expression":
                yield value
            else:
                yield from expressions_in(value)
