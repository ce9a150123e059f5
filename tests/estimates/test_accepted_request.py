"""What is paid for a request that was accepted is what the estimate said, step by step: one engine prices both."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from actions.reimbursements.line_settle import NewLine, line_settle
from actions.transaction import transaction
from models.reimbursements import ReimbursementRow
from rules.reimbursement.texts import VERSION
from runtime import clock
from runtime.actor import Actor
from runtime.migrations import as_owner
from tests.asked import add_procedures
from tests.estimates.asking import added, at_level, estimate, ids_of
from tests.hub_client import HubClient
from tests.insured import Insured

DAY = date(2026, 3, 10)
PAID = """{ me { reimbursements { edges { node { status complementaryPaid remaining
  explanation { label amount rule reference part } } } } } }"""


@pytest.mark.parametrize(
    "care",
    [("G", "30.00", "SECTOR_1"), ("OST", "60.00", None), ("CS", "80.00", "NON_OPTAM")],
)
async def test_a_request_is_paid_as_it_was_estimated(
    hub: HubClient, agent: Actor, insured: Insured, care: tuple[str, str, str | None]
) -> None:
    database, (act_code, price, practitioner) = hub.database, care
    await at_level(database, 3)
    line: dict[str, Any] = {"actCode": act_code, "price": price, "practitioner": practitioner}
    told = (await estimate(hub, (await ids_of(hub))["Camille"], DAY.isoformat(), line))["lines"][0]
    sent = {"who": "Camille", "by": agent.account_id, "kind": "REIMBURSEMENT_REQUEST"}
    (request,) = await add_procedures(database, sent)
    new = NewLine(
        member_id=insured.member_id,
        coverage_id=insured.coverages["Camille"],
        act_code=act_code,
        day=DAY,
        spent=Decimal(price),
        practitioner=practitioner,
        procedure_id=request,
    )
    async with transaction(database, agent, clock.today()) as tx:
        key = await line_settle(tx, new)
    paid = (await hub.ask(PAID, as_="member")).data["me"]["reimbursements"]["edges"][0]["node"]
    assert paid["explanation"] == told["explanation"]
    assert (paid["complementaryPaid"], paid["remaining"]) == (told["complementaryPaid"], told["remaining"])
    assert added(paid) == Decimal(paid["remaining"])
    async with as_owner(database.addresses) as owner:
        of_it = select(ReimbursementRow.procedure_id, ReimbursementRow.rules_version)
        row = (await owner.execute(of_it.where(ReimbursementRow.reimbursement_id == key))).one()
    assert tuple(row) == (request, VERSION)
