"""Ask the hub over HTTP as one of the personas, in a test."""

from dataclasses import dataclass
from typing import Any

from httpx2 import ASGITransport, AsyncClient, Response
from joserfc.jwk import ECKey
from starlette.applications import Starlette

from actions.personas import PERSONAS
from gateway import create_app
from loaders.accounts import identity_by_login
from runtime.database import Database
from runtime.migrations import as_owner
from runtime.tokens import Identity, Tokens

KEY = ECKey.generate_key("P-256").as_pem(private=True).decode()


@dataclass(frozen=True, slots=True)
class Answer:
    response: Response

    @property
    def data(self) -> Any:
        return self.response.json().get("data")

    @property
    def errors(self) -> list[dict[str, Any]]:
        return list(self.response.json().get("errors", []))

    @property
    def codes(self) -> list[str]:
        return [error["extensions"]["code"] for error in self.errors]


class HubClient:
    """One hub on one database. `ask` is signed out unless told as whom."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.tokens = Tokens(KEY)
        self.app: Starlette = create_app(database, self.tokens)
        transport = ASGITransport(self.app, raise_app_exceptions=False)
        self.http = AsyncClient(transport=transport, base_url="http://hub")

    async def ask(
        self, query: str, as_: str | Identity | None = None, capacity: str | None = None, **variables: Any
    ) -> Answer:
        headers = {} if as_ is None else {"Authorization": f"Bearer {await self.token(as_)}"}
        if capacity is not None:
            headers["Hub-Capacity"] = capacity
        body = {"query": query, "variables": variables}
        return Answer(await self.http.post("/graphql", json=body, headers=headers))

    async def token(self, as_: str | Identity) -> str:
        return self.tokens.sign(await self.identity(as_) if isinstance(as_, str) else as_)

    async def identity(self, persona: str) -> Identity:
        async with as_owner(self.database.addresses) as owner:
            identity = await identity_by_login(owner, PERSONAS[persona])
        assert identity is not None, persona
        return identity
