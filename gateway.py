"""The ASGI app: its doors and what they need. Wires; decides nothing."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware.errors import ServerErrorMiddleware
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from actions.accounts.entrance import Entrance
from planner.plans import Plans
from routes.graphql import LARGEST_BODY, GraphQLRoute
from routes.health import Readiness, alive
from routes.ide import ide_routes
from routes.limits import BodyLimit
from routes.metrics import MetricsDoor
from routes.oauth import oauth_routes
from routes.personas import persona_routes
from routes.refusals import bug, not_served, refusal
from routes.request_log import RequestLog
from rules.refusals import ErrorCode
from runtime.crypto import Vault
from runtime.database import Database
from runtime.metrics import Metrics
from runtime.passwords import Passwords
from runtime.server import Stopping
from runtime.setting_values import CONTACT, DATA_KEY_BYTES
from runtime.tokens import Tokens
from schema.build import build, catalog_of, declarations_of, fitting, reading


class Door(NamedTuple):
    path: str
    method: str


OPERATION = Door("/graphql", "POST")


@dataclass(frozen=True, slots=True)
class Doors:
    """Which doors there are beside /graphql for operations, and what they have to know."""

    page: bool = False
    """GraphiQL, for browsers."""
    personas: bool = False
    """A token of any persona for anybody: in a demo only."""
    metrics_open: bool = False
    """/metrics for anybody, and not only for this machine."""
    planner: bool = True
    """Queries by one statement where there is a plan; without it the executor answers all."""
    stopping: Stopping = field(default_factory=Stopping)


def create_app(
    database: Database,
    tokens: Tokens,
    doors: Doors | None = None,
    *,
    vault: Vault | None = None,
    contact: str = CONTACT,
    sends_sms: bool = False,
) -> Starlette:
    """Who opened the database closes it. Without a vault nothing that this process seals outlives it."""
    doors = doors or Doors()
    vault = vault or Vault(os.urandom(DATA_KEY_BYTES))
    entrance = Entrance(database, tokens, Passwords(), vault, contact, sends_sms)
    schema = build()
    catalog = catalog_of(schema)
    plans = _plans() if doors.planner else None
    metrics = Metrics(database)
    operations = BodyLimit(
        GraphQLRoute(schema, catalog, plans, entrance),
        LARGEST_BODY,
        refusal(413, ErrorCode.BAD_USER_INPUT, f"The body is over {LARGEST_BODY} bytes."),
    )
    page: list[BaseRoute] = ide_routes(schema.as_str()) if doors.page else []

    hub = _Hub(
        metrics,
        operations,
        routes=[
            Route(OPERATION.path, operations, methods=[OPERATION.method]),
            Route("/healthz", alive),
            Route("/readyz", Readiness(database, doors.stopping).ready),
            Route("/metrics", MetricsDoor(metrics, is_open=doors.metrics_open).page),
            *oauth_routes(entrance),
            *page,
            *(persona_routes(database, tokens) if doors.personas else []),
        ],
        exception_handlers={HTTPException: not_served, Exception: bug},
    )
    hub.state.declarations = declarations_of(schema)
    return hub


@cache
def _plans() -> Plans:
    """Those of the process, as the schema is: they hold nothing of any database."""
    schema = build()
    return Plans(schema, catalog_of(schema), reading(schema), fitting(schema))


class _Hub(Starlette):
    """Starlette with the log of requests around everything: its own middleware would not see bugs.

    Operations come to their door directly. Past other routes and middleware that has nothing to do for them,
    it would take half as long again as all that is done for a small one.
    """

    def __init__(
        self,
        metrics: Metrics,
        operations: ASGIApp,
        *,
        routes: list[BaseRoute],
        exception_handlers: Mapping[Any, Any],
    ) -> None:
        self._metrics = metrics
        self._operations = operations
        super().__init__(routes=routes, exception_handlers=exception_handlers)

    def build_middleware_stack(self) -> ASGIApp:
        operations = ServerErrorMiddleware(self._operations, handler=bug)
        others = super().build_middleware_stack()

        async def door(scope: Scope, receive: Receive, send: Send) -> None:
            is_operation = scope["type"] == "http" and (scope["path"], scope["method"]) == OPERATION
            await (operations if is_operation else others)(scope, receive, send)

        return RequestLog(door, self._metrics)
