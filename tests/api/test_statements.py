"""Statements: one payment, of which each reader sees their part."""

from datetime import date
from decimal import Decimal

from sqlalchemy import select

from models.statements import StatementRow
from runtime.actor import Actor
from runtime.database import Database
from runtime.migrations import as_owner
from tests.hub_client import HubClient
from tests.lines import add_lines


async def test_a_statement_shows_a_covered_person_their_part_of_it(
    hub: HubClient, database: Database, member: Actor
) -> None:
    paid = date(2026, 5, 8)
    await add_lines(database, member.member_id, {"who": "Camille", "paid_on": paid})
    query = """{ me { statements { totalCount edges { node { id number total payee ibanMasked
                 reimbursements { totalCount edges { node { detail beneficiary { firstName } } } } } } } } }"""
    (edge,) = (await hub.ask(query, as_="member")).data["me"]["statements"]["edges"]
    assert (edge["node"]["total"], edge["node"]["reimbursements"]["totalCount"]) == ("9.00", 1)
    key = int(edge["node"]["id"][-16:], 16)
    more = {"paid_on": paid, "statement_id": key, "status": "PAID", "complementary_paid": Decimal(5),
            "remaining": Decimal(6)}  # fmt: skip
    await add_lines(database, member.member_id, {"who": "Dominique", **more})
    (edge,) = (await hub.ask(query, as_="spouse")).data["me"]["statements"]["edges"]
    assert edge["node"]["total"] == "5.00"
    assert edge["node"]["reimbursements"] == {
        "totalCount": 1,
        "edges": [{"node": {"detail": "FULL", "beneficiary": {"firstName": "Dominique"}}}],
    }


async def test_a_statements_file_is_the_one_made_for_the_reader(
    hub: HubClient, database: Database, member: Actor, spouse: Actor
) -> None:
    paid = {"paid_on": date(2026, 5, 8)}
    await add_lines(database, member.member_id, {"who": "Camille", **paid})
    async with as_owner(database.addresses) as owner:
        key = await owner.scalar(select(StatementRow.statement_id))
    same = {**paid, "statement_id": key, "status": "PAID"}
    await add_lines(database, member.member_id, {"who": "Dominique", **same})
    async with as_owner(database.addresses) as owner:
        for actor in (member, spouse):
            await owner.exec_driver_sql(
                """INSERT INTO documents (member_id, kind, title, file_name, mime_type, size, sha256, file_key,
                     issued_on, added_at, person_id, statement_id)
                   SELECT member_id, 'STATEMENT', $1, 'd.pdf', 'application/pdf', 1, $2, 'k', issued_on, now(), $3,
                     statement_id FROM statements""",
                (actor.label, bytes(32), actor.person_id),
            )
    query = "{ me { statements { edges { node { document { title url } } } } } }"
    for persona, reader in (("member", member), ("spouse", spouse)):
        (edge,) = (await hub.ask(query, as_=persona)).data["me"]["statements"]["edges"]
        assert edge["node"]["document"] == {"title": reader.label, "url": None}


STATEMENTS = """{ me { statements { totalCount edges { node { id number total payee payeeName
  reimbursements { totalCount edges { node { detail complementaryPaid } } } } } } } }"""


async def test_a_statement_does_not_tell_the_holder_who_treats_an_adult_who_has_not_shared(
    hub: HubClient, database: Database, member: Actor
) -> None:
    """The payee of a payment is the professional: neither the payment nor the line's part of another is told."""
    paid = date(2026, 5, 8)
    to_a_professional = {"payee": "PROFESSIONAL", "paid_on": paid}
    await add_lines(database, member.member_id, {"who": "Dominique", **to_a_professional})
    assert (await hub.ask(STATEMENTS, as_="member")).data["me"]["statements"] == {
        "totalCount": 0,
        "edges": [],
    }
    (edge,) = (await hub.ask(STATEMENTS, as_="spouse")).data["me"]["statements"]["edges"]
    hidden = "query($id: ID!) { node(id: $id) { id } }"
    assert (await hub.ask(hidden, as_="member", id=edge["node"]["id"])).data == {"node": None}
    same = {"paid_on": paid, "statement_id": int(edge["node"]["id"][-16:], 16), "status": "PAID"}
    await add_lines(database, member.member_id, {"who": "Noé", **same})
    (edge,) = (await hub.ask(STATEMENTS, as_="member")).data["me"]["statements"]["edges"]
    assert edge["node"]["total"] == "9.00"
    assert edge["node"]["reimbursements"] == {
        "totalCount": 1,
        "edges": [{"node": {"detail": "FULL", "complementaryPaid": "9.00"}}],
    }


async def test_that_a_statement_was_looked_at_is_written_down_for_those_whose_lines_it_has(
    hub: HubClient, database: Database, member: Actor
) -> None:
    await add_lines(database, member.member_id, {"who": "Dominique", "paid_on": date(2026, 5, 8)})
    (edge,) = (await hub.ask(STATEMENTS, as_="spouse")).data["me"]["statements"]["edges"]
    await hub.ask("query($id: ID!) { node(id: $id) { id } }", as_="agent", id=edge["node"]["id"])
    log = "{ me { accessLog { edges { node { what } } } } }"
    seen = [{"node": {"what": ["Statement"]}}]
    assert (await hub.ask(log, as_="spouse")).data["me"]["accessLog"]["edges"] == seen
    assert (await hub.ask(log, as_="member")).data["me"]["accessLog"]["edges"] == []
