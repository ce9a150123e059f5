"""What is written by hand says what the hub says, to every holder and firm that the bench would ask as."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from httpx2 import ASGITransport, AsyncClient

from bench.actors import token_of
from bench.limit import create_limit
from bench.operations import OPERATIONS, Operation, key_of
from runtime.actor import Actor, Role
from tests.hub_client import HubClient


@pytest.fixture(scope="module")
async def limit(peopled_hub: HubClient) -> AsyncIterator[AsyncClient]:
    app = create_limit(peopled_hub.database.addresses, peopled_hub.tokens, with_rights=True)
    async with AsyncClient(transport=ASGITransport(app), base_url="http://limit") as http:
        yield http
    app.state.close()


async def of_hub(hub: HubClient, operation: Operation, head: dict[str, str]) -> Any:
    answer = await hub.http.post("/graphql", json={"query": operation.document}, headers=head)
    assert "planner" in answer.headers["Server-Timing"]
    return answer.json()


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
async def test_each_of_them_is_told_by_hand_what_the_hub_tells_them(
    peopled_hub: HubClient, limit: AsyncClient, askers: dict[Role, list[Actor]], operation: Operation
) -> None:
    told = []
    for actor in askers[operation.role]:
        head = {"Authorization": f"Bearer {token_of(peopled_hub.tokens, actor)}"}
        answer = await limit.get(f"/{operation.name}", headers=head)
        assert answer.json() == await of_hub(peopled_hub, operation, head), key_of(actor)
        told.append(answer.text)
    assert len(set(told)) > 1, "all of them were told the same"
