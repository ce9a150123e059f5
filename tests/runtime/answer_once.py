"""A process that serves one query and says what it has imported, and the most kilobytes that it held in memory:
python answer_once.py DSN KEY TOKEN.
"""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import serving
from gateway import create_app
from runtime.addresses import Addresses
from runtime.database import Database
from runtime.tokens import Tokens

BODY = b'{"query": "{ me { firstName } }"}'


async def answer(dsn: str, key: str, token: str) -> Any:
    database = Database(Addresses.parse(dsn))
    app = create_app(database, Tokens(key), serving.Doors())
    headers = [(b"content-type", b"application/json"), (b"authorization", f"Bearer {token}".encode())]
    scope = {
        "type": "http", "method": "POST", "path": "/graphql", "raw_path": b"/graphql", "root_path": "",
        "scheme": "http", "query_string": b"", "headers": headers, "http_version": "1.1",
        "server": ("hub", 80), "client": ("127.0.0.1", 1),
    }  # fmt: skip
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": BODY, "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    await app(scope, receive, send)
    await database.close()
    return json.loads(b"".join(message.get("body", b"") for message in sent))


def kilobytes() -> int | None:
    """The most that was resident; none where the system does not say it of itself, as Linux does. What
    `getrusage` says begins with what the process before it held.
    """
    status = Path("/proc/self/status")
    lines = status.read_text("ascii").splitlines() if status.exists() else []
    return next((int(line.split()[1]) for line in lines if "VmHWM" in line), None)


if __name__ == "__main__":
    told = asyncio.run(answer(*sys.argv[1:]))
    said = {"answer": told, "imported": sorted(sys.modules), "kilobytes": kilobytes()}
    sys.stdout.write(json.dumps(said))
