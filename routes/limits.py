"""Bound what comes from outside before it is worked on."""

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class _CutOff(Exception):
    """The client went away before the body was whole: half of a request is none."""


class BodyLimit:
    """Refuse a request body over a size, also one that does not say its length, before all of it is read."""

    def __init__(self, app: ASGIApp, largest: int, refusal: Response) -> None:
        self._app = app
        self._largest = largest
        self._refusal = refusal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            body = await self._read(receive)
        except _CutOff:
            return
        if body is None:
            await self._refusal(scope, receive, send)
            return
        await self._app(scope, _once(body, receive), send)

    async def _read(self, receive: Receive) -> bytes | None:
        """The whole body; none when it is too large."""
        chunks: list[bytes] = []
        size = 0
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise _CutOff
            chunks.append(message.get("body", b""))
            size += len(chunks[-1])
            if size > self._largest:
                return None
            if not message.get("more_body", False):
                return b"".join(chunks)


def _once(body: bytes, receive: Receive) -> Receive:
    """The body in one message, then whatever the connection says."""
    message: Message | None = {"type": "http.request", "body": body, "more_body": False}

    async def again() -> Message:
        nonlocal message
        given, message = message, None
        return given if given is not None else await receive()

    return again
