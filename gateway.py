"""The ASGI app: its doors and what they need. Wires; decides nothing."""

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.routing import Route

from routes.graphql import LARGEST_BODY, GraphQLRoute
from routes.health import alive
from routes.limits import BodyLimit
from routes.refusals import bug, not_served, refusal
from rules.refusals import ErrorCode
from runtime.database import Database
from runtime.tokens import Tokens
from schema.build import build, catalog_of


def create_app(database: Database, tokens: Tokens) -> Starlette:
    """Who opened the database closes it."""
    schema = build()
    graphql = BodyLimit(
        GraphQLRoute(schema, catalog_of(schema), database, tokens),
        LARGEST_BODY,
        refusal(413, ErrorCode.BAD_USER_INPUT, f"The body is over {LARGEST_BODY} bytes."),
    )

    return Starlette(
        routes=[
            Route("/graphql", graphql, methods=["POST"]),
            Route("/healthz", alive),
        ],
        exception_handlers={HTTPException: not_served, Exception: bug},
    )
