"""`./hub serve` in a process of its own, on the database of a test."""

import asyncio
import socket
import sys
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2

from runtime.addresses import Addresses
from runtime.settings import ROOT
from tests.command.test_cli import ENVIRONMENT
from tests.hub_client import KEY

PATIENCE = 30
"""Seconds after which a test gives up on what it waits for."""


@dataclass
class Served:
    process: Process
    http: httpx2.AsyncClient
    log: Path

    async def ended(self) -> tuple[int, str]:
        """Its exit code, and its log."""
        code = await asyncio.wait_for(self.process.wait(), PATIENCE)
        return code, self.log.read_text(encoding="utf-8")


@asynccontextmanager
async def served(addresses: Addresses, folder: Path, **settings: str) -> AsyncIterator[Served]:
    """Tokens are those of the `HubClient`; the folder is for its log, and for keys it makes itself."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **ENVIRONMENT,
        "DATABASE_URL": addresses.owner.set(drivername="postgresql").render_as_string(False),
        "HUB_DATA_DIR": str(folder),
        "HUB_TOKEN_KEY": KEY,
        "HUB_LOG_FORMAT": "json",
        **settings,
    }
    command = (sys.executable, str(ROOT / "cli.py"), "serve", "--port", str(port))
    log = folder / "hub.log"
    with log.open("wb") as written:  # no pipe: one that nobody reads would hold it up
        process = await asyncio.create_subprocess_exec(
            *command, env=environment, stdout=DEVNULL, stderr=written
        )
    async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=PATIENCE) as http:
        try:
            await until(lambda: _answers(http))
            yield Served(process, http, log)
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()


async def until(holds: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not await holds():  # noqa: ASYNC110 - what is waited for happens in another process
            await asyncio.sleep(0.02)


async def _answers(http: httpx2.AsyncClient) -> bool:
    try:
        return (await http.get("/healthz")).status_code == 200
    except httpx2.TransportError:
        return False
