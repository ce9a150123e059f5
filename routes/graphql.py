"""The door for GraphQL over HTTP: who is asking, what they ask, and an answer that is always JSON."""

import json
from contextlib import nullcontext

from cross_web import AsyncHTTPRequestAdapter, HTTPException
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from strawberry import Schema
from strawberry.asgi import GraphQL
from strawberry.http import GraphQLRequestData

from actions.accounts.entrance import Entrance
from planner.catalog import Catalog
from planner.plans import NOT_VALID, Plans
from planner.uncovered import Uncovered
from resolvers.client import Client
from resolvers.context import Context
from resolvers.outcomes import AWAY
from routes import cookies
from routes.bodies import Refused, asked_of
from routes.disconnects import Attended, ClientGone
from routes.planned import SIGNED_OUT, Planned
from routes.recording import Recording
from routes.refusals import refusal
from routes.visitors import visitor_of
from rules.refusals import ErrorCode
from runtime.actor import Actor
from runtime.connections import is_away, is_too_slow
from runtime.notes import notes
from runtime.tokens import Identity, TokenRefused

LARGEST_BODY = 100_000
"""Bytes. Files have a door of their own."""

CAPACITY_HEADER = "hub-capacity"


class GraphQLRoute(GraphQL[Context, None]):
    """Strawberry's view, with the hub's request context and errors. WebSockets and GET come later."""

    def __init__(self, schema: Schema, catalog: Catalog, plans: Plans | None, entrance: Entrance) -> None:
        database = entrance.database
        super().__init__(schema, graphql_ide=None, allow_queries_via_get=False, subscription_protocols=())
        self._catalog = catalog
        self._planned = None if plans is None else Planned(plans, database)
        self._database = database
        self._entrance = entrance
        self._recording = Recording(database)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            response = await self._answer(Request(scope, receive))
        except ClientGone:
            return
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        try:
            context = self._context(request)
        except Refused as refused:
            return refused.response
        try:
            await _allowed(context)
            answer = await self._run(request, context)
        except Refused as refused:
            return refused.response
        except (HTTPException, StarletteHTTPException) as error:
            reason = error.reason if isinstance(error, HTTPException) else error.detail
            return refusal(error.status_code, ErrorCode.BAD_USER_INPUT, reason)
        finally:
            await context.close()
        answer = await self._recording.recorded(context, answer)
        if context.client.by_cookie and context.opened is not None:
            cookies.keep(answer, context.opened)
        elif context.client.by_cookie and context.has_signed_out:
            cookies.clear(answer)
        return answer

    async def _run(self, request: Request, context: Context) -> Response:
        """By one statement if there is a plan for it, else by the executor: `Server-Timing` says, and why."""
        asked = asked_of(request.headers.get("content-type", ""), await request.body())
        way: Response | Uncovered = NO_PLANNER
        if self._planned is not None:
            with Attended(request.receive):
                way = await self._planned.answer(asked, context)
        if isinstance(way, Uncovered):
            notes().way = ("executor", way.reason)
            # What may change something is brought to its end, whoever waits for it.
            with nullcontext() if way in MAY_WRITE else Attended(request.receive):
                answer = await self.run(request, context=context)
            answer.headers["Server-Timing"] = f'executor;desc="{_described(way)}"'
            return answer
        notes().way = ("planner", "")
        way.raw_headers.append((b"server-timing", b"planner"))
        return way

    def _context(self, request: Request) -> Context:
        by_cookie = cookies.is_by_cookie(request)
        identity = self._identity(request, by_cookie=by_cookie)
        capacity = _capacity(request, identity)
        notes().actor = None if capacity is None else capacity.role.value
        client = Client(
            visitor_of(request), by_cookie, request.cookies.get(cookies.REFRESH) if by_cookie else None
        )
        return Context(
            self._database, self._catalog, identity, capacity, entrance=self._entrance, client=client
        )

    def _identity(self, request: Request, *, by_cookie: bool) -> Identity | None:
        header = request.headers.get("authorization")
        if header is None and by_cookie:
            return self._of_cookie(request)
        if header is None:
            _refuse_cookies(request)
            return None
        scheme, _, token = header.partition(" ")
        try:
            if scheme.lower() != "bearer":
                raise TokenRefused(scheme)
            return self._entrance.tokens.verify(token.strip())
        except TokenRefused:
            raise Refused(
                401, ErrorCode.UNAUTHENTICATED, "The access token is not valid, or no longer: sign in again."
            ) from None

    def _of_cookie(self, request: Request) -> Identity | None:
        """Nobody, where the access token has run out: the browser then asks for `sessionRefresh`."""
        try:
            return self._entrance.tokens.verify(request.cookies.get(cookies.ACCESS, ""))
        except TokenRefused:
            return None

    def encode_json(self, data: object) -> bytes:
        """UTF-8 as it is: names with accents stay legible, and shorter."""
        return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()

    async def parse_http_body(
        self, request: AsyncHTTPRequestAdapter
    ) -> GraphQLRequestData | list[GraphQLRequestData]:
        """Strawberry's own parsing ends in a traceback for bodies that are JSON but no object."""
        return asked_of(request.content_type or "", await request.get_body())


def _refuse_cookies(request: Request) -> None:
    """A cookie without the header may have been sent from another site: it is not used, and that is said."""
    if cookies.has_cookies(request.cookies):
        raise Refused(403, ErrorCode.FORBIDDEN, "Cookies count with the header Hub-Session: cookie only.")


LONGEST_WAY = 200
NO_PLANNER = Uncovered((), "there is no planner")
MAY_WRITE = (NO_PLANNER, SIGNED_OUT, NOT_VALID)
"""Why an operation is the executor's that is not known to be a query."""


def _described(way: Uncovered) -> str:
    """For a header: names are letters, digits and underscores, however many; reasons are our own words."""
    where = f" at {'.'.join(way.path)}" if way.path else ""
    return f"{way.reason}{where}".replace('"', "'")[:LONGEST_WAY]


async def _allowed(context: Context) -> None:
    try:
        allowed = await context.may_read()
    except Exception as error:
        if not (is_away(error) or is_too_slow(error)):
            raise
        raise Refused(503, ErrorCode.UNAVAILABLE, AWAY) from error
    if not allowed and context.actor is not None and context.actor.scopes is not None:
        raise Refused(401, ErrorCode.UNAUTHENTICATED, "The client was revoked, or has expired.")
    if not allowed:
        raise Refused(403, ErrorCode.FORBIDDEN, "The capacity in use has ended: sign in again.")


def _capacity(request: Request, identity: Identity | None) -> Actor | None:
    """The capacity that the header names, the usual one without a header."""
    if identity is None:
        return None
    wanted = request.headers.get(CAPACITY_HEADER)
    if wanted is None:
        return next(iter(identity.usable), None)
    for capacity in identity.usable:
        if str(capacity.capacity_id) == wanted:
            return capacity
    raise Refused(
        403, ErrorCode.FORBIDDEN, "Hub-Capacity names none of your capacities: see viewer.capacities."
    )
