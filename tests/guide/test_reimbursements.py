"""Reimbursements (mes remboursements santé)."""

from datetime import date

from runtime.actor import Actor
from runtime.database import Database
from tests.guide.asking import asked
from tests.guide.lines import guide
from tests.hub_client import HubClient
from tests.lines import add_lines

LINES = """query($filter: ReimbursementFilter) { me { reimbursements(filter: $filter) {
  edges { node { label careDate paidOn spent complementaryPaid remaining } } } } }"""


@guide(20, "Member.reimbursements")
async def test_a_member_reads_their_reimbursements(hub: HubClient, database: Database, member: Actor) -> None:
    await add_lines(database, member.member_id, {"who": "Camille", "paid_on": date(2026, 5, 8)})
    (edge,) = (await asked(hub, "member", LINES))["me"]["reimbursements"]["edges"]
    assert edge["node"] == {
        "label": "Consultation",
        "careDate": "2026-05-02",
        "paidOn": "2026-05-08",
        "spent": "30.00",
        "complementaryPaid": "9.00",
        "remaining": "2.00",
    }


@guide(21, "ReimbursementFilter")
async def test_reimbursements_are_searched_by_filters(
    hub: HubClient, database: Database, member: Actor
) -> None:
    dental = {"category": "DENTAL", "family": "DENTAL_CARE", "label": "Détartrage", "search": "detartrage"}
    await add_lines(database, member.member_id, {"who": "Camille"}, {"who": "Noé", **dental})
    for wanted in ({"category": ["DENTAL"]}, {"search": "détar"}, {"family": ["DENTAL_CARE"]}):
        (edge,) = (await asked(hub, "member", LINES, filter=wanted))["me"]["reimbursements"]["edges"]
        assert edge["node"]["label"] == "Détartrage"


@guide(22, "Statement.document", missing="the files of statements")
async def test_a_statement_is_downloaded(hub: HubClient, database: Database, member: Actor) -> None:
    await add_lines(database, member.member_id, {"who": "Camille", "paid_on": date(2026, 5, 8)})
    query = "{ me { statements { edges { node { number total document { url } } } } } }"
    (edge,) = (await asked(hub, "member", query))["me"]["statements"]["edges"]
    assert edge["node"]["document"] is not None
    assert edge["node"]["document"]["url"] is not None
