"""Serve an ASGI app over HTTP until a signal stops it."""

import asyncio
import logging
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

STOP_WITHIN = 10
"""Seconds that requests under way are given when the server is told to stop."""


class AddressTaken(Exception):
    """Nothing can listen there; the message says why and what to do."""


def listen(host: str, port: int) -> socket.socket:
    """Take the address before anything slow is begun, so that a taken one is told at once."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
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


async def serve(app: ASGIApp, listener: socket.socket, log_level: str) -> None:
    logging.basicConfig(level=log_level.upper(), format="%(asctime)s %(levelname)s %(name)s %(message)s")
    config = uvicorn.Config(
        app,
        log_config=None,
        log_level="warning",
        access_log=False,  # paths and addresses of people: the log of requests says less, and comes later
        http="httptools",
        ws="none",
        lifespan="off",
        timeout_graceful_shutdown=STOP_WITHIN,
    )
    await _Server(config).serve(sockets=[listener])


class _Server(uvicorn.Server):
    """Uvicorn raises the signal again when it has stopped, which kills the process before it has cleared
    up: here a signal ends the serving, and the caller goes on.
    """

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self.handle_exit, number, None)
        try:
            yield
        finally:
            for number in (signal.SIGINT, signal.SIGTERM):
                loop.remove_signal_handler(number)
