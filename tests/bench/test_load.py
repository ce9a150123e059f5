"""The load generator, against a server that knows how often it was asked."""

import asyncio
import itertools
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bench.load import Clients, Heard
from tests.bench.serving import serving

ANSWERS = {
    "/good": Response(b'{"data":{"me":null}}'),
    "/refused": Response(b'{"data":{}}', status_code=503),
    "/wrong": Response(b'{"data":null,"errors":[{"message":"no"}]}'),
}


@asynccontextmanager
async def answering(asked: Counter[str]) -> AsyncIterator[int]:
    """The port of a server that is stopped with the block."""

    async def answer(request: Request) -> Response:
        asked[request.url.path] += 1
        await asyncio.sleep(0.001)
        return ANSWERS[request.url.path]

    async with serving(Starlette(routes=[Route(path, answer) for path in ANSWERS])) as port:
        yield port


async def heard_of(*paths: str, at_once: int) -> tuple[Heard, Counter[str]]:
    asked = Counter[str]()
    requests = itertools.cycle(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode() for path in paths)
    async with asyncio.timeout(10), answering(asked) as port:
        clients = await Clients.open(port, at_once)
        heard = await clients.ask_for(requests, 0.2)
        clients.close()
    return heard, asked


async def test_every_request_that_was_sent_is_answered_and_counted_once() -> None:
    heard, asked = await heard_of("/good", at_once=4)
    assert len(heard.seconds) == asked["/good"] > 4
    assert heard.failed == 0
    assert all(0.001 <= each < 0.5 for each in heard.seconds)


async def test_an_answer_with_another_status_or_without_data_has_failed() -> None:
    heard, asked = await heard_of("/good", "/refused", "/wrong", at_once=2)
    assert min(asked.values()) > 0
    assert heard.failed == asked["/refused"] + asked["/wrong"]
