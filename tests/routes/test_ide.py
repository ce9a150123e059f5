"""The page at /graphql: GraphiQL from the hub's own files, with examples that work."""

import re

import pytest
from httpx2 import ASGITransport, AsyncClient

from actions.personas import PERSONAS
from gateway import Doors, create_app
from routes.ide import Example, all_examples
from runtime.database import Database
from tests.hub_client import VAULT, HubClient

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def client(hub: HubClient, database: Database, doors: Doors) -> AsyncClient:
    return AsyncClient(
        transport=ASGITransport(create_app(database, hub.tokens, VAULT, doors)), base_url="http://hub"
    )


async def test_a_browser_gets_the_page_and_all_it_asks_for_is_the_hubs_own(
    hub: HubClient, database: Database
) -> None:
    http = client(hub, database, Doors(page=True))
    page = await http.get("/graphql", headers=BROWSER)
    assert (page.status_code, page.headers["content-type"].split(";")[0]) == (200, "text/html")
    assert "default-src 'self'" in page.headers["content-security-policy"]
    asked = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert asked
    for path in asked:
        assert path.startswith("/graphiql/assets/"), path
        assert (await http.get(path)).status_code == 200
    assert (await http.get("/graphiql/schema.graphql")).text.count("type Query") == 1


@pytest.mark.parametrize("accept", ["application/json", "*/*", "text/html;q=0"])
async def test_nobody_else_gets_it_and_no_query_is_run_by_get(
    hub: HubClient, database: Database, accept: str
) -> None:
    http = client(hub, database, Doors(page=True))
    answer = await http.get("/graphql?query={viewer{displayName}}", headers={"Accept": accept})
    assert answer.status_code == 405
    assert "POST" in answer.json()["errors"][0]["message"]


async def test_without_the_page_there_is_none(hub: HubClient) -> None:
    assert (await hub.http.get("/graphql", headers=BROWSER)).status_code == 405
    assert (await hub.http.get("/graphiql/schema.graphql")).status_code == 404


@pytest.mark.parametrize("example", all_examples(), ids=lambda example: example.title)
async def test_every_example_works_for_those_it_is_for(hub: HubClient, example: Example) -> None:
    for persona in example.personas:
        answer = await hub.ask(example.query, as_=persona)
        assert answer.errors == [], persona


def test_every_persona_has_an_example() -> None:
    assert {persona for example in all_examples() for persona in example.personas} == set(PERSONAS)


async def test_in_a_demo_anybody_may_be_anybody(hub: HubClient, database: Database) -> None:
    http = client(hub, database, Doors(page=True, personas=True))
    assert (await http.get("/graphiql/personas")).json() == list(PERSONAS)
    given = (await http.post("/graphiql/personas/spouse/token")).json()
    headers = {"Authorization": f"Bearer {given['token']}"}
    answer = await http.post("/graphql", json={"query": "{ viewer { displayName } }"}, headers=headers)
    assert answer.json() == {"data": {"viewer": {"displayName": "Dominique Martin"}}}
    assert (await http.post("/graphiql/personas/nobody/token")).status_code == 404


async def test_outside_a_demo_nobody_is_given_a_token(hub: HubClient, database: Database) -> None:
    http = client(hub, database, Doors(page=True))
    assert (await http.post("/graphiql/personas/spouse/token")).status_code == 404
    assert (await http.get("/graphiql/personas")).status_code == 404
