"""Is the process alive?"""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response


async def alive(_: Request) -> Response:
    """The process runs and answers. Says nothing about the database."""
    return JSONResponse({"status": "ok"})
