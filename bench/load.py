"""Requests over HTTP on connections that stay open, as many at once as there are connections.

What is sent was written before, and of what comes back only the end is looked for: what asks must not be what
is measured.
"""

import asyncio
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Self

import httptools

DATA = b'{"data":{'
"""What all contenders begin an answer with that has no errors."""


@dataclass(slots=True)
class Heard:
    """What came back while it was measured."""

    seconds: list[float] = field(default_factory=list)
    """From the first byte sent to the last one received, for each request."""
    failed: int = 0
    """Answers of another status than 200, and answers without data, which GraphQL sends with a 200 too."""


class Connection(asyncio.Protocol):
    """One client that asks, waits for the answer, and asks again."""

    def __init__(self) -> None:
        self._done: asyncio.Future[tuple[int, bytes]] | None = None
        self._transport: asyncio.Transport | None = None
        self._parser = httptools.HttpResponseParser(self)
        self._body: list[bytes] = []

    @classmethod
    async def open(cls, port: int) -> Self:
        _, found = await asyncio.get_running_loop().create_connection(cls, "127.0.0.1", port)
        return found

    async def ask(self, request: bytes) -> tuple[int, bytes]:
        """The status and the body."""
        assert self._transport is not None
        self._body = []
        self._done = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await self._done

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._parser.feed_data(data)

    def on_body(self, body: bytes) -> None:
        self._body.append(body)

    def on_message_complete(self) -> None:
        status = self._parser.get_status_code()
        done, self._parser = self._done, httptools.HttpResponseParser(self)
        if done is not None and not done.done():
            done.set_result((status, b"".join(self._body)))

    def connection_lost(self, exc: Exception | None) -> None:
        if self._done is not None and not self._done.done():
            self._done.set_exception(exc or ConnectionError("the contender has closed the connection"))


class Clients:
    """So many at once, on connections of their own."""

    def __init__(self, connections: Sequence[Connection]) -> None:
        self._connections = connections

    @classmethod
    async def open(cls, port: int, many: int) -> Self:
        return cls([await Connection.open(port) for _ in range(many)])

    async def ask_for(self, requests: Iterator[bytes], seconds: float) -> Heard:
        """All of them ask until the time is over, each request once."""
        heard, end = Heard(), time.perf_counter() + seconds
        await asyncio.gather(*(self._ask(each, requests, end, heard) for each in self._connections))
        return heard

    async def _ask(self, connection: Connection, requests: Iterator[bytes], end: float, heard: Heard) -> None:
        while (began := time.perf_counter()) < end:
            status, body = await connection.ask(next(requests))
            heard.seconds.append(time.perf_counter() - began)
            heard.failed += status != 200 or not body.startswith(DATA)  # HTTP's own number

    def close(self) -> None:
        for each in self._connections:
            each.close()
