"""What can be used, and why not."""

from typing import Any

from sqlalchemy import delete, update

from models.contracts import ContractRow, CoverageRow
from runtime.database import Database
from tests.hub_client import HubClient
from tests.insured import as_the_owner, the_insured

OF_CONTRACT = """query($number: String!) { contract(number: $number) {
  features { code available reason message } } }"""
OF_MEMBER = '{ member(number: "100001") { features { code available reason message } } }'
HOLDERS = {"PAYMENT_SCHEDULE", "LEVEL_CHANGE"}


def reasons(features: Any) -> dict[str, str]:
    """Of those that cannot be used."""
    for each in features:
        assert each["available"] == (each["reason"] is None) == (each["message"] is None)
    return {each["code"]: each["reason"] for each in features if not each["available"]}


async def of_contract(hub: HubClient, persona: str, number: str = "S-200001") -> dict[str, str]:
    answer = await hub.ask(OF_CONTRACT, as_=persona, number=number)
    assert answer.errors == []
    return reasons(answer.data["contract"]["features"])


async def of_member(hub: HubClient, persona: str) -> dict[str, str]:
    answer = await hub.ask(OF_MEMBER, as_=persona)
    assert answer.errors == []
    return reasons(answer.data["member"]["features"])


async def with_levels(database: Database) -> None:
    async with as_the_owner(database) as owner:
        insured = await the_insured(owner)
        for rank in (1, 2):
            await insured.add_level(rank)


async def test_a_health_contract_in_force_offers_everything(hub: HubClient, database: Database) -> None:
    assert await of_contract(hub, "member") == {"LEVEL_CHANGE": "NOT_FOUND"}
    await with_levels(database)
    for persona in ("member", "agent", "broker"):
        assert await of_contract(hub, persona) == {}


async def test_protection_offers_nothing_about_care(hub: HubClient) -> None:
    found = await of_contract(hub, "member", "P-300001")
    assert set(found.values()) == {"HEALTH_ONLY"}
    assert {"THIRD_PARTY_CARD", "REIMBURSEMENTS", "BENEFICIARIES"} <= set(found)
    assert "DOCUMENTS" not in found


async def test_a_covered_person_is_told_what_is_for_the_holder(hub: HubClient) -> None:
    found = await of_contract(hub, "spouse")
    assert set(found) == HOLDERS
    assert set(found.values()) == {"NOT_HOLDER"}


async def test_a_household_can_use_what_one_of_its_contracts_offers(
    hub: HubClient, database: Database
) -> None:
    await with_levels(database)
    assert await of_member(hub, "member") == {}
    async with as_the_owner(database) as owner:
        await owner.execute(
            update(ContractRow).where(ContractRow.number == "S-200001").values(status="SUSPENDED")
        )
    found = await of_member(hub, "member")
    assert found["THIRD_PARTY_CARD"] == "CONTRACT_INACTIVE"
    assert "PAYMENT_SCHEDULE" not in found


async def test_a_contract_that_the_reader_does_not_see_does_not_count(
    hub: HubClient, database: Database
) -> None:
    """The spouse, covered by nothing but what they do not see, and the broker, who placed only one."""
    async with as_the_owner(database) as owner:
        protection = await the_insured(owner, "P-300001")
        health = await the_insured(owner)
        await owner.execute(
            update(CoverageRow)
            .where(CoverageRow.coverage_id == health.coverages["Dominique"])
            .values(contract_id=protection.contract_id, relation="SPOUSE")
        )
        await owner.execute(
            update(ContractRow).where(ContractRow.number == "S-200001").values(broker_id=None)
        )
        await owner.execute(
            delete(CoverageRow).where(CoverageRow.coverage_id == protection.coverages["Camille"])
        )
    assert (await of_member(hub, "spouse"))["REIMBURSEMENTS"] == "HEALTH_ONLY"
    assert (await of_member(hub, "broker"))["BENEFICIARIES"] == "HEALTH_ONLY"
    assert "REIMBURSEMENTS" not in await of_member(hub, "member")


async def test_a_broker_is_told_of_nothing_that_tells_of_care(hub: HubClient) -> None:
    found = (await hub.ask(OF_CONTRACT, as_="broker", number="S-200001")).data["contract"]["features"]
    assert {"THIRD_PARTY_CARD", "REIMBURSEMENTS", "STATEMENTS"}.isdisjoint(each["code"] for each in found)
