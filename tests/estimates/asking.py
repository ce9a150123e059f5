"""Estimates asked over HTTP, of people at the level that a test needs."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import delete, select, update

from models.contracts import ContractPlanRow, ContractRow
from models.products import PlanRow, ProductRow
from runtime.database import Database
from tests.hub_client import Answer, HubClient
from tests.insured import as_the_owner, the_insured

LINE = """act { code } family basket spent reimbursementBase socialSecurityPaid flatContribution deductible
  complementaryPaid remaining needsReview notices explanation { label amount rule reference part }"""
ESTIMATE = f"""query($input: EstimateInput!) {{ estimate(input: $input) {{
  errors {{ code field message }}
  estimate {{ spent socialSecurityPaid complementaryPaid remaining indicative notices
    lines {{ {LINE} allowance {{ code used remaining }} alternative {{ {LINE} }} }} }} }} }}"""
BENEFICIARIES = "{ me { beneficiaries { id firstName contract { lineOfBusiness } } } }"


async def at_level(database: Database, rank: int, number: str = "S-200001") -> None:
    """The contract at a level of Santé Pro, from its first day on."""
    async with as_the_owner(database) as owner:
        insured = await the_insured(owner, number)
        plan_id = await owner.scalar(
            select(PlanRow.plan_id).where(PlanRow.product_id == insured.product_id, PlanRow.rank == rank)
        )
        there = ContractPlanRow.contract_id == insured.contract_id
        if (await owner.execute(update(ContractPlanRow).where(there).values(plan_id=plan_id))).rowcount == 0:
            since = date(2023, 1, 1)
            await insured.add(
                ContractPlanRow,
                contract_id=insured.contract_id,
                plan_id=plan_id,
                valid_from=since,
                broker_id=insured.broker_id,
            )


async def of_product(
    database: Database, product: str, rank: int | None = None, number: str = "S-200001"
) -> None:
    """The contract as one of another product, at a level of it or at none, from its first day on."""
    async with as_the_owner(database) as owner:
        insured = await the_insured(owner, number)
        wanted = select(ProductRow.product_id, ProductRow.responsible).where(ProductRow.code == product)
        product_id, responsible = (await owner.execute(wanted)).one()
        contract = update(ContractRow).where(ContractRow.contract_id == insured.contract_id)
        await owner.execute(contract.values(product_id=product_id, responsible=responsible))
        if rank is None:
            await owner.execute(
                delete(ContractPlanRow).where(ContractPlanRow.contract_id == insured.contract_id)
            )
    if rank is not None:
        await at_level(database, rank, number)


async def ids_of(hub: HubClient, persona: str = "member") -> dict[str, str]:
    answer = await hub.ask(BENEFICIARIES, as_=persona)
    return {
        each["firstName"]: each["id"]
        for each in answer.data["me"]["beneficiaries"]
        if each["contract"]["lineOfBusiness"] == "HEALTH"
    }


async def ask(
    hub: HubClient, id_: str, day: str, *lines: dict[str, Any], as_: str | None = "agent"
) -> Answer:
    return await hub.ask(
        ESTIMATE, as_=as_, input={"beneficiaryId": id_, "careDate": day, "lines": list(lines)}
    )


async def estimate(hub: HubClient, id_: str, day: str, *lines: dict[str, Any], as_: str = "agent") -> Any:
    answer = await ask(hub, id_, day, *lines, as_=as_)
    assert answer.errors == []
    assert answer.data["estimate"]["errors"] == []
    return answer.data["estimate"]["estimate"]


def added(line: dict[str, Any], part: str | None = None) -> Decimal:
    steps = [step for step in line["explanation"] if part in (None, step["part"])]
    return sum((Decimal(step["amount"]) for step in steps), Decimal(0))
