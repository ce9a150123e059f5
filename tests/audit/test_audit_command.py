"""`./hub audit`, called as a person calls it, and the checkpoint that a hub makes by itself."""

import asyncio
import base64
import subprocess
import sys

import pytest
from sqlalchemy import text

from auditing import HOURLY
from runtime.addresses import Addresses
from runtime.crypto import Vault
from runtime.database import Database
from runtime.migrations import as_owner
from runtime.postgres import EmbeddedPostgres
from runtime.provision import OWNER
from runtime.schedule import Due, scheduled
from runtime.settings import ROOT
from serving import due
from tests.command.test_cli import ENVIRONMENT
from tests.hub_client import VAULT

KEY = base64.b64encode(bytes(range(32))).decode()


@pytest.fixture
def url(server: EmbeddedPostgres, addresses: Addresses) -> str:
    assert addresses.owner.database is not None
    return server.dsn(OWNER, addresses.owner.database)


def audit(url: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), "audit", *arguments],
        env={**ENVIRONMENT, "DATABASE_URL": url, "HUB_DATA_KEY": KEY},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


async def run(addresses: Addresses, statement: str) -> None:
    async with as_owner(addresses) as owner:
        await owner.execute(text(statement))


async def test_a_whole_audit_is_counted_and_a_broken_link_named(url: str, addresses: Addresses) -> None:
    done = audit(url, "verify")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "8 entries in 8 chains, 0 checkpoints",
        "no checkpoint yet: that an end of a chain, or a whole one, was taken away would not show",
        "whole: nothing was changed, taken out or moved",
    ]
    sealed = audit(url, "seal")
    assert sealed.returncode == 0
    kept = sealed.stdout.split()[1]
    assert audit(url, "verify", "--checkpoint", kept).returncode == 0
    await run(addresses, "DELETE FROM audit_entries WHERE member_id = 2")
    await run(addresses, "DELETE FROM audit_heads WHERE member_id = 2")
    done = audit(url, "verify")
    assert done.returncode == 1
    assert done.stderr == "hub: the audit is not whole: 1 link is broken\n"
    assert done.stdout.splitlines()[-1] == (
        "broken: chain of household 2, number 1: is gone, and all that came after:"
        " a checkpoint has sealed number 1"
    )


def test_what_cannot_be_purged_or_read_is_said_in_one_line(url: str) -> None:
    for arguments, code, words in (
        (["purge", "--before", "2026-13"], 2, "is not a month"),
        (["purge", "--before", "９９９９-01"], 2, "is not a month"),
        (["purge", "--before", "2999-01"], 1, "six months are kept"),
        (["purge", "--before", "2020-01"], 1, "nothing was sealed before 2020-01"),
        (["verify", "--checkpoint", "1"], 2, "NUMBER:SEAL"),
    ):
        done = audit(url, *arguments)
        assert (done.returncode, done.stdout) == (code, "")
        assert done.stderr.startswith("hub: ")
        assert words in done.stderr
        assert len(done.stderr.splitlines()) == 1


DUE = (
    "INSERT INTO jobs.pgqueuer_schedules (expression, entrypoint, next_run)"
    " VALUES ('0 * * * *', '{}', now() - interval '1 minute')"
)
"""A row of the schedule whose hour has come."""


async def checkpoints(addresses: Addresses) -> int:
    async with as_owner(addresses) as owner:
        return await owner.scalar(text("SELECT count(*) FROM audit_checkpoints")) or 0


async def until_there_is_one(addresses: Addresses) -> None:
    async with asyncio.timeout(20):
        while not await checkpoints(addresses):  # noqa: ASYNC110  # a row rings no bell
            await asyncio.sleep(0.05)


async def test_a_hub_that_serves_makes_one_when_its_hour_has_come_and_of_two_one_does(
    database: Database,
) -> None:
    addresses = database.addresses
    await run(addresses, DUE.format("audit_checkpoint"))
    tasks = due(addresses, database, VAULT)
    async with scheduled(addresses, tasks), scheduled(addresses, tasks):
        await until_there_is_one(addresses)
        await asyncio.sleep(0.2)
    assert await checkpoints(addresses) == 1


async def test_a_task_that_fails_says_so_and_is_done_at_its_next_hour(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    addresses = database.addresses
    await run(addresses, DUE.format("failing"))

    async def fail() -> None:
        raise ValueError

    async with scheduled(addresses, {"failing": Due(HOURLY, fail)}), asyncio.timeout(20):
        while not await waits_again(addresses):  # noqa: ASYNC110  # a row rings no bell
            await asyncio.sleep(0.05)
    assert "failing has failed, and is done at its next hour" in caplog.text


async def waits_again(addresses: Addresses) -> bool:
    query = text(
        "SELECT count(*) FROM jobs.pgqueuer_schedules WHERE status = 'queued' AND next_run > now()"
        " AND last_run IS NOT NULL"
    )
    async with as_owner(addresses) as owner:
        return bool(await owner.scalar(query))


def test_a_signature_is_of_one_kind_one_content_and_one_key() -> None:
    signed = VAULT.sign("a", b"text")
    assert VAULT.has_signed("a", b"text", signed)
    assert not VAULT.has_signed("b", b"text", signed)
    assert not VAULT.has_signed("a", b"text!", signed)
    assert not VAULT.has_signed("a", b"text", signed[:-1])
    assert not VAULT.has_signed("a", b"text", b"")
    assert not Vault(bytes(32)).has_signed("a", b"text", signed)
    assert Vault(bytes(32), bytes(range(32))).has_signed("a", b"text", signed)
