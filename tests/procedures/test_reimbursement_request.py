"""A reimbursement is asked for: by whom, for whom, what is written and what is told."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select, update

from models.audit import AuditEntryRow
from models.contracts import ContractRow
from models.people import PersonRow
from models.procedures import ProcedureReferenceRow, ProcedureRow
from rules.sending import ALL_PAPERS, UNDOCUMENTED
from runtime import clock
from runtime.actor import Actor, Role
from runtime.database import Database
from tests.capacities import acting_as
from tests.estimates.asking import ids_of
from tests.hub_client import HubClient
from tests.insured import as_the_owner, the_insured
from tests.procedures.asking import ago, care, linked, refused, send, sent


async def the_row(database: Database) -> Any:
    async with as_the_owner(database) as owner:
        return (await owner.execute(select(ProcedureRow))).one()


async def key_of(database: Database, first_name: str) -> int:
    async with as_the_owner(database) as owner:
        key = await owner.scalar(select(PersonRow.person_id).where(PersonRow.first_name == first_name))
    assert key is not None
    return key


async def test_it_is_sent_and_awaits_what_is_to_be_sent(hub: HubClient) -> None:
    id_ = (await ids_of(hub))["Camille"]
    payload = await send(hub, "member", care(id_))
    procedure, reference = payload["procedure"], payload["procedure"]["reference"]
    assert payload["preview"]["instructions"] == ALL_PAPERS.instructions
    assert (procedure["kind"], procedure["title"]) == ("REIMBURSEMENT_REQUEST", "Demander un remboursement")
    assert (procedure["status"], procedure["version"], procedure["expectedBy"]) == (
        "AWAITING_DOCUMENTS",
        2,
        None,
    )
    assert procedure["member"] == {"number": "100001"}
    assert procedure["contract"] == {"number": "S-200001"}
    assert procedure["beneficiary"] == {"id": id_, "firstName": "Camille"}
    by_person, by_hub = procedure["events"]
    assert (by_person["by"], by_person["fromStatus"], by_person["toStatus"]) == ("MEMBER", None, "SUBMITTED")
    assert (by_hub["by"], by_hub["fromStatus"], by_hub["toStatus"]) == (
        None,
        "SUBMITTED",
        "AWAITING_DOCUMENTS",
    )
    assert by_person["message"] is None
    assert by_hub["message"].startswith(ALL_PAPERS.instructions)
    assert by_hub["message"].endswith(f"Rappelez la référence {reference} dans votre envoi.")


async def test_where_the_guide_says_nothing_it_is_sent_and_the_person_is_told_to_call(hub: HubClient) -> None:
    payload = await send(hub, "member", care((await ids_of(hub))["Camille"], thirdPartyPayment=True))
    assert payload["preview"] == {"missingDocuments": [], "instructions": UNDOCUMENTED.instructions}
    assert (payload["procedure"]["status"], payload["procedure"]["version"]) == ("SUBMITTED", 1)
    (event,) = payload["procedure"]["events"]
    assert (event["by"], event["toStatus"]) == ("MEMBER", "SUBMITTED")
    assert event["message"] == UNDOCUMENTED.instructions


async def test_the_row_has_the_input_the_link_and_whose_it_is(
    hub: HubClient, database: Database, member: Actor
) -> None:
    await linked(database, date(2023, 1, 1))
    procedure = await sent(hub, "member", care((await ids_of(hub))["Camille"]), key="of the phone")
    async with as_the_owner(database) as owner:
        insured = await the_insured(owner)
        named = (await owner.execute(select(ProcedureReferenceRow))).one()
    row = await the_row(database)
    assert row.form == {
        "category": "OPTICAL", "careDate": ago(30), "amountPaid": "240.00", "coveredBySocialSecurity": True,
        "thirdPartyPayment": False, "teletransmission": True,
    }  # fmt: skip
    assert (row.contract_id, row.broker_id) == (insured.contract_id, insured.broker_id)
    assert (row.coverage_id, row.person_id) == (insured.coverages["Camille"], insured.people["Camille"])
    assert (row.submitted_by, row.submitted_as) == (member.account_id, "MEMBER")
    assert row.idempotency_key == "of the phone"
    assert row.submitted_at == row.updated_at
    assert (named.reference, named.procedure_id) == (procedure["reference"], row.procedure_id)


async def test_the_audit_has_its_key_and_nothing_of_the_care(hub: HubClient, database: Database) -> None:
    await sent(hub, "member", care((await ids_of(hub))["Camille"]))
    row = await the_row(database)
    last = select(AuditEntryRow).where(AuditEntryRow.action == "REIMBURSEMENT_REQUEST_SENT")
    async with as_the_owner(database) as owner:
        entry = (await owner.execute(last)).one()
    assert entry.details == {"procedure_id": str(row.procedure_id)}
    assert (entry.member_id, entry.account_id, entry.role) == (row.member_id, row.submitted_by, "MEMBER")


async def test_the_holder_asks_for_a_minor(hub: HubClient) -> None:
    procedure = await sent(hub, "member", care((await ids_of(hub))["Noé"]))
    assert procedure["beneficiary"]["firstName"] == "Noé"


@pytest.mark.parametrize(("persona", "name"), [("spouse", "Dominique"), ("adult-child", "Léa")])
async def test_an_adult_asks_for_themself(
    hub: HubClient, database: Database, persona: str, name: str
) -> None:
    procedure = await sent(hub, persona, care((await ids_of(hub))[name]))
    assert procedure["beneficiary"]["firstName"] == name
    assert procedure["events"][0]["by"] == "BENEFICIARY"
    assert (await the_row(database)).submitted_as == "BENEFICIARY"


@pytest.mark.parametrize("name", ["Dominique", "Léa"])
@pytest.mark.parametrize("shares", [True, False])
async def test_the_holder_does_not_ask_for_an_adult_whether_they_share_or_not(
    hub: HubClient, name: str, shares: bool
) -> None:
    if shares:
        persona = {"Dominique": "spouse", "Léa": "adult-child"}[name]
        share = "mutation { sharingSet(input: {given: true}) { done } }"
        assert (await hub.ask(share, as_=persona)).data["sharingSet"] == {"done": True}
    payload = await send(hub, "member", care((await ids_of(hub))[name]))
    assert refused(payload) == [("NOT_FOUND", ["input", "beneficiaryId"])]


async def test_a_child_is_the_holders_to_ask_for_until_the_day_they_come_of_age(
    hub: HubClient, database: Database
) -> None:
    id_ = (await ids_of(hub))["Noé"]
    async with as_the_owner(database) as owner:
        born = date(2008, 12, 10)
        await owner.execute(update(PersonRow).where(PersonRow.first_name == "Noé").values(birth_date=born))
    identity = await hub.identity("member")
    for day, asked in ((9, []), (10, [("NOT_FOUND", ["input", "beneficiaryId"])])):
        with clock.at(datetime(2026, 12, day, 12, tzinfo=UTC)):
            payload = await send(
                hub, identity, care(id_, careDate="2026-12-01", amountPaid=f"{day}.00"), only=True
            )
            assert [(each["code"], each["field"]) for each in payload["errors"]] == asked


async def test_who_acts_for_the_holder_asks_in_their_place(hub: HubClient, database: Database) -> None:
    guardian = (await hub.identity("guardian")).capacities[0]
    procedure = await sent(hub, "guardian", care((await ids_of(hub, "guardian"))["Suzanne"]))
    assert procedure["beneficiary"]["firstName"] == "Suzanne"
    assert procedure["events"][0]["by"] == "GUARDIAN"
    row = await the_row(database)
    assert (row.submitted_as, row.submitted_by) == ("GUARDIAN", guardian.account_id)
    assert row.person_id == guardian.person_id


@pytest.mark.parametrize("name", ["Dominique", "Noé"])
async def test_who_acts_for_somebody_covered_asks_for_them_and_for_nobody_else(
    hub: HubClient, database: Database, spouse: Actor, name: str
) -> None:
    """An adult under guardianship, and a minor who has a guardian."""
    ids = await ids_of(hub)
    actor = replace(spouse, role=Role.GUARDIAN, person_id=await key_of(database, name))
    guardian = await acting_as(database, actor)
    assert (await sent(hub, guardian, care(ids[name])))["beneficiary"]["firstName"] == name
    for other in ids.keys() - {name}:
        payload = await send(hub, guardian, care(ids[other]))
        assert refused(payload) == [("NOT_FOUND", ["input", "beneficiaryId"])]


async def test_a_minor_does_not_ask(hub: HubClient, database: Database, spouse: Actor) -> None:
    minor = replace(spouse, role=Role.BENEFICIARY, person_id=await key_of(database, "Noé"))
    payload = await send(hub, await acting_as(database, minor), care((await ids_of(hub))["Noé"]))
    assert refused(payload) == [("NOT_FOUND", ["input", "beneficiaryId"])]


async def test_after_the_end_of_the_contract_what_was_before_is_asked_for(
    hub: HubClient, database: Database
) -> None:
    id_ = (await ids_of(hub))["Camille"]
    ended = update(ContractRow).where(ContractRow.number == "S-200001")
    async with as_the_owner(database) as owner:
        await owner.execute(ended.values(status="TERMINATED", end_date=date.fromisoformat(ago(20))))
    assert (await sent(hub, "member", care(id_, careDate=ago(21))))["status"] == "AWAITING_DOCUMENTS"
    payload = await send(hub, "member", care(id_, careDate=ago(20)))
    assert refused(payload) == [("CONTRACT_INACTIVE", ["input", "careDate"])]


async def test_of_a_suspended_contract_it_is_taken_and_somebody_will_look(
    hub: HubClient, database: Database
) -> None:
    async with as_the_owner(database) as owner:
        contract = update(ContractRow).where(ContractRow.number == "S-200001")
        await owner.execute(contract.values(status="SUSPENDED"))
    assert (await sent(hub, "member", care((await ids_of(hub))["Camille"])))["status"] == "AWAITING_DOCUMENTS"
