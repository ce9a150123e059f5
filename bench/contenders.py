"""What is measured side by side: processes that answer the same operations from the same database."""

import asyncio
import contextlib
import json
import os
import socket
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import psutil

from bench.load import Connection
from bench.operations import Operation, key_of
from runtime.actor import Actor

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60
"""Seconds until a contender must answer."""

DATABASE = "BENCH_DATABASE_URL"
"""Where a contender of ours finds the address."""

Request = Callable[[Operation, Actor, str], bytes]
"""The bytes that ask an operation as an actor with a token."""


class ContenderFailed(Exception):
    """One did not start, or ended, or said what it should not; the message says which, and where to look."""


@dataclass(frozen=True, slots=True)
class Contender:
    name: str
    port: int
    process: psutil.Process
    request: Request

    @property
    def has_no_rights(self) -> bool:
        """It shows all of a household to whoever asks for it."""
        return self.name in {"limit-without-rights", "postgraphile"}

    async def connected(self) -> Connection:
        return await Connection.open(self.port)

    def ask(self, operation: Operation, actor: Actor, token: str) -> bytes:
        return self.request(operation, actor, token)


def graphql(operation: Operation, _: Actor, token: str) -> bytes:
    body = json.dumps({"query": operation.document}).encode()
    return _head("POST /graphql", f"Authorization: Bearer {token}", len(body)) + body


def hand_written(operation: Operation, _: Actor, token: str) -> bytes:
    return _head(f"GET /{operation.name}", f"Authorization: Bearer {token}", 0)


def postgraphile(operation: Operation, actor: Actor, _: str) -> bytes:
    """It is told who asks and believes it: it has less to do than who looks at a token."""
    document = (ROOT / "bench/postgraphile/operations" / f"{operation.name}.graphql").read_text("utf-8")
    body = json.dumps({"query": document, "variables": {"key": str(key_of(actor))}}).encode()
    return _head("POST /graphql", f"X-Actor: {actor.role.value} {key_of(actor)}", len(body)) + body


def _head(target: str, who: str, length: int) -> bytes:
    method, path = target.split(" ")
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", who, "Accept: application/json"]
    if length:
        lines += ["Content-Type: application/json", f"Content-Length: {length}"]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


@asynccontextmanager
async def served(name: str, database_url: str, data_dir: Path) -> AsyncIterator[Contender]:
    """A contender of ours, in a process of its own; its log is kept beside the data."""
    port = free_port()
    arguments = ["-m", "bench.serving", name, str(port), str(data_dir)]
    request = hand_written if name.startswith("limit") else graphql
    where = {DATABASE: database_url}  # it can hold a password, which others could read off an argument
    async with started(
        name, [sys.executable, *arguments], port, request, data_dir, variables=where
    ) as contender:
        yield contender


@asynccontextmanager
async def started(
    name: str, command: list[str], port: int, request: Request, data_dir: Path,
    *, variables: Mapping[str, str] = MappingProxyType({}),
) -> AsyncIterator[Contender]:  # fmt: skip
    with (data_dir / f"{name}.log").open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            *command, cwd=ROOT, stdout=log, stderr=log, env={**os.environ, **variables}
        )
        try:
            await _until_it_listens(name, process, port, data_dir)
            yield Contender(name, port, psutil.Process(process.pid), request)
        finally:
            with contextlib.suppress(ProcessLookupError):
                process.terminate()
            await process.wait()


async def _until_it_listens(
    name: str, process: asyncio.subprocess.Process, port: int, data_dir: Path
) -> None:
    for _ in range(PATIENCE * 20):
        if process.returncode is not None:
            break
        with contextlib.suppress(OSError):
            (await Connection.open(port)).close()
            return
        await asyncio.sleep(0.05)
    raise ContenderFailed(f"{name} does not answer: see {data_dir / f'{name}.log'}")


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
