"""How the tests of the guide ask."""

from typing import Any

from tests.hub_client import HubClient

MUTATIONS = '{ __type(name: "Mutation") { fields { name args { name } } } }'
QUERIES = '{ __type(name: "Query") { fields { name } } }'


async def asked(hub: HubClient, persona: str, query: str, **variables: Any) -> Any:
    """The data of an operation that must succeed."""
    answer = await hub.ask(query, as_=persona, **variables)
    assert answer.errors == []
    return answer.data


async def offers_mutation(hub: HubClient, name: str) -> bool:
    """Whether the API has a mutation: the least that a démarche needs."""
    fields = (await hub.ask(MUTATIONS)).data["__type"]["fields"]
    return name in {field["name"] for field in fields}


async def offers_query(hub: HubClient, name: str) -> bool:
    fields = (await hub.ask(QUERIES)).data["__type"]["fields"]
    return name in {field["name"] for field in fields}
