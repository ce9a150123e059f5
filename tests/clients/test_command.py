"""`./hub client`, called as a person calls it; and its client, that connects to a hub which serves, with curl."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from runtime.addresses import Addresses
from runtime.migrations import as_owner
from runtime.postgres import EmbeddedPostgres
from runtime.provision import OWNER
from runtime.settings import ROOT
from tests.clients.asking import CONTENT
from tests.command.test_cli import ENVIRONMENT
from tests.hub_client import HubClient
from tests.runtime.serving import served

CURL = re.compile(r"^curl \S+(?P<rest>/oauth/token .*)$", re.MULTILINE)


@pytest.fixture
def url(server: EmbeddedPostgres, addresses: Addresses) -> str:
    assert addresses.owner.database is not None
    return server.dsn(OWNER, addresses.owner.database)


def client(url: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), "client", *arguments],
        env={**ENVIRONMENT, "DATABASE_URL": url},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def made_of(done: subprocess.CompletedProcess[str]) -> tuple[str, str]:
    assert (done.returncode, done.stderr) == (0, "")
    (id_,) = re.findall(r"^client_id: (hub_[0-9a-f]{16})$", done.stdout, re.MULTILINE)
    (secret,) = re.findall(r"^client_secret: (\S{43})$", done.stdout, re.MULTILINE)
    return id_, secret


async def test_the_command_line_makes_lists_and_revokes_clients(url: str, addresses: Addresses) -> None:
    assert client(url, "list").stdout == "there is none yet\n"
    id_, _ = made_of(client(url, "create", "Portail", "--role", "service"))
    of_firm = ("--role", "broker", "--broker", "1", "--scope", "portfolio:read", "--scope", "content:read")
    made_of(client(url, "create", "Outil", *of_firm))
    second, first = client(url, "list").stdout.splitlines()
    assert "broker of firm 1  portfolio:read content:read  until 2" in second
    assert first.startswith(f"{id_}  service  content:read  until ")
    assert client(url, "revoke", id_).stdout == f"{id_} is revoked\n"
    assert "revoked 2" in client(url, "list").stdout.splitlines()[1]
    async with as_owner(addresses) as owner:
        entries = await owner.execute(
            text("SELECT account_id, action FROM audit_entries WHERE action LIKE 'CLIENT%' ORDER BY position")
        )
        assert [tuple(row) for row in entries] == [
            (0, "CLIENT_CREATED"), (0, "CLIENT_CREATED"), (0, "CLIENT_REVOKED"),
        ]  # fmt: skip


def test_what_cannot_be_made_is_said_in_one_line(url: str) -> None:
    for arguments, word in (
        (("create", "x", "--role", "broker", "--scope", "portfolio:read"), "cabinet"),
        (("create", "x", "--role", "broker", "--broker", "999"), "cabinet"),
        (("create", "x", "--role", "service", "--scope", "portfolio:read"), "content:read"),
        (("create", " ", "--role", "service"), "nom"),
        (("revoke", "hub_0"), "hub_0"),
    ):
        done = client(url, *arguments)
        assert (done.returncode, done.stdout) == (1, "")
        assert word in done.stderr
        assert len(done.stderr.splitlines()) == 1


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("curl") is None, reason="the page shows curl")
async def test_the_page_connects_a_client_to_a_hub_that_serves(
    hub: HubClient, url: str, tmp_path: Path
) -> None:
    id_, secret = made_of(client(url, "create", "Portail", "--role", "service"))
    (shown,) = CURL.findall((ROOT / "docs" / "clients.md").read_text())
    async with served(hub.database.addresses, tmp_path) as it:
        command = f"CLIENT={id_} SECRET={secret}; curl -s {str(it.http.base_url).rstrip('/')}{shown}"
        done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True, timeout=30)  # noqa: ASYNC221  # the hub is another process
        token = re.findall(r'"access_token":"([^"]+)"', done.stdout)[0]
        answer = await it.http.post(
            "/graphql", json={"query": CONTENT}, headers={"Authorization": f"Bearer {token}"}
        )
        assert "errors" not in answer.json()
        assert client(url, "revoke", id_).returncode == 0
        refused = await it.http.post(
            "/graphql", json={"query": CONTENT}, headers={"Authorization": f"Bearer {token}"}
        )
        assert refused.status_code == 401
