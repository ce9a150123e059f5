"""Payment schedules: what is due for a contract in a year, and what became of it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from models.bank_accounts import BankAccountRow
from models.installments import InstallmentRow
from runtime.database import Database
from tests.decisions.test_visibility import second_broker
from tests.hub_client import HubClient
from tests.insured import THIS_YEAR, Insured, as_the_owner, the_insured

SCHEDULE = """query($number: String!, $year: Int) { contract(number: $number) { paymentSchedule(year: $year) {
  year total netTotal taxTotal installments { dueOn amount netAmount taxAmount method status paidOn
    periodFrom periodTo ibanMasked } } } }"""


async def due(insured: Insured, day: date, amount: str = "45.00", **more: Any) -> None:
    await insured.add(
        InstallmentRow, contract_id=insured.contract_id, due_on=day, period_from=day.replace(day=1),
        period_to=day.replace(day=28), amount=Decimal(amount), net_amount=Decimal(amount) - Decimal("5.00"),
        tax_amount=Decimal("5.00"), method="DIRECT_DEBIT", broker_id=insured.broker_id, **more,
    )  # fmt: skip


@pytest.fixture
async def schedules(database: Database) -> None:
    """Two installments of 2024, of which one is in arrears, and one of this year; two of another contract."""
    async with as_the_owner(database) as owner:
        insured = await the_insured(owner)
        account = await insured.add(
            BankAccountRow, usage="PREMIUM_DEBIT", holder_name="Camille Martin", iban_sealed=b"sealed",
            iban_token=bytes(32), iban_masked="FR76 **** … 0189", valid_from=date(2023, 1, 1),
        )  # fmt: skip
        key = {"bank_account_id": account["bank_account_id"]}
        await due(insured, date(2024, 5, 6), "46.10", **key, status="REJECTED", reject_code="AM04")
        await due(insured, date(2024, 4, 5), **key, status="COLLECTED", paid_on=date(2024, 4, 8))
        await due(insured, THIS_YEAR.replace(month=3), **key)
        other = await the_insured(owner, "P-300001")
        await due(other, date(2024, 1, 5), "10.00")
        await due(other, date(2024, 12, 31), "10.00")


async def ask(hub: HubClient, persona: Any, year: int | None = None, number: str = "S-200001") -> Any:
    answer = await hub.ask(SCHEDULE, as_=persona, number=number, year=year)
    assert answer.errors == []
    return answer.data["contract"]["paymentSchedule"]


@pytest.mark.usefixtures("schedules")
async def test_a_schedule_lists_what_is_due_in_a_year_and_adds_it_up(hub: HubClient) -> None:
    found = await ask(hub, "member", 2024)
    assert (found["year"], found["total"], found["netTotal"], found["taxTotal"]) == (
        2024, "91.10", "81.10", "10.00",
    )  # fmt: skip
    assert found["installments"] == [
        {
            "dueOn": "2024-04-05", "amount": "45.00", "netAmount": "40.00", "taxAmount": "5.00",
            "method": "DIRECT_DEBIT", "status": "COLLECTED", "paidOn": "2024-04-08",
            "periodFrom": "2024-04-01", "periodTo": "2024-04-28", "ibanMasked": "FR76 **** … 0189",
        },
        {
            "dueOn": "2024-05-06", "amount": "46.10", "netAmount": "41.10", "taxAmount": "5.00",
            "method": "DIRECT_DEBIT", "status": "REJECTED", "paidOn": None,
            "periodFrom": "2024-05-01", "periodTo": "2024-05-28", "ibanMasked": "FR76 **** … 0189",
        },
    ]  # fmt: skip
    assert (await ask(hub, "member", 2024, "P-300001"))["total"] == "20.00"


@pytest.mark.usefixtures("schedules")
async def test_a_schedule_is_that_of_this_year_if_none_is_said(hub: HubClient) -> None:
    found = await ask(hub, "member")
    assert found["year"] == THIS_YEAR.year
    assert len(found["installments"]) == 1


@pytest.mark.usefixtures("schedules")
async def test_a_year_in_which_nothing_is_due_has_no_schedule(hub: HubClient) -> None:
    assert await ask(hub, "member", 2022) is None
    assert await ask(hub, "member", None, "P-300001") is None


@pytest.mark.parametrize("year", [1989, 2101, -1, 2_147_483_647])
async def test_a_year_out_of_bounds_is_refused_by_its_name(hub: HubClient, year: int) -> None:
    answer = await hub.ask(SCHEDULE, as_="member", number="S-200001", year=year)
    assert answer.codes == ["BAD_USER_INPUT"]
    assert answer.errors[0]["extensions"]["argument"] == "year"


@pytest.mark.usefixtures("schedules")
async def test_the_broker_sees_arrears_and_no_account(hub: HubClient) -> None:
    found = await ask(hub, "broker", 2024)
    assert [each["status"] for each in found["installments"]] == ["COLLECTED", "REJECTED"]
    assert {each["ibanMasked"] for each in found["installments"]} == {None}
    assert found["total"] == "91.10"


@pytest.mark.usefixtures("schedules")
async def test_an_agent_sees_the_account_masked(hub: HubClient) -> None:
    found = await ask(hub, "agent", 2024)
    assert {each["ibanMasked"] for each in found["installments"]} == {"FR76 **** … 0189"}


@pytest.mark.usefixtures("schedules")
async def test_who_is_only_covered_sees_no_schedule(hub: HubClient) -> None:
    assert await ask(hub, "spouse", 2024) is None


@pytest.mark.usefixtures("schedules")
async def test_another_broker_sees_not_even_the_contract(hub: HubClient, database: Database) -> None:
    answer = await hub.ask(SCHEDULE, as_=await second_broker(database), number="S-200001", year=2024)
    assert answer.data == {"contract": None}


Statements = Callable[[], AbstractContextManager[list[str]]]


@pytest.mark.usefixtures("schedules")
async def test_schedules_of_several_contracts_are_read_with_one_statement_a_relation(
    executor: HubClient, statements: Statements
) -> None:
    identity = await executor.identity("member")
    query = (
        "{ me { contracts { paymentSchedule(year: 2024) { total installments { amount ibanMasked } } } } }"
    )
    with statements() as ran:
        answer = await executor.ask(query, as_=identity)
    schedules = [each["paymentSchedule"] for each in answer.data["me"]["contracts"]]
    assert [len(each["installments"]) for each in schedules] == [2, 2]
    assert len(ran) == 4
