"""Where the processor's time of a request goes inside the app: `python -m bench.profiling [MEMBERS]`.

Each of the four operations is asked in this process, without a socket, one request after the other, under
`cProfile` by processor time. What is built into Python counts for who called it. A profile makes small
functions look larger than they are: the shares say where to look, the bench says what it comes to.
"""

import cProfile
import json
import pstats
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from bench.actors import actors, token_of
from bench.contenders import ROOT
from bench.operations import OPERATIONS, Operation
from bench.population import SEEDED, population
from gateway import create_app
from runtime.crypto import Vault
from runtime.database import Database
from runtime.keys import data_key, token_key
from runtime.logs import configure
from runtime.server import run
from runtime.settings import LogFormat, load_settings
from runtime.tokens import Tokens

REQUESTS = 1_500

PARTS = {
    "log and numbers": ("routes/request_log", "runtime/logs", "runtime/metrics", "runtime/notes",
                        "prometheus_client/", "/logging/", "json/encoder"),
    "lane and driver": ("runtime/lane", "asyncpg/", "runtime/pooler"),
    "plan": ("planner/", "graphql/", "routes/planned", "schema/"),
    "who asks": ("runtime/tokens", "runtime/actor", "runtime/clock", "routes/visitors", "routes/cookies"),
    "body": ("routes/bodies", "routes/limits", "json/"),
}  # fmt: skip
"""By what stands in a file's path; the first that fits."""
REST = "the layers between"


async def main(members: int) -> None:
    settings = load_settings(data_dir=ROOT / ".data" / "bench", log_format=LogFormat.JSON)
    async with population(settings, members) as people:
        tokens, database = Tokens(token_key(settings)), Database(people.addresses)
        app = create_app(database, tokens, vault=Vault(data_key(settings)))
        found = await actors(people, min(members, SEEDED))
        configure(settings)
        told = {}
        for operation in OPERATIONS:
            asked = [_request(operation, token_of(tokens, actor)) for actor in found[operation.role]]
            await _ask(app, asked)  # plans, tokens and connections are there before it is measured
            told[operation.name] = await _profiled(app, asked)
        await database.close()
    for name, parts in told.items():
        each = ", ".join(f"{part} {share:.0%}" for part, share in parts.most_common())
        click.echo(f"{name}: {each}")


async def _profiled(app: Any, asked: Sequence[dict[str, Any]]) -> Counter[str]:
    """The share of each part."""
    profile = cProfile.Profile(time.process_time)
    profile.enable()
    await _ask(app, asked)
    profile.disable()
    spent: Counter[str] = Counter()
    stats: Any = pstats.Stats(profile)
    for (file, _, _), (_, _, own, _, callers) in stats.stats.items():
        if file != "~":
            spent[_part(file)] += own
        for (caller, _, _), (_, _, within, _) in callers.items() if file == "~" else ():
            spent[_part(caller)] += within
    return Counter({part: seconds / spent.total() for part, seconds in spent.items()})


def _part(file: str) -> str:
    path = Path(file).as_posix()
    return next((part for part, names in PARTS.items() if any(name in path for name in names)), REST)


def _request(operation: Operation, token: str) -> dict[str, Any]:
    body = json.dumps({"query": operation.document}).encode()
    headers = {
        "host": "127.0.0.1", "authorization": f"Bearer {token}", "accept": "application/json",
        "content-type": "application/json", "content-length": str(len(body)),
    }  # fmt: skip
    scope = {
        "type": "http", "method": "POST", "path": "/graphql", "raw_path": b"/graphql", "root_path": "",
        "scheme": "http", "query_string": b"", "http_version": "1.1", "server": ("127.0.0.1", 80),
        "client": ("127.0.0.1", 1),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }  # fmt: skip
    return {"scope": scope, "body": body}


async def _ask(app: Any, asked: Sequence[dict[str, Any]]) -> None:
    for number in range(REQUESTS):
        request = asked[number % len(asked)]
        answered: list[Any] = []

        async def receive(body: bytes = request["body"]) -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Any, heard: list[Any] = answered) -> None:
            heard.append(message)

        await app({**request["scope"], "headers": list(request["scope"]["headers"])}, receive, send)
        assert answered[0]["status"] == 200, answered
        assert answered[1]["body"].startswith(b'{"data":{'), answered


if __name__ == "__main__":
    run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 11_000))
