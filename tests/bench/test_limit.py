"""The endpoint that the hub is measured against says what the hub says, and hides what the hub hides."""

from typing import Any

import pytest
from httpx2 import ASGITransport, AsyncClient

from bench.limit import create_limit
from bench.operations import OPERATIONS, Operation
from runtime.actor import Role
from runtime.tokens import Identity
from tests.hub_client import HubClient
from tests.visibility.world import World

READERS = {Role.MEMBER: ("member",), Role.BROKER: ("broker",)}


async def said(hub: HubClient, operation: str, reader: Identity, *, with_rights: bool = True) -> Any:
    limit = create_limit(hub.database.addresses, hub.tokens, with_rights=with_rights)
    head = {"Authorization": f"Bearer {await hub.token(reader)}"}
    async with AsyncClient(transport=ASGITransport(limit), base_url="http://limit") as http:
        answer = await http.get(f"/{operation}", headers=head)
    limit.state.close()
    return answer.json()["data"]


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
async def test_the_statement_written_by_hand_gives_the_hubs_answer(
    hub: HubClient, world: World, operation: Operation
) -> None:
    for name in READERS[operation.role]:
        reader = world.identity(name)
        wanted = await hub.assert_planned(operation.document, as_=reader)
        assert await said(hub, operation.name, reader) == wanted.data


async def test_without_rights_it_shows_what_an_adult_hides(hub: HubClient, world: World) -> None:
    """So that it is known what the column without rights leaves out."""
    labels = {}
    for with_rights in (True, False):
        data = await said(hub, "reimbursements", world.identity("member"), with_rights=with_rights)
        edges = data["me"]["reimbursements"]["edges"]
        labels[with_rights] = [edge["node"]["label"] for edge in edges]
    assert None in labels[True]
    assert None not in labels[False]
