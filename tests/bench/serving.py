"""A small app behind a port of its own."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from starlette.applications import Starlette

from runtime.server import listen


@asynccontextmanager
async def serving(app: Starlette) -> AsyncIterator[int]:
    """The port of a server that is stopped with the block."""
    listener = listen("127.0.0.1", 0)
    port = int(listener.getsockname()[1])
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
    running = asyncio.create_task(server.serve(sockets=[listener]))
    yield port
    server.should_exit = True
    await running
    listener.close()
