"""Many who ask at once, over and over, and what became of each of their requests."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import httpx2

ACTED = "mutation($given: Boolean!) { sharingSet(input: {given: $given}) { done } }"
ASKED = {
    "member": "{ me { firstName contracts { number product { name } beneficiaries { firstName } } } }",
    "broker": "{ members(first: 10) { totalCount edges { node { number contracts { number } } } } }",
    "agent": "{ members(first: 3) { edges { node { number contracts { number } } } } }",
    "reporting": "{ acts(first: 10) { totalCount edges { node { code } } } }",
}
PATIENCE = 30.0
"""Seconds after which a request counts as hanging."""


@dataclass
class Load:
    """What was answered since the last look: how often, how, and how long the slowest took (in seconds)."""

    heard: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    last_trouble: float = 0.0
    """When somebody last did not get what they asked for, by `time.monotonic`."""
    in_a_row: dict[int, int] = field(default_factory=dict)
    """By client: the good answers since their last trouble."""

    def forget(self) -> None:
        self.heard, self.slowest, self.last_trouble = Counter(), 0.0, 0.0

    def note(self, client: int, outcome: str, seconds: float) -> None:
        self.heard[outcome] += 1
        self.slowest = max(self.slowest, seconds)
        if outcome == "ok":
            self.in_a_row[client] = self.in_a_row.get(client, 0) + 1
        else:
            self.in_a_row[client], self.last_trouble = 0, time.monotonic()

    async def until_all_are_served(self, times: int = 5) -> None:
        """Every client has had so many good answers in a row."""
        self.in_a_row = dict.fromkeys(self.in_a_row, 0)
        async with asyncio.timeout(2 * PATIENCE):
            while min(self.in_a_row.values(), default=0) < times:  # noqa: ASYNC110 - the clients go on
                await asyncio.sleep(0.01)


@asynccontextmanager
async def loaded(url: str, tokens: Mapping[str, str], clients: int) -> AsyncIterator[Load]:
    """Clients ask as each persona in turn; one more, the spouse, changes something."""
    load = Load()
    async with httpx2.AsyncClient(base_url=url, timeout=PATIENCE) as http, asyncio.TaskGroup() as group:
        personas = [*ASKED] * (clients // len(ASKED))
        tasks = [
            group.create_task(_client(http, load, number, tokens[persona], ASKED[persona]))
            for number, persona in enumerate(personas)
        ]
        tasks.append(group.create_task(_client(http, load, len(personas), tokens["spouse"], ACTED)))
        try:
            await load.until_all_are_served(1)
            yield load
        finally:
            for task in tasks:
                task.cancel()


async def _client(http: httpx2.AsyncClient, load: Load, number: int, token: str, query: str) -> None:
    headers = {"Authorization": f"Bearer {token}"}
    load.in_a_row[number] = 0
    given = False
    while True:
        given = not given
        variables = {"given": given} if query == ACTED else {}
        began = time.monotonic()
        try:
            answer = await http.post(
                "/graphql", json={"query": query, "variables": variables}, headers=headers
            )
            outcome = outcome_of(answer)
        except httpx2.TransportError as error:
            outcome = type(error).__name__
        load.note(number, outcome, time.monotonic() - began)
        if outcome != "ok":
            await asyncio.sleep(0.05)


def outcome_of(answer: httpx2.Response) -> str:
    """ok, the codes of the errors, and the status where it is not 200; 503 must say when to come again."""
    codes = sorted({error["extensions"]["code"] for error in answer.json().get("errors", [])})
    if answer.status_code == 200:
        return " ".join(codes) or "ok"
    when = ", Retry-After" if "retry-after" in answer.headers else ""
    return f"{answer.status_code} {' '.join(codes)}{when}"
