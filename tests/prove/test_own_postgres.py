"""A Postgres of one's own: the oldest version that will do, reached over TCP with passwords, in production mode."""

import base64
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from actions.personas import PERSONAS, open_personas
from loaders.accounts import identity_by_login
from runtime.addresses import Addresses
from runtime.database import Database
from runtime.migrations import as_owner
from runtime.settings import ROOT
from runtime.tokens import Tokens
from tests.command.test_cli import ENVIRONMENT, hub

BINARIES = Path("/usr/lib/postgresql/15/bin")
OWNERS_PASSWORD = "owner's \"pass: word%"  # made up, and awkward to quote
ROLES_PASSWORD = "roles' p:a%s@s\\:/word"  # idem

pytestmark = [
    pytest.mark.prove,
    pytest.mark.skipif(not BINARIES.exists(), reason="no Postgres 15 in /usr/lib/postgresql on this machine"),
]


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def as_nobody(*command: str | Path) -> None:
    user = pwd.getpwnam("nobody").pw_uid if os.geteuid() == 0 else None
    subprocess.run(command, user=user, cwd="/", check=True, stdout=subprocess.DEVNULL)


@pytest.fixture
def port() -> Iterator[int]:
    """A Postgres 15 with a database `insurance` that `landlord`, no superuser, owns."""
    folder = Path(tempfile.mkdtemp(prefix="hub-own-", dir="/tmp"))
    folder.chmod(0o755)
    if os.geteuid() == 0:
        shutil.chown(folder, "nobody")
    port = free_port()
    data = folder / "data"
    as_nobody(
        BINARIES / "initdb", "-D", data, "-U", "postgres", "--auth-local=trust", "--auth-host=scram-sha-256"
    )
    options = f"-h 127.0.0.1 -p {port} -k {folder}"
    as_nobody(BINARIES / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
    quoted = OWNERS_PASSWORD.replace("'", "''")
    for statement in (
        f"CREATE ROLE landlord LOGIN CREATEROLE PASSWORD '{quoted}'",
        "CREATE DATABASE insurance OWNER landlord",
    ):
        as_nobody(BINARIES / "psql", "-h", folder, "-p", str(port), "-U", "postgres", "-qc", statement)
    yield port
    as_nobody(BINARIES / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    shutil.rmtree(folder)


def test_a_postgres_15_of_ones_own_serves_in_production(
    port: int, proof: Callable[[dict[str, Any]], None]
) -> None:
    from urllib.parse import quote

    key = ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    url = f"postgresql://landlord:{quote(OWNERS_PASSWORD)}@127.0.0.1:{port}/insurance"
    settings = {
        "DATABASE_URL": url,
        "HUB_DATABASE_PASSWORD": ROLES_PASSWORD,
        "HUB_MODE": "production",
        "HUB_TOKEN_KEY": key.decode(),
        "HUB_DATA_KEY": base64.b64encode(os.urandom(32)).decode(),
        "HUB_MAIL_URL": "smtp+plain://127.0.0.1:1",
        "HUB_MAIL_FROM": "space@example.org",
    }
    early = hub("serve", **settings)
    assert (early.returncode, early.stderr.count("\n")) == (1, 1)
    assert "./hub migrate" in early.stderr
    assert hub("migrate", **settings).stdout.startswith("migrated to")
    assert hub("migrate", **settings).stdout.startswith("nothing to do")
    token = asyncio_run_token(url, key.decode())
    assert answer_of_a_server(settings, token) == {"data": {"me": {"firstName": "Camille"}}}
    proof({"what": "Postgres 15 over TCP with SCRAM passwords; migrate, serve in production mode, a query"})


def asyncio_run_token(url: str, key: str) -> str:
    import asyncio

    async def run() -> str:
        database = Database(Addresses.parse(url, ROLES_PASSWORD))
        await open_personas(database)
        async with as_owner(database.addresses) as owner:
            identity = await identity_by_login(owner, PERSONAS["member"])
        await database.close()
        assert identity is not None
        return Tokens(key).sign(identity)

    return asyncio.run(run())


def answer_of_a_server(settings: dict[str, str], token: str) -> Any:
    http_port = free_port()
    command = [sys.executable, str(ROOT / "cli.py"), "serve", "--port", str(http_port)]
    server = subprocess.Popen(command, env={**ENVIRONMENT, **settings}, stdout=subprocess.DEVNULL)
    try:
        for _ in range(200):
            try:
                return httpx2.post(
                    f"http://127.0.0.1:{http_port}/graphql",
                    json={"query": "{ me { firstName } }"},
                    headers={"Authorization": f"Bearer {token}"},
                ).json()
            except httpx2.TransportError:
                time.sleep(0.05)
        raise AssertionError("no answer")
    finally:
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=30) == 0
