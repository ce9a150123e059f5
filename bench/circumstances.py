"""Of what, when and where a run is: without it figures of two runs cannot be told apart."""

import os
import platform
import shutil
import subprocess
import sys
from datetime import UTC, datetime

import asyncpg

from runtime.settings import ROOT


async def circumstances(dsn: str) -> dict[str, str | int]:
    """As they stand in the JSON; `dsn` leads to the Postgres that is measured."""
    connection = await asyncpg.connect(dsn)
    try:
        postgres = await connection.fetchval("SHOW server_version")
    finally:
        await connection.close()
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": commit(),
        "machine": f"{platform.system()} {platform.machine()}",
        "processors": os.cpu_count() or 1,
        "python": sys.version.split()[0],
        "postgres": postgres,
    }


def commit() -> str:
    """With `-dirty` behind it where the tree was not what was committed."""
    git = shutil.which("git")
    if git is None:
        return "no git"
    command = [git, "describe", "--always", "--dirty"]
    asked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603  # a command without an argument of anybody’s
    return asked.stdout.strip() or "not a repository"
