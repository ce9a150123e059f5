"""The personas of the demo, and a token for each: a door that only a demo has."""

import logging
from datetime import timedelta

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from actions.personas import PERSONAS
from loaders.accounts import identity_by_login
from routes.refusals import unavailable
from runtime.connections import is_away, without_values
from runtime.database import Database
from runtime.migrations import as_owner
from runtime.tokens import Tokens

GOOD_FOR = timedelta(hours=12)

log = logging.getLogger("hub.personas")


def persona_routes(database: Database, tokens: Tokens) -> list[BaseRoute]:
    """Anybody may be anybody: for invented households only."""

    async def names(_: Request) -> Response:
        return JSONResponse(list(PERSONAS))

    async def token(request: Request) -> Response:
        login = PERSONAS.get(request.path_params["persona"])
        if login is None:
            raise HTTPException(404, f"the personas are {', '.join(PERSONAS)}")
        try:
            async with as_owner(database.addresses) as owner:
                identity = await identity_by_login(owner, login)
        except Exception as error:
            if not is_away(error):
                raise
            log.error("database away", exc_info=without_values(error))  # the words go without
            return unavailable()
        if identity is None:
            raise HTTPException(404, "this database does not hold that persona: start ./hub demo")
        first = identity.capacities[0]
        return JSONResponse(
            {
                "token": tokens.sign(identity, GOOD_FOR),
                "name": identity.display_name,
                "capacity": first.label,
                "role": first.role,
            },
            headers={"Cache-Control": "no-store"},
        )

    return [
        Route("/graphiql/personas", names),
        Route("/graphiql/personas/{persona}/token", token, methods=["POST"]),
    ]
