"""Alive, ready, counted, and logged without a word about anybody."""

import io
import json
import logging
from collections.abc import Iterator
from dataclasses import replace

import pytest
from httpx2 import ASGITransport, AsyncClient
from sqlalchemy import text

from gateway import Doors, create_app
from runtime.addresses import Addresses
from runtime.database import Database
from runtime.logs import JsonLines
from runtime.migrations import as_owner
from runtime.server import Stopping
from tests.hub_client import VAULT, HubClient

REQUEST_ID = "0123456789abcdef0123456789abcdef"


def client(hub: HubClient, database: Database, doors: Doors, address: str = "127.0.0.1") -> AsyncClient:
    transport = ASGITransport(create_app(database, hub.tokens, VAULT, doors), client=(address, 1))
    return AsyncClient(transport=transport, base_url="http://hub")


async def test_it_is_ready_while_the_database_has_the_tables_of_this_version(hub: HubClient) -> None:
    answer = await hub.http.get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


async def test_without_its_database_it_is_alive_and_not_ready(hub: HubClient, database: Database) -> None:
    away = Addresses(database.addresses.owner.set(database="nowhere"))
    http = client(hub, Database(away), Doors())
    assert (await http.get("/healthz")).status_code == 200
    answer = await http.get("/readyz")
    assert (answer.status_code, answer.json()["reason"]) == (503, "database")


async def test_on_tables_of_another_version_it_is_not_ready(hub: HubClient, database: Database) -> None:
    async with as_owner(database.addresses) as owner:
        await owner.execute(text("UPDATE alembic_version SET version_num = '0001_before_all'"))
    answer = await hub.http.get("/readyz")
    assert (answer.status_code, answer.json()["reason"]) == (503, "revision")


async def test_told_to_stop_it_is_not_ready(hub: HubClient, database: Database) -> None:
    answer = await client(hub, database, Doors(stopping=Stopping(begun=True))).get("/readyz")
    assert (answer.status_code, answer.json()["reason"]) == (503, "stopping")


async def test_requests_are_counted_for_this_machine(hub: HubClient, database: Database) -> None:
    http = client(hub, database, Doors())
    await http.post("/graphql", json={"query": "{ viewer { displayName } }"})
    numbers = (await http.get("/metrics")).text
    assert 'hub_requests_total{kind="query",outcome="ok"} 1.0' in numbers
    assert 'hub_operations_total{way="executor",why="nobody has signed in"} 1.0' in numbers
    assert (await http.get("/metrics", headers={"X-Forwarded-For": "1.2.3.4"})).status_code == 404


async def test_lanes_are_counted_beside_the_pools(hub: HubClient, database: Database) -> None:
    await hub.ask("{ me { firstName } }", as_="member")
    numbers = (await hub.http.get("/metrics")).text
    for number, value in (
        ("lanes_open", 1),
        ("lanes_in_use", 0),
        ("lanes_most", 5),
        ("pool_connections_most", 5),
    ):
        assert f'hub_{number}{{role="hub_member"}} {value}.0' in numbers


@pytest.mark.parametrize(("is_open", "status"), [(False, 404), (True, 200)])
async def test_others_read_the_numbers_only_where_it_is_said(
    hub: HubClient, database: Database, is_open: bool, status: int
) -> None:
    http = client(hub, database, replace(Doors(), metrics_open=is_open), "203.0.113.5")
    assert (await http.get("/metrics")).status_code == status


async def test_a_request_keeps_its_id_if_it_has_one_and_else_gets_one(hub: HubClient) -> None:
    assert (await hub.http.get("/healthz", headers={"X-Request-Id": REQUEST_ID})).headers[
        "x-request-id"
    ] == REQUEST_ID
    made = (await hub.http.get("/healthz", headers={"X-Request-Id": "Camille Martin"})).headers[
        "x-request-id"
    ]
    assert len(made) == len(REQUEST_ID)


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What is logged, as programs read it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    root, level = logging.getLogger("hub"), logging.getLogger("hub").level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)


async def test_a_line_a_request_says_what_it_was_and_nothing_of_anybody(
    hub: HubClient, lines: io.StringIO
) -> None:
    secret = "camille.martin@example.org"
    token = await hub.token("member")
    query = f'query Mine($number: String!) {{ me {{ email }} member(number: $number) {{ email }} x: contract(number: "{secret}") {{ id }} }}'
    await hub.ask(query, as_="member", number="2800275000000")
    await hub.ask("{ me { nothing } }", as_="member")
    await hub.http.get(f"/{secret}?token={token}", headers={"Authorization": f"Bearer {token}"})
    written = [json.loads(line) for line in lines.getvalue().splitlines()]
    requests = [line for line in written if line["logger"] == "hub.requests"]
    assert [(line["path"], line["outcome"], line.get("operation")) for line in requests] == [
        ("/graphql", "ok", "Mine"),
        ("/graphql", "errors", None),
        ("unknown", "refused", None),
    ]
    assert requests[0]["actor"] == "MEMBER"
    for personal in (secret, "2800275000000", token, "Camille", "nothing"):
        assert personal not in lines.getvalue()
