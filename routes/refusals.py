"""What every door answers when it does not answer: JSON in the form that a GraphQL client reads."""

import logging
import secrets

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from resolvers.outcomes import AWAY
from rules.refusals import ErrorCode
from runtime.connections import without_values

HEADERS = {401: {"WWW-Authenticate": "Bearer"}, 503: {"Retry-After": "2"}}
"""What goes with a status; `Retry-After` is in seconds."""

log = logging.getLogger("hub.bugs")


def refusal(status: int, code: str, message: str, **extensions: str) -> Response:
    body = {"errors": [{"message": message, "extensions": {"code": code, **extensions}}]}
    return JSONResponse(body, status_code=status, headers=HEADERS.get(status))


def unavailable(message: str = AWAY) -> Response:
    """It will not stay so: the database or the hub is on its way down or up, or has too much to do."""
    return refusal(503, ErrorCode.UNAVAILABLE, message)


async def not_served(request: Request, error: Exception) -> Response:
    """No such door, or not that way."""
    assert isinstance(error, HTTPException)
    code = ErrorCode.NOT_FOUND if error.status_code == 404 else ErrorCode.BAD_USER_INPUT
    response = refusal(error.status_code, code, f"{request.method} {request.url.path}: {error.detail}.")
    response.headers.update(error.headers or {})
    return response


async def bug(request: Request, error: Exception) -> Response:
    """Nothing of the error goes out but the id under which the log has it."""
    log_id = secrets.token_hex(8)
    log.error("bug %s at %s", log_id, request.url.path, exc_info=without_values(error))
    return refusal(500, ErrorCode.INTERNAL, "Une erreur est survenue de notre côté.", id=log_id)
