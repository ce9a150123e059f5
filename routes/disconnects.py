"""A client that goes away while the database still works for it: the statement is given up."""

import asyncio
from types import TracebackType

from starlette.types import Receive

UNATTENDED = 0.25
"""Seconds before anybody listens: most answers are there by then, and pay for a timer only."""


class ClientGone(Exception):
    """Nobody waits for the answer any more."""


class Attended:
    """Cancels what is awaited in the block when the client disconnects, and raises `ClientGone`.

    The body must have been read whole: what is received in the block is thrown away.
    """

    def __init__(self, receive: Receive, unattended: float = UNATTENDED) -> None:
        self._receive = receive
        self._unattended = unattended
        self._listener: asyncio.Task[None] | None = None
        self._gone = False

    def __enter__(self) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._task, self._cancelling = task, task.cancelling()
        self._timer = asyncio.get_running_loop().call_later(self._unattended, self._listen)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self._timer.cancel()
        if self._listener is not None:
            self._listener.cancel()
        # Told to stop by somebody else besides, the task obeys that.
        if self._gone and self._task.uncancel() <= self._cancelling and kind is asyncio.CancelledError:
            raise ClientGone from error

    def _listen(self) -> None:
        self._listener = asyncio.get_running_loop().create_task(self._hear())

    async def _hear(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self._gone = True
        self._task.cancel()
