"""One line a request, its id in the answer, and its numbers: around everything else that the app does."""

import asyncio
import logging
import re
import secrets
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from routes.refusals import unavailable
from runtime.metrics import Metrics
from runtime.notes import Notes, current

HEADER = b"x-request-id"
WELL_FORMED = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
"""A UUID, or as many hexadecimal digits: whatever else somebody sends could be about somebody."""

KINDS = {
    "/graphql": "graphql",
    "/healthz": "health",
    "/readyz": "health",
    "/metrics": "metrics",
    "/oauth/token": "token",
}
PAGE_FILES = "/graphiql/"

log = logging.getLogger("hub.requests")


class RequestLog:
    """The path is written only where it is one of the hub's own: any other can hold anything."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        noted = Notes(_request_id(scope))
        answered = _Answered(noted, send)
        reset = current.set(noted)
        began = time.perf_counter()
        try:
            await self._app(scope, receive, answered)
        except asyncio.CancelledError:
            # The hub stops, and the time of those under way is over. Here their task ends anyhow.
            if answered.status is not None:
                raise
            await unavailable()(scope, receive, answered)
        except Exception:
            # Starlette answers a bug, which its handler has logged, and raises it once more for the server.
            if not answered.with_a_bug:
                raise
        finally:
            self._write(scope, noted, answered.status, time.perf_counter() - began)
            current.reset(reset)

    def _write(self, scope: Scope, noted: Notes, status: int | None, seconds: float) -> None:
        path, kind = _door(scope["path"])
        kind = "page" if kind == "graphql" and scope["method"] == "GET" else noted.kind or kind
        outcome = _outcome(noted, status)
        self._metrics.count(kind, outcome, seconds)
        if noted.way is not None:
            self._metrics.count_way(*noted.way)
        fields = {
            "method": scope["method"],
            "path": path,
            "status": status,
            "outcome": outcome,
            "milliseconds": round(seconds * 1000, 1),
            "actor": noted.actor,
            "kind": kind,
            "operation": noted.operation,
            "way": None if noted.way is None else noted.way[0],
        }
        log.info("request", extra={"fields": fields})


class _Answered:
    """Sends on what is sent, with the request's id in the head, and keeps how it ended."""

    def __init__(self, noted: Notes, send: Send) -> None:
        self.status: int | None = None
        self._is_whole = False
        self._noted = noted
        self._send = send

    @property
    def with_a_bug(self) -> bool:
        return self.status == 500 and self._is_whole

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            message.setdefault("headers", []).append((HEADER, self._noted.request_id.encode()))
        elif message["type"] == "http.response.body":
            self._is_whole = not message.get("more_body", False)
        await self._send(message)


def _request_id(scope: Scope) -> str:
    sent = next((value for name, value in scope["headers"] if name == HEADER), b"").decode("latin-1")
    return sent.lower() if WELL_FORMED.fullmatch(sent) else secrets.token_hex(16)


def _door(path: str) -> tuple[str, str]:
    if path in KINDS:
        return path, KINDS[path]
    return (f"{PAGE_FILES}…", "file") if path.startswith(PAGE_FILES) else ("unknown", "unknown")


def _outcome(noted: Notes, status: int | None) -> str:
    """ok; errors (in the answer); refused (4xx); unavailable (503); bug (500); gone (the client)."""
    if status is None:
        return "gone"
    if status >= 500:
        return "unavailable" if status == 503 else "bug"
    return "refused" if status >= 400 else noted.outcome or "ok"
