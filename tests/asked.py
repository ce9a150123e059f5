"""Démarches and documents made for a test, for people of the household of `member`."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from models.documents import DocumentRow, ProcedureDocumentRow
from models.procedures import ProcedureEventRow, ProcedureRow
from runtime.actor import Actor
from runtime.database import Database
from tests.hub_client import HubClient
from tests.insured import as_the_owner, the_insured
from tests.models.rows import FILE

MORNING = datetime(2026, 5, 4, 10, tzinfo=UTC)

FIELDS = """id reference kind title status stage stageLabel submittedAt updatedAt expectedBy version
  rejectionReason member { number } contract { number } beneficiary { firstName }
  documents { title } events { at by fromStatus toStatus stage message note }"""
OF_ME = f"""query($filter: ProcedureFilter, $orderBy: ProcedureOrder, $first: Int, $after: String,
                  $last: Int, $before: String) {{
  me {{ procedures(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last,
                   before: $before) {{
    totalCount pageInfo {{ endCursor startCursor hasNextPage hasPreviousPage }}
    edges {{ node {{ {FIELDS} }} }} }} }} }}"""
QUEUE = f"""query($filter: ProcedureFilter, $orderBy: ProcedureOrder, $first: Int, $after: String) {{
  procedures(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {{
    totalCount pageInfo {{ endCursor }} edges {{ node {{ {FIELDS} }} }} }} }}"""
ONE = f"query($reference: String!) {{ procedure(reference: $reference) {{ {FIELDS} }} }}"

MINE, CHILDS, SPOUSES, ABOUT_SPOUSE, HOUSEHOLDS = (f"DEM-2026-{number:07}" for number in range(1, 6))


def on(day: int, hour: int = 10) -> datetime:
    return datetime(2026, 5, day, hour, tzinfo=UTC)


async def add_procedures(database: Database, *procedures: Mapping[str, Any]) -> list[int]:
    """Write démarches on the health contract, each with `who` it is about, if anybody, `by` an account; keys."""
    keys = []
    async with as_the_owner(database) as owner:
        insured = await the_insured(owner)
        for number, changes in enumerate(procedures, 1):
            values = dict(changes)
            who, by = values.pop("who", None), values.pop("by")
            at = values.setdefault("submitted_at", MORNING)
            usual = {
                "contract_id": insured.contract_id, "broker_id": insured.broker_id, "status": "SUBMITTED",
                "submitted_by": by, "submitted_as": "MEMBER", "updated_at": at, "form": {},
                "reference": f"DEM-2026-{number:07}", "idempotency_key": f"{number}", "request_hash": bytes(32),
                "coverage_id": insured.coverages.get(who), "person_id": insured.people.get(who),
            }  # fmt: skip
            keys.append((await insured.add(ProcedureRow, **{**usual, **values}))["procedure_id"])
    return keys


async def add_events(database: Database, procedure_id: int, *events: Mapping[str, Any]) -> None:
    async with as_the_owner(database) as owner:
        insured = await the_insured(owner)
        for event in events:
            await insured.add(ProcedureEventRow, **{"procedure_id": procedure_id, "at": MORNING, **event})


async def add_documents(database: Database, *documents: Mapping[str, Any]) -> list[int]:
    """Write documents, each with `who` it is about, if anybody, and `of` the démarche it was sent with, if
    any. Those of a contract's kinds are of the health contract and shown to its broker.
    """
    keys = []
    async with as_the_owner(database) as owner:
        insured = await the_insured(owner)
        for changes in documents:
            values = dict(changes)
            who, procedure_id = values.pop("who", None), values.pop("of", None)
            if values.pop("of_contract", False):
                values |= {"contract_id": insured.contract_id, "broker_id": insured.broker_id}
            usual = {**FILE, "issued_on": date(2026, 5, 4), "added_at": MORNING}
            row = {**usual, "person_id": insured.people.get(who), **values}
            key = (await insured.add(DocumentRow, **row))["document_id"]
            if procedure_id is not None:
                link = {"procedure_id": procedure_id, "document_id": key, "added_at": MORNING}
                await insured.add(ProcedureDocumentRow, **link)
            keys.append(key)
    return keys


async def the_five(database: Database, member: Actor, spouse: Actor) -> list[int]:
    """Five: of the holder, of the child, two about the spouse, each sent by one of the couple, and the
    household's own.
    """
    return await add_procedures(
        database,
        {"who": "Camille", "by": member.account_id, "kind": "REIMBURSEMENT_REQUEST", "status": "DONE",
         "submitted_at": on(1)},
        {"who": "Noé", "by": member.account_id, "kind": "HOSPITAL_CARE", "submitted_at": on(2),
         "stage": "ISSUED", "expected_by": date(2026, 5, 9)},
        {"who": "Dominique", "by": spouse.account_id, "kind": "QUOTE_ESTIMATE", "submitted_at": on(3)},
        {"who": "Dominique", "by": member.account_id, "kind": "ADDRESS_CHANGE", "submitted_at": on(4),
         "stage": "CHECKED", "expected_by": date(2026, 5, 9), "status": "REJECTED",
         "rejection_reason": "INCOMPLETE"},
        {"by": member.account_id, "kind": "BANK_ACCOUNT_CHANGE", "submitted_at": on(5),
         "status": "AWAITING_SIGNATURE"},
    )  # fmt: skip


async def ask(hub: HubClient, query: str, as_: Any, **variables: Any) -> Any:
    answer = await hub.ask(query, as_=as_, **variables)
    assert answer.errors == []
    found = answer.data.get("me") or answer.data
    return found["procedures"]


def references(page: Any) -> list[str]:
    return [edge["node"]["reference"] for edge in page["edges"]]
