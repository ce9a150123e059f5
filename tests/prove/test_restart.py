"""Postgres goes away and comes back under load: the hub says so meanwhile, and serves again by itself."""

import asyncio
import json
import os
import shutil
import signal
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from actions.personas import PERSONAS, open_personas
from loaders.accounts import identity_by_login
from runtime.database import Database
from runtime.migrations import as_owner, migrate
from runtime.postgres import EmbeddedPostgres
from runtime.provision import DATABASE, owned_database
from runtime.tokens import Tokens
from tests.hub_client import KEY
from tests.prove.load import Load, loaded
from tests.runtime.serving import Served, served, until

CLIENTS = 24
ROUNDS = 2
OUTAGE = 2.0
"""Seconds without a database, each time."""
WAYS = {"fast": signal.SIGINT, "immediate": signal.SIGQUIT, "killed": signal.SIGKILL}
TOLD = {"ok", "UNAVAILABLE", "503 UNAVAILABLE, Retry-After"}

pytestmark = pytest.mark.prove


@pytest.fixture
def folder() -> Iterator[Path]:
    """Not pytest's tmp_path: under root that one is closed to the account that runs the server."""
    folder = Path(tempfile.mkdtemp(prefix="hub-restart-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    EmbeddedPostgres(folder).stop()
    shutil.rmtree(folder)


@pytest.fixture
async def database(folder: Path) -> AsyncIterator[Database]:
    with EmbeddedPostgres(folder) as server:
        addresses = await owned_database(server, DATABASE)
        await migrate(addresses)
        database = Database(addresses)
        await open_personas(database)
        await database.close()
        yield database


async def tokens(database: Database) -> dict[str, str]:
    signed = {}
    async with as_owner(database.addresses) as owner:
        for persona in ("member", "broker", "agent", "reporting", "spouse"):
            identity = await identity_by_login(owner, PERSONAS[persona])
            assert identity is not None
            signed[persona] = Tokens(KEY).sign(identity)
    return signed


def take_down(folder: Path, number: signal.Signals) -> None:
    (pid_file,) = folder.glob("postgres-*/postmaster.pid")
    os.kill(int(pid_file.read_text().split()[0]), number)


def bring_back(folder: Path) -> None:
    """It stays up: the campaign is its user still."""
    with EmbeddedPostgres(folder):
        pass


async def outage(folder: Path, it: Served, load: Load, number: signal.Signals) -> dict[str, Any]:
    """One, from the last good answer before it to the first for everybody after it."""
    load.forget()
    take_down(folder, number)
    await until(lambda: _readiness(it, 503))
    await asyncio.sleep(OUTAGE)
    await asyncio.to_thread(bring_back, folder)  # in a thread, so that the clients go on asking
    back = time.monotonic()
    await until(lambda: _readiness(it, 200))
    await load.until_all_are_served()
    assert it.process.returncode is None
    found = {
        "heard": dict(load.heard),
        "seconds to the last trouble after it was back": round(max(0.0, load.last_trouble - back), 2),
        "seconds of the slowest answer": round(load.slowest, 2),
    }
    assert set(load.heard) <= TOLD, found
    assert len(load.heard) > 1, "the outage was noticed by nobody"
    return found


async def _readiness(it: Served, status: int) -> bool:
    return (await it.http.get("/readyz")).status_code == status


async def test_the_hub_survives_a_restart_of_its_database(
    folder: Path, database: Database, proof: Callable[[dict[str, Any]], None]
) -> None:
    signed = await tokens(database)
    rounds: dict[str, list[dict[str, Any]]] = {way: [] for way in WAYS}
    async with (
        served(database.addresses, folder, HUB_LOG_LEVEL="error") as it,
        loaded(str(it.http.base_url), signed, CLIENTS) as load,
    ):
        for _ in range(ROUNDS):
            for way, number in WAYS.items():
                rounds[way].append(await outage(folder, it, load, number))
    bugs = [
        line for line in it.log.read_text().splitlines() if json.loads(line)["message"].startswith("bug ")
    ]
    assert bugs == []
    total = Counter[str]()
    for found in chain(*rounds.values()):
        total.update(found["heard"])
    proof(
        {
            "what": "Postgres taken down and started again under load; the hub is not restarted",
            "clients": CLIENTS + 1,
            "seconds without a database": OUTAGE,
            "heard in all": dict(total),
            "rounds": rounds,
        }
    )
