"""Serve an ASGI app over HTTP until a signal stops it."""

import asyncio
import gc
import logging
import signal
import socket
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import TypeVar

import uvicorn
import uvloop
from starlette.types import ASGIApp

from runtime.mendable import Mendable

log = logging.getLogger("hub.server")

T = TypeVar("T")


def run(main: Coroutine[None, None, T]) -> T:
    """As `asyncio.run`, on the loop that serves with less work."""
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(main)


class AddressTaken(Mendable):
    """Nothing can listen there; the message says why and what to do."""


@dataclass(slots=True)
class Stopping:
    """How a hub stops, and whether it has been told to. Both times are in seconds."""

    delay: int = 0
    """In which it still takes requests, so that who sends them can see that it is about to stop."""
    within: int = 10
    """That the requests under way then have to end; what has not is cancelled."""
    begun: bool = False


THIS_MACHINE = "127.0.0.1"
"""Whose word is taken for where a request comes from, unless others are named."""


def listen(host: str, port: int) -> socket.socket:
    """Take the address before anything slow is begun, so that a taken one is told at once."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named as TCP: asyncio sets TCP_NODELAY on no other, and a body then waits 40 ms for its head.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        # Only now is it taken: until somebody listens, a second process may bind it too.
        listener.listen(2048)
    except OSError as error:
        listener.close()
        reason = error.strerror or str(error)
        raise AddressTaken(f"cannot listen on {host}:{port} ({reason}): choose another with --port") from None
    return listener


async def serve(
    app: ASGIApp, listener: socket.socket, stopping: Stopping, proxies: str = THIS_MACHINE
) -> None:
    """Until SIGINT or SIGTERM, and then until the requests under way have ended or their time is over."""
    config = uvicorn.Config(
        app,
        log_config=None,
        log_level="warning",
        access_log=False,  # paths and addresses of people: the log of requests says less
        http="httptools",
        ws="none",
        lifespan="off",
        forwarded_allow_ips=proxies,
        timeout_graceful_shutdown=stopping.within,
    )
    # What has been made by now stays: the collector of garbage, which holds up every answer, passes it over.
    gc.collect()
    gc.freeze()
    await _Server(config, stopping).serve(sockets=[listener])
    log.info("stopped")


class _Server(uvicorn.Server):
    """Uvicorn raises the signal again when it has stopped, which kills the process before it has cleared
    up: here a signal ends the serving, and the caller goes on.
    """

    def __init__(self, config: uvicorn.Config, stopping: Stopping) -> None:
        super().__init__(config)
        self._stopping = stopping

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        loop = asyncio.get_running_loop()
        before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
        for number in before:
            loop.add_signal_handler(number, self.handle_exit, number, None)
        try:
            yield
        finally:
            for number, handler in before.items():
                loop.remove_signal_handler(number)
                signal.signal(number, handler)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """The first signal begins the stop. A second one ends the delay; Ctrl-C once more ends everything."""
        again, self._stopping.begun = self._stopping.begun, True
        if again or self._stopping.delay == 0:
            super().handle_exit(sig, frame)
        else:
            asyncio.get_running_loop().call_later(self._stopping.delay, self._end)

    def _end(self) -> None:
        self.should_exit = True
