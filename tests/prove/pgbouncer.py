"""A real PgBouncer before the tests' Postgres, with fewer connections than there are users of it."""

import asyncio
import os
import pwd
import shutil
import socket
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from runtime.addresses import Addresses
from runtime.provision import OWNER
from runtime.roles import ROLES

PGBOUNCER = shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")

CONFIGURATION = """[databases]
* = host={host} port={server}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = trust
auth_file = {folder}/users.txt
pool_mode = {mode}
default_pool_size = {size}
"""


@asynccontextmanager
async def bounced(addresses: Addresses, *, mode: str, size: int) -> AsyncIterator[Addresses]:
    """The database as it is reached through the pooler, and the way around it. `size` is of each role's pool."""
    assert PGBOUNCER is not None
    with socket.socket() as free, tempfile.TemporaryDirectory(prefix="hub-bouncer-", dir="/tmp") as folder:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
        free.close()
        server = addresses.owner.query
        configuration = CONFIGURATION.format(
            host=server["host"], server=server["port"], port=port, folder=folder, mode=mode, size=size
        )
        _write(Path(folder), configuration)
        user = pwd.getpwnam("nobody").pw_uid if os.geteuid() == 0 else None
        process = await asyncio.create_subprocess_exec(
            PGBOUNCER, "-q", f"{folder}/pgbouncer.ini", user=user,
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        try:
            await _listens(port)
            through = addresses.owner.set(host="127.0.0.1", port=port, query={})
            yield replace(addresses, owner=through, direct=addresses.owner, pooled=mode == "transaction")
        finally:
            process.terminate()
            await process.wait()


def _write(folder: Path, configuration: str) -> None:
    (folder / "pgbouncer.ini").write_text(configuration)
    (folder / "users.txt").write_text("".join(f'"{role}" ""\n' for role in (*ROLES, OWNER)))
    folder.chmod(0o755)  # it does not run as root


async def _listens(port: int) -> None:
    async with asyncio.timeout(10):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.02)
                continue
            writer.close()
            return
