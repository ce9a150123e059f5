"""Notices to a person, and how many of them were not read."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from models.notifications import NotificationRow
from runtime.actor import Actor
from runtime.database import Database
from tests.asked import add_documents, add_procedures
from tests.hub_client import HubClient
from tests.insured import as_the_owner, the_insured

NOTICES = """query($unreadOnly: Boolean, $first: Int, $after: String) {
  viewer { unreadNotifications }
  me { notifications(unreadOnly: $unreadOnly, first: $first, after: $after) {
    totalCount pageInfo { endCursor } edges { node { id kind title body createdAt readAt
      procedure { reference } statement { number } document { title } } } } } }"""
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.fixture
async def notices(database: Database, member: Actor, spouse: Actor) -> None:
    """Three to the holder, one of them read; one to the spouse, about what the holder does not see."""
    mine, theirs = await add_procedures(
        database,
        {"by": member.account_id, "kind": "BANK_ACCOUNT_CHANGE"},
        {"by": spouse.account_id, "who": "Dominique", "kind": "QUOTE_ESTIMATE"},
    )
    (document,) = await add_documents(database, {"kind": "LETTER", "issued_on": date(2026, 5, 4)})
    async with as_the_owner(database) as owner:
        insured = await the_insured(owner)
        for who, title, about in (
            ("Camille", "Première", {"read_at": NOON}),
            ("Camille", "Deuxième", {"procedure_id": mine, "document_id": document}),
            ("Camille", "Troisième", {"procedure_id": theirs}),
            ("Dominique", "Pour Dominique", {"procedure_id": theirs}),
        ):
            values = {"kind": "PROCEDURE", "title": title, "body": "…", "created_at": NOON, **about}
            await insured.add(NotificationRow, person_id=insured.people[who], **values)


async def ask(hub: HubClient, as_: str, **variables: Any) -> tuple[int, list[Any]]:
    """How many were not read, and the notices of the page."""
    answer = await hub.ask(NOTICES, as_=as_, **variables)
    assert answer.errors == []
    page = answer.data["me"]["notifications"]
    return answer.data["viewer"]["unreadNotifications"], [edge["node"] for edge in page["edges"]]


@pytest.mark.usefixtures("notices")
async def test_each_person_has_their_own_the_last_first(hub: HubClient) -> None:
    unread, mine = await ask(hub, "member")
    assert [node["title"] for node in mine] == ["Troisième", "Deuxième", "Première"]
    assert unread == 2
    unread, theirs = await ask(hub, "spouse")
    assert [node["title"] for node in theirs] == ["Pour Dominique"]
    assert unread == 1
    assert await ask(hub, "other-member") == (0, [])


@pytest.mark.usefixtures("notices")
async def test_what_it_is_about_is_shown_to_who_sees_it(hub: HubClient) -> None:
    _, (third, second, _) = await ask(hub, "member")
    assert third["procedure"] is None
    assert second["procedure"] == {"reference": "DEM-2026-0000001"}
    assert second["document"] == {"title": "Notice"}
    _, (theirs,) = await ask(hub, "spouse")
    assert theirs["procedure"] == {"reference": "DEM-2026-0000002"}


@pytest.mark.usefixtures("notices")
async def test_those_that_were_not_read_are_listed_alone_when_asked_for(hub: HubClient) -> None:
    _, unread = await ask(hub, "member", unreadOnly=True)
    assert [node["title"] for node in unread] == ["Troisième", "Deuxième"]
    for everything in (False, None):
        assert len((await ask(hub, "member", unreadOnly=everything))[1]) == 3
    answer = await hub.ask(NOTICES, as_="member", unreadOnly=True, first=1)
    after = answer.data["me"]["notifications"]["pageInfo"]["endCursor"]
    assert [node["title"] for node in (await ask(hub, "member", unreadOnly=True, after=after))[1]] == [
        "Deuxième"
    ]


@pytest.mark.usefixtures("notices")
async def test_nobody_but_the_person_sees_them(hub: HubClient) -> None:
    _, (notice, *_) = await ask(hub, "member")
    everybody = "{ members { edges { node { notifications { totalCount edges { node { id } } } } } } viewer { unreadNotifications } }"
    for persona in ("agent", "broker"):
        seen = (await hub.ask(everybody, as_=persona)).data
        assert seen["viewer"] == {"unreadNotifications": 0}
        assert {edge["node"]["notifications"]["totalCount"] for edge in seen["members"]["edges"]} == {0}
    for stranger in ("spouse", "agent", "broker", "other-member", None):
        found = await hub.ask("query($id: ID!) { node(id: $id) { id } }", as_=stranger, id=notice["id"])
        assert found.data == {"node": None}
    signed_out = await hub.ask("{ viewer { unreadNotifications } }")
    assert signed_out.data == {"viewer": {"unreadNotifications": 0}}
