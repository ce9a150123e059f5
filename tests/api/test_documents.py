"""Documents: who sees which, of a household and of a contract."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from models.documents import CONTRACT_DOCUMENTS, HOUSEHOLD_DOCUMENTS, OWN_DOCUMENTS, SENT_DOCUMENTS
from models.statements import StatementRow
from runtime.actor import Actor
from runtime.database import Database
from runtime.migrations import as_owner
from schema.document_kinds import DocumentKind
from tests.asked import add_documents, add_procedures
from tests.decisions.test_visibility import second_broker
from tests.hub_client import HubClient
from tests.lines import add_lines

FIELDS = "id kind title fileName mimeType size issuedOn url urlExpiresAt"
OF_HOUSEHOLD = f"""query($kinds: [DocumentKind!], $first: Int, $after: String) {{
  me {{ documents(kinds: $kinds, first: $first, after: $after) {{ totalCount pageInfo {{ endCursor }}
    edges {{ node {{ {FIELDS} }} }} }} }} }}"""
SHARE = "mutation($given: Boolean!) { sharingSet(input: {given: $given}) { done } }"
OF_MEMBERS = f"""{{ members(first: 20) {{ edges {{ node {{ number
  documents {{ totalCount edges {{ node {{ {FIELDS} }} }} }}
  contracts {{ documents(kinds: [IPID, OTHER]) {{ totalCount edges {{ node {{ title }} }} }} }} }} }} }} }}"""


@pytest.fixture
async def documents(database: Database) -> list[int]:
    """Of the contract, of the household, and of three of its people; one of the contract is one person's."""
    return await add_documents(
        database,
        {"kind": "IPID", "title": "IPID", "of_contract": True, "issued_on": date(2026, 1, 1)},
        {"kind": "LETTER", "title": "Courrier", "issued_on": date(2026, 2, 1)},
        {"kind": "OTHER", "title": "De Noé", "who": "Noé", "issued_on": date(2026, 3, 1)},
        {"kind": "PAID_INVOICE", "title": "De Dominique", "who": "Dominique", "issued_on": date(2026, 4, 1)},
        {"kind": "PAID_INVOICE", "title": "De Camille", "who": "Camille", "issued_on": date(2026, 5, 1)},
        {"kind": "TAX_CERTIFICATE", "title": "Attestation", "who": "Camille", "of_contract": True,
         "issued_on": date(2026, 6, 1)},
    )  # fmt: skip


async def titles(hub: HubClient, as_: Any, **variables: Any) -> list[str]:
    answer = await hub.ask(OF_HOUSEHOLD, as_=as_, **variables)
    assert answer.errors == []
    found = answer.data["me"]["documents"]
    assert found["totalCount"] == len(found["edges"])
    return [edge["node"]["title"] for edge in found["edges"]]


async def of_portfolio(hub: HubClient, as_: Any) -> list[str]:
    answer = await hub.ask(OF_MEMBERS, as_=as_)
    assert answer.errors == []
    return [
        edge["node"]["title"]
        for household in answer.data["members"]["edges"]
        for edge in household["node"]["documents"]["edges"]
    ]


@pytest.mark.usefixtures("documents")
async def test_an_adults_documents_are_theirs_until_they_share(hub: HubClient) -> None:
    assert await titles(hub, "member") == ["Attestation", "De Camille", "De Noé", "Courrier", "IPID"]
    await hub.ask("mutation { sharingSet(input: {given: true}) { done } }", as_="spouse")
    assert "De Dominique" in await titles(hub, "member")


@pytest.mark.parametrize("kind", OWN_DOCUMENTS)
async def test_papers_of_an_adults_own_affairs_are_theirs_though_they_share(
    hub: HubClient, database: Database, kind: str
) -> None:
    await hub.ask(SHARE, as_="spouse", given=True)
    await add_documents(
        database,
        {"kind": kind, "title": "De Dominique", "who": "Dominique"},
        {"kind": kind, "title": "De Noé", "who": "Noé"},
    )
    assert await titles(hub, "member") == ["De Noé"]
    assert await titles(hub, "spouse") == ["De Dominique"]


@pytest.mark.parametrize("whose", ["Dominique", None])
async def test_what_an_adult_sends_with_a_complaint_is_theirs_though_they_share(
    hub: HubClient, database: Database, spouse: Actor, whose: str | None
) -> None:
    await hub.ask(SHARE, as_="spouse", given=True)
    sent = {"who": "Dominique", "by": spouse.account_id}
    complaint, quote = await add_procedures(
        database, {**sent, "kind": "COMPLAINT"}, {**sent, "kind": "QUOTE_ESTIMATE"}
    )
    paper = {"kind": "OTHER", "who": whose}
    await add_documents(
        database,
        {**paper, "title": "De la réclamation", "of": complaint},
        {**paper, "title": "Du devis", "of": quote},
    )
    assert await titles(hub, "member") == ["Du devis"]


@pytest.mark.usefixtures("documents")
async def test_a_covered_person_sees_their_own_and_those_of_the_contract(hub: HubClient) -> None:
    assert await titles(hub, "spouse") == ["De Dominique", "IPID"]


@pytest.mark.usefixtures("documents")
async def test_a_covered_person_sees_nothing_of_a_contract_that_does_not_cover_them(
    hub: HubClient, database: Database
) -> None:
    contracts = (await hub.ask("{ me { contracts { id number } } }", as_="member")).data["me"]["contracts"]
    other = next(each["id"] for each in contracts if each["number"] == "P-300001")
    key = int(other[-16:], 16)
    await add_documents(database, {"kind": "IPID", "title": "Prévoyance", "contract_id": key})
    assert "Prévoyance" in await titles(hub, "member")
    assert "Prévoyance" not in await titles(hub, "spouse")


@pytest.mark.usefixtures("documents")
async def test_a_broker_sees_the_contracts_documents_and_no_other_broker_does(
    hub: HubClient, database: Database
) -> None:
    assert await of_portfolio(hub, "broker") == ["Attestation", "IPID"]
    assert await of_portfolio(hub, await second_broker(database)) == []
    assert len(await of_portfolio(hub, "agent")) == 6


@pytest.mark.usefixtures("documents")
async def test_one_is_found_by_its_id_by_who_sees_it_only(hub: HubClient) -> None:
    answer = await hub.ask(OF_HOUSEHOLD, as_="spouse", kinds=["PAID_INVOICE"])
    (node,) = [edge["node"] for edge in answer.data["me"]["documents"]["edges"]]
    assert node["url"] is node["urlExpiresAt"] is None
    assert (node["kind"], node["mimeType"], node["size"]) == ("PAID_INVOICE", "application/pdf", 9)
    query = "query($id: ID!) { node(id: $id) { id ... on Document { issuedOn } } }"
    found = await hub.ask(query, as_="agent", id=node["id"])
    assert found.data["node"] == {"id": node["id"], "issuedOn": "2026-04-01"}
    for stranger in ("member", "other-member", "broker", None):
        assert (await hub.ask(query, as_=stranger, id=node["id"])).data == {"node": None}


async def a_statement_of(database: Database, member_id: int | None, *who: str) -> int:
    """One payment with a line of each; its key."""
    paid = {"paid_on": date(2026, 5, 8), "status": "PAID"}
    await add_lines(database, member_id, {"who": who[0], **paid})
    async with as_owner(database.addresses) as owner:
        key: int = (await owner.execute(select(func.max(StatementRow.statement_id)))).scalar_one()
    await add_lines(database, member_id, *({"who": name, **paid, "statement_id": key} for name in who[1:]))
    return key


@pytest.mark.parametrize("whose", ["Camille", None, "Dominique"])
async def test_the_file_of_a_statement_is_shown_while_a_line_of_the_statement_is(
    hub: HubClient, database: Database, member: Actor, whose: str | None
) -> None:
    key = await a_statement_of(database, member.member_id, "Dominique")
    file = {"kind": "STATEMENT", "title": "Décompte", "statement_id": key}
    await add_documents(database, {**file, "who": whose})
    assert await titles(hub, "member") == []
    assert await titles(hub, "spouse") == (["Décompte"] if whose == "Dominique" else [])
    for given, seen in ((True, ["Décompte"]), (False, [])):
        await hub.ask(SHARE, as_="spouse", given=given)
        assert await titles(hub, "member") == seen


async def test_a_covered_person_sees_no_file_of_a_statement_without_a_line_of_theirs(
    hub: HubClient, database: Database, member: Actor
) -> None:
    key = await a_statement_of(database, member.member_id, "Camille")
    await add_documents(
        database, {"kind": "STATEMENT", "title": "Décompte", "statement_id": key, "who": "Dominique"}
    )
    assert await titles(hub, "spouse") == []


async def test_of_a_statement_of_two_the_holder_sees_the_file_made_for_them_and_no_common_one(
    hub: HubClient, database: Database, member: Actor
) -> None:
    key = await a_statement_of(database, member.member_id, "Dominique", "Noé")
    file = {"kind": "STATEMENT", "statement_id": key}
    await add_documents(
        database, {**file, "title": "De Camille", "who": "Camille"}, {**file, "title": "De tous"}
    )
    assert await titles(hub, "member") == ["De Camille"]
    await hub.ask(SHARE, as_="spouse", given=True)
    assert sorted(await titles(hub, "member")) == ["De Camille", "De tous"]


@pytest.mark.usefixtures("documents")
async def test_kinds_choose_and_pages_go_on(hub: HubClient) -> None:
    assert await titles(hub, "member", kinds=["PAID_INVOICE", "LETTER"]) == ["De Camille", "Courrier"]
    assert await titles(hub, "member", kinds=[]) == []
    first = (await hub.ask(OF_HOUSEHOLD, as_="member", first=3)).data["me"]["documents"]
    after = first["pageInfo"]["endCursor"]
    rest = (await hub.ask(OF_HOUSEHOLD, as_="member", after=after)).data["me"]["documents"]
    assert [edge["node"]["title"] for edge in rest["edges"]] == ["Courrier", "IPID"]


@pytest.mark.parametrize("persona", ["broker", "agent"])
async def test_the_number_of_statements_does_not_grow_with_the_rows(
    executor: HubClient,
    database: Database,
    statements: Callable[[], AbstractContextManager[list[str]]],
    persona: str,
) -> None:
    one = {"kind": "IPID", "of_contract": True}
    await add_documents(database, one)
    identity = await executor.identity(persona)
    with statements() as few:
        await executor.ask(OF_MEMBERS, as_=identity)
    await add_documents(database, *[one] * 30)
    with statements() as many:
        assert len(await of_portfolio(executor, identity)) == 20
    assert len(many) == len(few)


def test_every_kind_of_the_table_is_one_of_the_schema() -> None:
    assert [kind.value for kind in DocumentKind] == [
        *CONTRACT_DOCUMENTS,
        *HOUSEHOLD_DOCUMENTS,
        *SENT_DOCUMENTS,
    ]
