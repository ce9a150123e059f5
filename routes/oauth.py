"""The door where programs get an access token (OAuth 2.0, client credentials: RFC 6749, sections 4.4 and 5),
and what says where it is (RFC 8414).
"""

import base64
import binascii
import logging
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, unquote_plus

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from actions.accounts.entrance import Entrance
from actions.clients.client_token import Issued, NotTheClient, ScopeRefused, Shown, client_token
from routes.limits import BodyLimit
from routes.visitors import visitor_of
from rules.refusals import Refused
from runtime import clock
from runtime.actor import ClientScope
from runtime.connections import is_away, is_too_slow, without_values
from runtime.tokens import LIFETIME

TOKEN, METADATA = "/oauth/token", "/.well-known/oauth-authorization-server"
LARGEST_BODY, MOST_FIELDS = 4_000, 20
LONGEST = 200
"""Characters of anything that a program says of itself; what is longer is nobody's."""

GRANT = "client_credentials"
FORM = "application/x-www-form-urlencoded"
NEVER_KEPT = {"Cache-Control": "no-store", "Pragma": "no-cache"}

log = logging.getLogger("hub.bugs")


class NotGiven(Exception):
    """Why there is no token, in the words of RFC 6749, section 5.2."""

    def __init__(self, error: str, description: str, status: int = 400, **headers: str) -> None:
        super().__init__(error)
        self.response = answer(
            {"error": error, "error_description": description}, status, {**NEVER_KEPT, **headers}
        )


class TokenDoor:
    """Answers JSON always, and lets nobody keep it."""

    def __init__(self, entrance: Entrance) -> None:
        self._entrance = entrance

    async def answer(self, request: Request) -> Response:
        try:
            shown = shown_by(request.headers, await request.body())
            issued = await self._issued(request, shown)
        except NotGiven as not_given:
            return not_given.response
        body = {"access_token": issued.access_token, "token_type": "Bearer"}
        seconds = int(LIFETIME.total_seconds())
        return answer({**body, "expires_in": seconds, "scope": issued.scope}, 200, NEVER_KEPT)

    async def _issued(self, request: Request, shown: Shown) -> Issued:
        try:
            return await client_token(self._entrance, visitor_of(request), shown)
        except NotTheClient:
            raise _not_the_client() from None
        except ScopeRefused:
            raise NotGiven("invalid_scope", "The client has not all of these scopes.") from None
        except Refused as refused:
            raise _too_often(refused) from None
        except Exception as error:
            if not (is_away(error) or is_too_slow(error)):
                raise
            log.error("database away", exc_info=without_values(error))
            raise NotGiven(
                "temporarily_unavailable", "Try again in a moment.", 503, **{"Retry-After": "2"}
            ) from None


def oauth_routes(entrance: Entrance) -> list[BaseRoute]:
    too_large = NotGiven("invalid_request", f"The body is over {LARGEST_BODY} bytes.", 413).response
    door = BodyLimit(_Endpoint(TokenDoor(entrance)), LARGEST_BODY, too_large)
    return [Route(TOKEN, door, methods=["POST"]), Route(METADATA, metadata)]


class _Endpoint:
    """A function of a request, as an ASGI app."""

    def __init__(self, door: TokenDoor) -> None:
        self._door = door

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        response = await self._door.answer(Request(scope, receive))
        await response(scope, receive, send)


async def metadata(request: Request) -> Response:
    """Addresses as the program itself has written them: the hub knows no name of its own."""
    issuer = str(request.base_url).rstrip("/")
    return answer(
        {
            "issuer": issuer,
            "token_endpoint": issuer + TOKEN,
            "grant_types_supported": [GRANT],
            "response_types_supported": [],
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
            "scopes_supported": [each.value for each in ClientScope],
        },
        200,
        {},
    )


def answer(body: Mapping[str, object], status: int, headers: Mapping[str, str]) -> Response:
    return JSONResponse(dict(body), status_code=status, headers=dict(headers))


def shown_by(headers: Mapping[str, str], body: bytes) -> Shown:
    """Who a program says that it is, and what it asks for."""
    form = _form(headers, body)
    named = _of_header(headers.get("authorization"))
    if named is not None and "client_secret" in form:
        raise NotGiven("invalid_request", "Show the secret in one way only: in the header, or in the body.")
    if (grant := form.get("grant_type")) is None:
        raise NotGiven("invalid_request", "`grant_type` is missing.")
    if grant != GRANT:
        raise NotGiven("unsupported_grant_type", f"`grant_type` is {GRANT} here.")
    client_id, secret = named or (form.get("client_id", ""), form.get("client_secret", ""))
    if named is not None and form.get("client_id", client_id) != client_id:
        raise NotGiven("invalid_request", "`client_id` is another than in the header.")
    scope = form.get("scope")
    if scope is not None and len(scope) > LONGEST:
        raise NotGiven("invalid_scope", "The client has not all of these scopes.")
    if not _can_be_shown(client_id) or not _can_be_shown(secret):
        raise _not_the_client()
    return Shown(client_id, secret, scope or None)


def _form(headers: Mapping[str, str], body: bytes) -> dict[str, str]:
    """Each field once (RFC 6749, section 3.2); an empty one is as though it were not there."""
    if headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
        raise NotGiven("invalid_request", f"The body is sent as {FORM}.")
    try:
        pairs = parse_qsl(body.decode("ascii"), max_num_fields=MOST_FIELDS, errors="strict")
    except ValueError:
        raise NotGiven(
            "invalid_request", "The body is not a form in UTF-8, or has too many fields."
        ) from None
    form = dict(pairs)
    if len(form) != len(pairs):
        raise NotGiven("invalid_request", "A field is there twice.")
    return form


def _of_header(header: str | None) -> tuple[str, str] | None:
    """Name and secret of HTTP Basic, each of which was encoded like a form (RFC 6749, section 2.3.1)."""
    if header is None:
        return None
    scheme, _, text = header.partition(" ")
    try:
        if scheme.lower() != "basic":
            raise ValueError
        name, colon, secret = base64.b64decode(text.strip(), validate=True).decode().partition(":")
        if not colon:
            raise ValueError
        return unquote_plus(name, errors="strict"), unquote_plus(secret, errors="strict")
    except (binascii.Error, ValueError):
        raise _not_the_client() from None


def _can_be_shown(text: str) -> bool:
    """What cannot be anybody's is not looked for."""
    return 0 < len(text) <= LONGEST and text.isascii() and text.isprintable()


def _not_the_client() -> NotGiven:
    return NotGiven(
        "invalid_client",
        "There is no such client, or the secret is not its own, or it was revoked or has expired.",
        401,
        **{"WWW-Authenticate": 'Basic realm="hub", charset="UTF-8"'},
    )


def _too_often(refused: Refused) -> NotGiven:
    """RFC 6749 has no word for it; the status has (RFC 6585)."""
    until = next(each.retry_at for each in refused.refusals if each.retry_at is not None)
    seconds = max(1, int((until - clock.now()).total_seconds()) + 1)
    return NotGiven(
        "temporarily_unavailable",
        "Too many failures from this address.",
        429,
        **{"Retry-After": str(seconds)},
    )
