"""Databases in memory, where the system has a place for files there.

A clone is hundreds of files. On a disk each takes longer to make than the one before, and soon longer than the test
that it is for: 0.03 s here against 0.5 s there after a minute.
"""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from runtime.postgres_programs import account_for
from runtime.settings import ROOT
from tests.seed.connections import Connection

MEMORY = Path("/dev/shm")
ROOM = 2 << 30
"""Bytes. A container often has 64 MB there, which is no place for a template and its clones."""

NAME = "hub_memory_"


def has_room() -> bool:
    return MEMORY.is_dir() and shutil.disk_usage(MEMORY).free >= ROOM


@asynccontextmanager
async def tablespace(superuser: Connection) -> AsyncIterator[str]:
    """One of this process's own, gone with it; the server's usual one where there is no room."""
    if not has_room():
        yield "pg_default"
        return
    name = f"{NAME}{os.getpid()}"
    folder = account_for(ROOT / ".data" / "tests").private_folder(MEMORY / f"hub-tests-{os.getpid()}")
    await superuser.execute(f"CREATE TABLESPACE {name} LOCATION '{folder}'")
    yield name
    await drop(superuser, name)


async def drop(superuser: Connection, name: str) -> None:
    """Its databases have been dropped. After a restart of the machine its folder may be gone already."""
    folder = await superuser.fetchval(
        "SELECT pg_tablespace_location(oid) FROM pg_tablespace WHERE spcname = $1", name
    )
    await superuser.execute(f"DROP TABLESPACE {name}")
    shutil.rmtree(folder, ignore_errors=True)
