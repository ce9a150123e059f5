"""What a hub in a process of its own shows of itself: the doors of its mode, and a log that names nobody."""

import asyncio
import base64
import json
import signal
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.hub_client import HubClient
from tests.runtime.serving import Served, served

PRODUCTION = {
    "HUB_MODE": "production",
    "HUB_DATABASE_PASSWORD": "not needed where the server trusts its socket",
    "HUB_DATA_KEY": base64.b64encode(b"k" * 32).decode(),
    "HUB_MAIL_URL": "smtp+plain://127.0.0.1:1",
    "HUB_MAIL_FROM": "space@example.org",
}
BROWSER = {"Accept": "text/html"}
REQUEST_ID = "0123456789abcdef0123456789abcdef"
E_MAIL, NIR = "camille.martin@example.org", "2800275000000"


@pytest.mark.parametrize(
    ("settings", "page"), [({}, 200), (PRODUCTION, 405)], ids=["development", "production"]
)
async def test_serve_gives_nobody_the_token_of_a_persona(
    hub: HubClient, tmp_path: Path, settings: dict[str, str], page: int
) -> None:
    async with served(hub.database.addresses, tmp_path, **settings) as it:
        assert (await it.http.post("/graphiql/personas/member/token")).status_code == 404
        assert (await it.http.get("/graphql", headers=BROWSER)).status_code == page
        it.process.send_signal(signal.SIGTERM)
        assert (await it.ended())[0] == 0


async def ask_with_secrets(it: Served, token: str) -> None:
    """In every place that a client can write to."""
    signed = {"Authorization": f"Bearer {token}", "X-Request-Id": REQUEST_ID}
    literal = f'query Mine {{ me {{ email }} node(id: "{E_MAIL}") {{ id }} }}'
    variable = {"query": "query($id: ID!) { node(id: $id) { id } }", "variables": {"id": NIR}}
    misnamed = {"query": "query Mine { me { email } }", "operationName": E_MAIL}
    for body in ({"query": literal}, variable, misnamed, {"query": f"{{ {E_MAIL} }}"}):
        await it.http.post("/graphql", json=body, headers=signed)
    await it.http.post("/graphql", json=variable, headers={"Authorization": f"Basic {token}"})
    await it.http.post("/graphql", content=f"{E_MAIL}", headers={"Content-Type": E_MAIL})
    await it.http.get(f"/{E_MAIL}?token={token}", headers={"X-Request-Id": E_MAIL})
    reader, writer = await asyncio.open_connection("127.0.0.1", urlsplit(str(it.http.base_url)).port)
    writer.write(f"{E_MAIL} / {NIR}\r\n\r\n".encode())
    await reader.read()
    writer.close()
    await writer.wait_closed()


async def test_the_log_names_nobody_whatever_is_sent(hub: HubClient, tmp_path: Path) -> None:
    token = await hub.token("member")
    async with served(hub.database.addresses, tmp_path, HUB_LOG_LEVEL="debug") as it:
        await ask_with_secrets(it, token)
        it.process.send_signal(signal.SIGTERM)
        code, log = await it.ended()
    assert code == 0
    lines = [json.loads(line) for line in log.splitlines()]
    mine = [line for line in lines if line.get("request") == REQUEST_ID]
    assert [line["operation"] for line in mine if line["logger"] == "hub.requests"] == [
        "Mine",
        None,
        None,
        None,
    ]
    assert {line["actor"] for line in mine if line["logger"] == "hub.requests"} == {"MEMBER"}
    for personal in (E_MAIL, NIR, token, token.rpartition(".")[2], "Camille", "Martin", "example.org"):
        assert personal.lower() not in log.lower()
