"""A seed that is cut off leaves nothing behind, and the next one begins again."""

import asyncio
import sys

import pytest

from runtime.addresses import Addresses
from runtime.postgres import EmbeddedPostgres
from runtime.settings import ROOT, Settings
from seed.copying import owner_of
from seed.filled import is_filled
from seed.generation import seed
from tests.command.test_cli import ENVIRONMENT
from tests.seed.conftest import UNTIL, YEARS, cloned, fill
from tests.seed.connections import Connection

GENERATED = "SELECT count(*) FROM members WHERE length(number) = 8"
TABLES = ("members", "member_numbers", "brokers", "accounts", "reimbursements", "installments")
COPIES = """SELECT count(*) FROM pg_stat_activity
            WHERE datname = $1 AND query LIKE 'COPY%' AND query NOT LIKE '%brokers"(%'"""
"""Of households: brokers are written before there are other processes."""


async def counts(addresses: Addresses) -> dict[str, int]:
    async with owner_of(addresses) as connection:
        return {table: await connection.fetchval(f"SELECT count(*) FROM {table}") for table in TABLES}


async def test_stopped_after_some_households_there_are_none(
    server: EmbeddedPostgres, superuser: Connection, offered: str, keys_of_this_run: Settings
) -> None:
    async with cloned(server, superuser, offered, "stopped") as addresses:
        before = await counts(addresses)
        written: list[int] = []

        def stop(households: int) -> None:
            written.append(households)
            task.cancel()

        filling = seed(
            addresses, keys_of_this_run, members=90, years=YEARS, until=UNTIL, processes=1, progress=stop
        )
        task = asyncio.create_task(filling)
        with pytest.raises(asyncio.CancelledError):
            await task
        assert written, "it was at work"
        assert await counts(addresses) == before
        assert not await is_filled(addresses)
        await fill(addresses, keys_of_this_run, 2)
        assert await is_filled(addresses)


@pytest.mark.slow
async def test_killed_it_leaves_neither_rows_nor_processes(
    server: EmbeddedPostgres, superuser: Connection, offered: str, keys_of_this_run: Settings
) -> None:
    async with cloned(server, superuser, offered, "killed") as addresses:
        before, name = await counts(addresses), addresses.owner.database
        dsn = addresses.owner.set(drivername="postgresql").render_as_string(hide_password=False)
        command = [sys.executable, str(ROOT / "cli.py"), "seed", "--members", "2000", "--processes", "2"]
        environment = {**ENVIRONMENT, "DATABASE_URL": dsn, "HUB_DATA_DIR": str(keys_of_this_run.data_dir)}
        process = await asyncio.create_subprocess_exec(
            *command, env=environment, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
        )
        while not await superuser.fetchval(COPIES, name):
            assert process.returncode is None, await process.communicate()
            await asyncio.sleep(0.05)
        process.kill()
        # Those that it began hold the other end of its output: it ends with the last of them.
        await asyncio.wait_for(process.communicate(), 30)
        await fill(addresses, keys_of_this_run, 2)
        async with owner_of(addresses) as connection:
            assert await connection.fetchval(GENERATED) == 2
        assert (await counts(addresses))["members"] == before["members"] + 2
