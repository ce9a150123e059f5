"""Démarches asked for over HTTP, and what is in the tables afterwards."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from sqlalchemy import delete, func, select, text

from models.affiliations import TeletransmissionRow
from models.audit import AuditEntryRow
from models.procedures import ProcedureEventRow, ProcedureReferenceRow, ProcedureRow
from runtime import clock
from runtime.database import Database
from tests.hub_client import HubClient
from tests.insured import as_the_owner, the_insured

PAPERS = "kind condition label help maxAgeMonths obtainFrom"
REQUEST = f"""mutation($input: ReimbursementRequestInput!, $key: String!, $only: Boolean) {{
  reimbursementRequest(input: $input, idempotencyKey: $key, validateOnly: $only) {{
    procedure {{ id reference kind title status stageLabel submittedAt updatedAt expectedBy version
      member {{ number }} contract {{ number }} beneficiary {{ id firstName }}
      events {{ at by fromStatus toStatus message note }} }}
    errors {{ code message field }}
    preview {{ missingDocuments {{ {PAPERS} }} instructions }} }} }}"""
_KEYS = count(1)
TODAY = clock.today()
"""One day for all that is counted from it, also where a run goes on past midnight."""


def ago(days: int) -> str:
    return (TODAY - timedelta(days)).isoformat()


def care(beneficiary_id: str, **changes: Any) -> dict[str, Any]:
    """Glasses of last month, paid by oneself: all is right with them where there is no télétransmission."""
    usual = {
        "beneficiaryId": beneficiary_id, "category": "OPTICAL", "careDate": ago(30), "amountPaid": "240.00",
        "coveredBySocialSecurity": True, "thirdPartyPayment": False,
    }  # fmt: skip
    return {**usual, **changes}


async def send(
    hub: HubClient, as_: Any, asked: dict[str, Any], *, key: str | None = None, only: bool = False
) -> Any:
    """The payload; under a key of its own if none is said."""
    variables = {"input": asked, "key": f"key {next(_KEYS)}" if key is None else key, "only": only}
    answer = await hub.ask(REQUEST, as_=as_, **variables)
    assert answer.errors == [], answer.errors
    return answer.data["reimbursementRequest"]


async def sent(hub: HubClient, as_: Any, asked: dict[str, Any], key: str | None = None) -> Any:
    """The démarche, which must have been taken."""
    payload = await send(hub, as_, asked, key=key)
    assert payload["errors"] == []
    assert payload["procedure"] is not None
    return payload["procedure"]


def refused(payload: Any) -> list[tuple[str, Any]]:
    assert (payload["procedure"], payload["preview"]) == (None, None)
    assert all(each["message"].endswith(".") for each in payload["errors"])
    return [(each["code"], each["field"]) for each in payload["errors"]]


async def rows(database: Database) -> dict[str, int]:
    """How many there are of all that a démarche could leave behind."""
    async with as_the_owner(database) as owner:
        counted = {
            table.__tablename__: await owner.scalar(select(func.count()).select_from(table))
            for table in (ProcedureRow, ProcedureReferenceRow, ProcedureEventRow, AuditEntryRow)
        }
        jobs = await owner.scalar(text("SELECT count(*) FROM jobs.pgqueuer"))
        heads = await owner.scalar(text("SELECT coalesce(sum(position), 0) FROM audit_heads"))
    return {**counted, "jobs": jobs, "heads": heads}


async def linked(
    database: Database, since: date | None, until: date | None = None, who: str = "Camille"
) -> None:
    """Their link to the social security, from a day on; none at all without one."""
    async with as_the_owner(database) as owner:
        insured = await the_insured(owner)
        coverage_id = insured.coverages[who]
        await owner.execute(delete(TeletransmissionRow).where(TeletransmissionRow.coverage_id == coverage_id))
        if since is not None:
            link = {"coverage_id": coverage_id, "status": "CONNECTED", "valid_from": since, "valid_to": until}
            await insured.add(TeletransmissionRow, **link)
