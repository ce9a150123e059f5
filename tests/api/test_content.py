"""What is published: who sees it, when, in which order."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import update

from models.base import Base
from models.content import AidRow, ArticleRow, FaqEntryRow, TutorialRow
from models.contracts import ContractRow
from runtime import clock
from runtime.actor import Actor
from runtime.database import Database
from runtime.migrations import as_owner
from tests.api.published import publish
from tests.hub_client import HubClient

LISTS: dict[type[Base], tuple[str, str]] = {
    ArticleRow: ("news", "title"),
    TutorialRow: ("tutorials", "title"),
    AidRow: ("aids", "title"),
    FaqEntryRow: ("faq", "question"),
}
NODE = "query($id: ID!) { node(id: $id) { id } }"

each_list = pytest.mark.parametrize("row", LISTS)


async def read(
    hub: HubClient, field: str, name: str = "title", as_: str | None = "member", arguments: str = ""
) -> list[str]:
    answer = await hub.ask(
        f"{{ {field}{arguments} {{ totalCount edges {{ node {{ {name} }} }} }} }}", as_=as_
    )
    assert answer.errors == []
    found = [edge["node"][name] for edge in answer.data[field]["edges"]]
    assert answer.data[field]["totalCount"] == len(found)
    return found


async def id_of_the_only(hub: HubClient, field: str) -> str:
    answer = await hub.ask(f"{{ {field} {{ edges {{ node {{ id }} }} }} }}", as_="agent")
    (edge,) = answer.data[field]["edges"]
    return str(edge["node"]["id"])


SHOWN_ON_THE_FIRST_OF_MARCH: dict[str, tuple[bool, dict[str, Any]]] = {
    "Depuis toujours": (True, {}),
    "Dernier jour": (True, {"valid_to": date(2026, 3, 2)}),
    "Passé": (False, {"valid_to": date(2026, 3, 1)}),
    "Premier jour": (True, {"valid_from": date(2026, 3, 1)}),
    "À venir": (False, {"valid_from": date(2026, 3, 2)}),
    "Brouillon": (False, {"published_at": None}),
    "Pas encore": (False, {"published_at": datetime(2999, 1, 1, tzinfo=UTC)}),
}


@each_list
async def test_what_is_published_is_shown_on_its_days(
    hub: HubClient, database: Database, row: type[Base]
) -> None:
    for title, (_, columns) in SHOWN_ON_THE_FIRST_OF_MARCH.items():
        await publish(database, row, title, **columns)
    shown = {title for title, (is_shown, _) in SHOWN_ON_THE_FIRST_OF_MARCH.items() if is_shown}
    with clock.at(datetime(2026, 3, 1, 12, tzinfo=UTC)):
        for persona in ("member", "agent"):
            assert set(await read(hub, *LISTS[row], as_=persona)) == shown


@each_list
async def test_who_is_covered_sees_what_is_for_the_contracts_they_see_and_staff_sees_all(
    hub: HubClient, database: Database, row: type[Base]
) -> None:
    field, name = LISTS[row]
    for audience in ("ALL", "HEALTH", "PROTECTION"):
        await publish(database, row, audience, audience=audience)
    everything = ["ALL", "HEALTH", "PROTECTION"]
    seen = {
        persona: sorted(await read(hub, field, name, as_=persona))
        for persona in ("member", "spouse", "other-member", "broker", "agent")
    }
    assert seen == {
        "member": everything,
        "spouse": ["ALL", "HEALTH"],
        "other-member": ["ALL", "HEALTH"],
        "broker": everything,
        "agent": everything,
    }
    assert await read(hub, field, name, as_=None) == []


@each_list
async def test_an_id_shows_what_the_lists_show_and_nothing_else(
    hub: HubClient, database: Database, row: type[Base]
) -> None:
    await publish(database, row, "Pour la prévoyance", audience="PROTECTION")
    id_ = await id_of_the_only(hub, LISTS[row][0])
    assert (await hub.ask(NODE, as_="member", id=id_)).data == {"node": {"id": id_}}
    for stranger in ("spouse", "other-member", None):
        assert (await hub.ask(NODE, as_=stranger, id=id_)).data == {"node": None}


@pytest.mark.parametrize(
    ("status", "seen"), [("SUSPENDED", True), ("TERMINATED", True), ("PROPOSAL", False), ("CANCELLED", False)]
)
async def test_who_had_a_contract_still_reads_about_it_and_who_never_had_does_not(
    hub: HubClient, database: Database, member: Actor, status: str, seen: bool
) -> None:
    await publish(database, ArticleRow, "Prévoyance", audience="PROTECTION")
    async with as_owner(database.addresses) as owner:
        await owner.execute(
            update(ContractRow)
            .where(ContractRow.member_id == member.member_id, ContractRow.line_of_business == "PROTECTION")
            .values(status=status, end_date=date(2025, 1, 1))
        )
    assert await read(hub, "news") == (["Prévoyance"] if seen else [])


@each_list
async def test_content_is_in_french_unless_another_language_is_asked_for(
    hub: HubClient, database: Database, row: type[Base]
) -> None:
    field, name = LISTS[row]
    await publish(database, row, "Bonjour")
    await publish(database, row, "Hello", language="en")
    asked = [
        await read(hub, field, name, arguments=each) for each in ("", "(language: FR)", "(language: EN)")
    ]
    assert asked == [["Bonjour"], ["Bonjour"], ["Hello"]]


async def test_news_and_prevention_are_told_apart_the_latest_first(
    hub: HubClient, database: Database
) -> None:
    for day, title in enumerate(("Première", "Deuxième"), start=1):
        await publish(database, ArticleRow, title, valid_from=date(2025, 1, day))
        await publish(database, ArticleRow, f"{title} !", section="PREVENTION", valid_from=date(2025, 1, day))
    assert await read(hub, "news") == ["Deuxième", "Première"]
    assert await read(hub, "prevention") == ["Deuxième !", "Première !"]


@pytest.mark.parametrize("row", [TutorialRow, AidRow, FaqEntryRow])
async def test_the_others_stand_in_their_editors_order(
    hub: HubClient, database: Database, row: type[Base]
) -> None:
    for position, title in ((2, "Trois"), (1, "Un"), (1, "Deux")):
        await publish(database, row, title, position=position)
    assert await read(hub, *LISTS[row]) == ["Un", "Deux", "Trois"]


async def test_a_cursor_of_the_news_is_none_of_prevention(hub: HubClient, database: Database) -> None:
    await publish(database, ArticleRow, "Nouvelle")
    query = "query($after: String) { %s(after: $after) { pageInfo { endCursor } } }"
    cursor = (await hub.ask(query % "news", as_="member")).data["news"]["pageInfo"]["endCursor"]
    assert (await hub.ask(query % "news", as_="member", after=cursor)).errors == []
    wrong = await hub.ask(query % "prevention", as_="member", after=cursor)
    assert wrong.errors[0]["extensions"] == {"code": "BAD_USER_INPUT", "argument": "after"}


async def test_questions_are_found_by_words_of_theirs(hub: HubClient, database: Database) -> None:
    await publish(database, FaqEntryRow, "Où est ma carte ?", body="Dans vos documents.")
    await publish(database, FaqEntryRow, "Comment résilier ?")
    assert await read(hub, "faq", "question", arguments='(search: "CARTE docu")') == ["Où est ma carte ?"]
    assert await read(hub, "faq", "question", arguments='(search: "arte")') == []
    assert len(await read(hub, "faq", "question", arguments='(search: " ")')) == 2


async def test_every_field_of_the_content_is_what_was_published(hub: HubClient, database: Database) -> None:
    await publish(database, ArticleRow, "a", tags=["x", "y"], image="/a.png", image_text="Un arbre.")
    await publish(database, TutorialRow, "t", video="/t.mp4", duration_seconds=90, transcript="Bonjour.")
    await publish(database, AidRow, "d", url="https://example.org/d")
    await publish(database, FaqEntryRow, "q")
    answer = await hub.ask(
        """{ news { edges { node { slug section title summary body tags image imageText validFrom updatedAt } } }
             tutorials { edges { node { slug title body tags video durationSeconds transcript updatedAt } } }
             aids { edges { node { slug kind title body tags url updatedAt } } }
             faq { edges { node { slug topic question answer tags updatedAt } } } }""",
        as_="member",
    )
    assert answer.errors == []
    common = {"body": "Texte.", "tags": [], "updatedAt": "2020-01-01T00:00:00Z"}
    (news, tutorial, aid, entry) = (
        answer.data[each]["edges"][0]["node"] for each in ("news", "tutorials", "aids", "faq")
    )
    assert news == {
        **common, "slug": "a", "title": "a", "section": "NEWS", "summary": "Résumé.", "tags": ["x", "y"],
        "image": "/a.png", "imageText": "Un arbre.", "validFrom": "2020-01-01",
    }  # fmt: skip
    assert tutorial == {
        **common, "slug": "t", "title": "t", "video": "/t.mp4", "durationSeconds": 90, "transcript": "Bonjour.",
    }  # fmt: skip
    assert aid == {**common, "slug": "d", "title": "d", "kind": "SOCIAL", "url": "https://example.org/d"}
    del common["body"]
    assert entry == {**common, "slug": "q", "topic": "Cartes", "question": "q", "answer": "Texte."}


async def test_each_list_is_one_statement_however_long(
    executor: HubClient, database: Database, statements: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    identity = await executor.identity("member")
    for number in range(15):
        for row in LISTS:
            await publish(database, row, f"{number}")
    query = " ".join(f"{field} {{ edges {{ node {{ {name} }} }} }}" for field, name in LISTS.values())
    with statements() as ran:
        answer = await executor.ask(f"{{ {query} }}", as_=identity)
    assert [len(answer.data[field]["edges"]) for field, _ in LISTS.values()] == [15] * 4
    assert len(ran) == 4
