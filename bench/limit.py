"""The endpoint that the hub is measured against, written by hand: a route and an SQL statement an operation.

It does what any door to such data must: it looks who is asking, states them under the same policies, shows
an adult's care to the holder only where it is shared, and sends the bytes that Postgres made. It reads
no GraphQL, counts nothing and logs nothing. Without rights it has none at all: whoever asks gets the
household that the token names, all of it, from a statement that knows of no actor.
"""

import asyncio
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bench.operations import OPERATIONS, PARAMETERS, WITHOUT_RIGHTS, Operation
from runtime import clock
from runtime.actor import Actor
from runtime.addresses import Addresses
from runtime.database import SERVER_SETTINGS
from runtime.lane import CONNECT, connect
from runtime.tokens import Tokens

CONNECTIONS = 5
"""Of each role, as many as the hub has."""


class _Connections:
    """Owned by the process and never cleaned: what a statement states is gone with the statement."""

    def __init__(self, addresses: Addresses, role: str) -> None:
        self._addresses, self._role = addresses, role
        self._free: asyncio.LifoQueue[Any] = asyncio.LifoQueue()
        self._made: list[Any] = []

    async def fetch(self, sql: str, parameters: list[Any]) -> bytes:
        connection = await self._one()
        try:
            answer: bytes = await connection.fetchval(sql, *parameters)
            return answer
        finally:
            self._free.put_nowait(connection)

    def close(self) -> None:
        for each in self._made:
            if each is not None:
                each.terminate()

    async def _one(self) -> Any:
        if self._free.empty() and len(self._made) < CONNECTIONS:
            place = len(self._made)
            self._made.append(None)  # taken, while it is made
            how = {**CONNECT, "server_settings": SERVER_SETTINGS}
            self._made[place] = made = await connect(self._addresses.of(self._role), how)
            return made
        return await self._free.get()


class _Endpoint:
    def __init__(
        self, operation: Operation, addresses: Addresses, tokens: Tokens, *, with_rights: bool
    ) -> None:
        self._sql = operation.sql if with_rights else operation.sql_without_rights
        self._names = (PARAMETERS if with_rights else WITHOUT_RIGHTS)[operation.name]
        self._with_rights, self._tokens = with_rights, tokens
        role = f"hub_{operation.role.value.lower()}"
        self.connections = _Connections(addresses, role)

    async def __call__(self, request: Request) -> Response:
        token = request.headers["authorization"].removeprefix("Bearer ")
        actor = self._tokens.verify(token).capacities[0]
        data = await self.connections.fetch(self._sql, self._parameters(actor))
        return Response(b'{"data":%b}' % data, media_type="application/json")

    def _parameters(self, actor: Actor) -> list[Any]:
        found = [clock.today() if name == "today" else getattr(actor, name) for name in self._names]
        return [*found, actor.setting[1]] if self._with_rights else found


def create_limit(addresses: Addresses, tokens: Tokens, *, with_rights: bool) -> Starlette:
    """Who uses it in a process that goes on calls `state.close` at the end."""
    endpoints = {
        each.name: _Endpoint(each, addresses, tokens, with_rights=with_rights) for each in OPERATIONS
    }
    limit = Starlette(routes=[Route(f"/{name}", each.__call__) for name, each in endpoints.items()])

    def close() -> None:
        for each in endpoints.values():
            each.connections.close()

    limit.state.close = close
    return limit
