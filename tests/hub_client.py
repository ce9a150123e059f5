"""Ask the hub over HTTP as one of the personas, in a test."""

from dataclasses import dataclass
from typing import Any

from httpx2 import ASGITransport, AsyncClient, Response
from joserfc.jwk import ECKey
from starlette.applications import Starlette

from actions.personas import PERSONAS
from gateway import Doors, create_app
from loaders.accounts import identity_by_login
from runtime.crypto import Vault
from runtime.database import Database
from runtime.migrations import as_owner
from runtime.tokens import Identity, Tokens
from tests.both_ways import assert_planned, compare

DATA_KEY = bytes(range(32))
KEY = ECKey.generate_key("P-256").as_pem(private=True).decode()
VAULT = Vault(DATA_KEY)
"""What seals and opens secrets in tests."""


GAVE_UP = ("failed", "refused the statement", "not what its type says")
"""Why the planner can leave to the executor what it took on: only for an answer that has errors."""


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
    def way(self) -> str:
        """How it was answered: `planner`, or `executor` and why."""
        return self.response.headers.get("Server-Timing", "")

    @property
    def codes(self) -> list[str]:
        return [error["extensions"]["code"] for error in self.errors]


class HubClient:
    """One hub on one database. `ask` is signed out unless told as whom. What the planner answers is compared
    with what the executor would have answered; without the planner statements can be counted.
    """

    def __init__(
        self, database: Database, *, planner: bool = True, sends_sms: bool = True, looks_again: bool = True
    ) -> None:
        self.database, self.looks_again = database, looks_again
        self.tokens = Tokens(KEY)
        self.vault = VAULT
        self.app: Starlette = create_app(
            database, self.tokens, Doors(planner=planner), vault=self.vault, sends_sms=sends_sms
        )
        transport = ASGITransport(self.app, raise_app_exceptions=False)
        self.http = AsyncClient(transport=transport, base_url="http://hub")

    async def ask(
        self, query: str, as_: str | Identity | None = None, capacity: str | None = None, **variables: Any
    ) -> Answer:
        identity = await self.identity(as_) if isinstance(as_, str) else as_
        headers = {} if identity is None else {"Authorization": f"Bearer {self.tokens.sign(identity)}"}
        if capacity is not None:
            headers["Hub-Capacity"] = capacity
        body = {"query": query, "variables": variables}
        answer = Answer(await self.http.post("/graphql", json=body, headers=headers))
        if any(words in answer.way for words in GAVE_UP):
            assert answer.errors, (query, variables, answer.way)
        if answer.way == "planner" and identity is not None and self.looks_again:
            # It is looked up once: to connect takes as long as to ask.
            await self._look_again(query, identity, capacity, variables)
        return answer

    async def assert_planned(
        self, query: str, as_: str | Identity, variables: dict[str, Any] | None = None
    ) -> Answer:
        """Ask what the planner has to answer; where it does not, the test fails with the field and the reason."""
        identity = await self.identity(as_) if isinstance(as_, str) else as_
        assert_planned(identity.capacities[0], query, variables or {})
        answer = await self.ask(query, as_=identity, **(variables or {}))
        assert answer.way == "planner", answer.way
        return answer

    async def _look_again(
        self, query: str, identity: Identity, capacity: str | None, variables: dict[str, Any]
    ) -> None:
        """What the planner has answered, the executor would have answered too."""
        capacities = [each for each in identity.capacities if capacity in (None, str(each.capacity_id))]
        await compare(self.database, identity, capacities[0], query, variables)

    async def token(self, as_: str | Identity) -> str:
        return self.tokens.sign(await self.identity(as_) if isinstance(as_, str) else as_)

    async def identity(self, persona: str) -> Identity:
        async with as_owner(self.database.addresses) as owner:
            identity = await identity_by_login(owner, PERSONAS[persona])
        assert identity is not None, persona
        return identity
