"""A gateway for messages to telephones in the process of the test: real HTTP, and what it was given is kept."""

import asyncio
import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Taken:
    request: str
    headers: dict[str, str]
    body: dict[str, Any]


class SmsServer:
    """`taken` is all that it was asked to send, in order. It answers with `status`."""

    secret = "un-secret-de-passerelle"  # of a server that knows nobody

    def __init__(self) -> None:
        self.taken: list[Taken] = []
        self.status = "202 Accepted"
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._answer, "127.0.0.1", 0)

    async def stop(self) -> None:
        assert self._server is not None
        self._server.close()
        await self._server.wait_closed()

    @property
    def url(self) -> str:
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}/v1/sms?account=hub"

    @property
    def texts(self) -> list[tuple[str, str]]:
        """To whom, and what."""
        return [(each.body["to"], each.body["text"]) for each in self.taken]

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request, *lines = (await reader.readuntil(b"\r\n\r\n")).decode().strip().split("\r\n")
        pairs = (line.split(": ", 1) for line in lines)
        headers = {name.lower(): value for name, value in pairs}
        body = json.loads(await reader.readexactly(int(headers["content-length"])))
        self.taken.append(Taken(request, headers, body))
        answer = f"HTTP/1.1 {self.status}\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n"
        writer.write(answer.encode())
        await writer.drain()
        writer.close()
