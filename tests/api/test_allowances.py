"""What covered people have in a time, and what is left of it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from models.guarantees import AllowanceRow
from models.reimbursements import AllowanceUseRow
from runtime.database import Database
from tests.hub_client import HubClient
from tests.insured import Insured, as_the_owner, the_insured
from tests.models.rows import put

ALLOWANCES = """query($day: Date) { me { beneficiaries { firstName contract { lineOfBusiness }
  allowances(onDate: $day) { code label unit ceiling period scope consumed remaining resetsOn
    parts { part consumed remaining resetsOn } } } } }"""
SHARE = "mutation($given: Boolean!) { sharingSet(input: {given: $given}) { done } }"


async def allowance(
    insured: Insured, plan_id: int | None, code: str, ceiling: str, scope: str = "BENEFICIARY", **more: Any
) -> None:
    values = {
        "product_id": insured.product_id, "plan_id": plan_id, "code": code, "label": code.title(),
        "unit": "EUR", "ceiling": Decimal(ceiling), "period": "CIVIL_YEAR", "scope": scope,
        "valid_from": date(2020, 1, 1), **more,
    }  # fmt: skip
    await put(insured.owner, AllowanceRow, values)


async def use(insured: Insured, name: str, code: str, day: date, *, used: str, part: str = "") -> None:
    await insured.add(
        AllowanceUseRow, coverage_id=insured.coverages[name], contract_id=insured.contract_id,
        person_id=insured.people[name], code=code, part=part, used_on=day, used=Decimal(used),
    )  # fmt: skip


@pytest.fixture
async def allowances(database: Database) -> None:
    """Lenses on two levels, hearing aids by the ear, and something that the family shares."""
    async with as_the_owner(database) as owner:
        insured = await the_insured(owner)
        second = await insured.add_level(2, date(2023, 1, 1), date(2025, 1, 1))
        third = await insured.add_level(3, date(2025, 1, 1))
        await allowance(insured, second, "LENSES", "60.00")
        await allowance(insured, third, "LENSES", "100.00")
        await allowance(
            insured, third, "HEARING", "1.00", "EAR", unit="COUNT", period="ROLLING", period_months=48
        )
        await allowance(insured, None, "SHARED", "500.00", "FAMILY")
        for name in ("Camille", "Dominique"):
            await use(insured, name, "LENSES", date(2024, 12, 31), used="55.00")
            await use(insured, name, "LENSES", date(2025, 2, 1), used="30.00")
            await use(insured, name, "LENSES", date(2025, 3, 1), used="12.50")
            await use(insured, name, "LENSES", date(2025, 3, 1), used="-12.50")
            await use(insured, name, "SHARED", date(2025, 2, 1), used="100.00")
        await use(insured, "Camille", "HEARING", date(2025, 1, 10), used="1", part="LEFT")


async def ask(hub: HubClient, persona: str, day: str | None = "2025-06-01") -> dict[str, Any]:
    answer = await hub.ask(ALLOWANCES, as_=persona, day=day)
    assert answer.errors == []
    return {
        each["firstName"]: each["allowances"]
        for each in answer.data["me"]["beneficiaries"]
        if each["contract"]["lineOfBusiness"] == "HEALTH"
    }


def lenses(found: list[dict[str, Any]]) -> tuple[str, str, str, str]:
    (it,) = [each for each in found if each["code"] == "LENSES"]
    return it["ceiling"], it["consumed"], it["remaining"], it["resetsOn"]


@pytest.mark.usefixtures("allowances")
async def test_an_allowance_tells_what_is_used_in_the_period_of_a_day(hub: HubClient) -> None:
    found = await ask(hub, "member")
    assert [each["code"] for each in found["Camille"]] == ["HEARING", "LENSES", "SHARED"]
    assert lenses(found["Camille"]) == ("100.00", "30.00", "70.00", "2026-01-01")
    assert lenses(found["Noé"]) == ("100.00", "0.00", "100.00", "2026-01-01")


@pytest.mark.usefixtures("allowances")
@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2024-12-30", ("60.00", "0.00", "60.00", "2025-01-01")),
        ("2024-12-31", ("60.00", "55.00", "5.00", "2025-01-01")),
        ("2025-01-01", ("100.00", "0.00", "100.00", "2026-01-01")),
        ("2025-02-01", ("100.00", "30.00", "70.00", "2026-01-01")),
    ],
)
async def test_the_level_and_the_uses_are_those_of_the_day(
    hub: HubClient, day: str, expected: tuple[str, str, str, str]
) -> None:
    assert lenses((await ask(hub, "member", day))["Camille"]) == expected


@pytest.mark.usefixtures("allowances")
async def test_on_a_day_without_cover_there_is_none(hub: HubClient) -> None:
    assert (await ask(hub, "member", "2022-12-31"))["Camille"] == []


@pytest.mark.usefixtures("allowances")
async def test_what_counts_by_the_ear_is_told_ear_by_ear(hub: HubClient) -> None:
    hearing = (await ask(hub, "member"))["Camille"][0]
    assert (hearing["consumed"], hearing["remaining"], hearing["resetsOn"]) == (None, None, None)
    (left,) = hearing["parts"]
    assert (left["part"], left["resetsOn"]) == ("LEFT", "2029-01-10")
    assert (left["consumed"], left["remaining"]) == ("1.00", "0.00")


@pytest.mark.usefixtures("allowances")
async def test_of_an_adult_who_has_not_shared_the_holder_is_told_nothing(hub: HubClient) -> None:
    found = await ask(hub, "member")
    assert (found["Dominique"], found["Léa"]) == (None, None)
    await hub.ask(SHARE, as_="spouse", given=True)
    assert lenses((await ask(hub, "member"))["Dominique"]) == ("100.00", "30.00", "70.00", "2026-01-01")
    await hub.ask(SHARE, as_="spouse", given=False)
    assert (await ask(hub, "member"))["Dominique"] is None


@pytest.mark.usefixtures("allowances")
async def test_a_covered_person_sees_their_own(hub: HubClient) -> None:
    found = await ask(hub, "spouse")
    assert list(found) == ["Dominique"]
    assert lenses(found["Dominique"])[1] == "30.00"


@pytest.mark.usefixtures("allowances")
async def test_what_a_family_shares_tells_nobody_of_it_what_another_used(hub: HubClient) -> None:
    for persona, name in (("member", "Camille"), ("spouse", "Dominique")):
        (shared,) = [each for each in (await ask(hub, persona))[name] if each["code"] == "SHARED"]
        assert (shared["ceiling"], shared["consumed"], shared["remaining"]) == ("500.00", None, None)
    query = """{ contract(number: "S-200001") { beneficiaries {
                 allowances(onDate: "2025-06-01") { code consumed } } } }"""
    people = (await hub.ask(query, as_="agent")).data["contract"]["beneficiaries"]
    consumed = {
        Decimal(each["consumed"])
        for person in people
        for each in person["allowances"]
        if each["code"] == "SHARED"
    }
    assert consumed == {Decimal(200)}


@pytest.mark.usefixtures("allowances")
async def test_a_broker_sees_none(hub: HubClient) -> None:
    query = '{ contract(number: "S-200001") { beneficiaries { allowances { code } } } }'
    answer = await hub.ask(query, as_="broker")
    assert answer.errors == []
    assert answer.data["contract"]["beneficiaries"] == [{"allowances": None}] * 4


async def test_a_day_out_of_bounds_is_refused_by_its_name(hub: HubClient) -> None:
    answer = await hub.ask(ALLOWANCES, as_="member", day="1989-12-31")
    assert answer.codes == ["BAD_USER_INPUT"] * len(answer.errors)
    assert answer.errors[0]["extensions"]["argument"] == "onDate"


Statements = Callable[[], AbstractContextManager[list[str]]]


@pytest.mark.usefixtures("allowances")
async def test_everybody_s_are_read_with_one_statement(executor: HubClient, statements: Statements) -> None:
    identity = await executor.identity("agent")
    query = (
        '{ contract(number: "S-200001") { beneficiaries { allowances { code consumed parts { part } } } } }'
    )
    with statements() as ran:
        answer = await executor.ask(query, as_=identity)
    assert [len(each["allowances"]) for each in answer.data["contract"]["beneficiaries"]] == [3, 3, 3, 3]
    assert sum("FROM allowance_uses" in each for each in ran) == 1
