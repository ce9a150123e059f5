"""How the tests of programs ask: with the secret that making a client gives."""

import base64
from typing import Any
from urllib.parse import quote_plus

from httpx2 import Response

from tests.accounts.asking import asked
from tests.hub_client import Answer, HubClient

CREATE = """mutation($name: String!, $scopes: [String!]!, $role: Role, $broker: ID, $ends: Date) {
  clientCreate(input: {name: $name, scopes: $scopes, role: $role, brokerId: $broker, expiresOn: $ends}) {
    clientId clientSecret expiresOn errors { code message field } } }"""
ROTATE = """mutation($id: ID!, $leaked: Boolean!) { clientSecretRotate(input: {id: $id, leaked: $leaked}) {
  clientId clientSecret errors { code field } } }"""
REVOKE = "mutation($id: ID!) { clientRevoke(id: $id) { done errors { code field } } }"
KEYS = """{ viewer { broker { clients { totalCount edges { node {
  id clientId name role scopes createdAt expiresOn revokedAt usedAt } } } } } }"""
PORTFOLIO = """{ members { totalCount edges { node { id number contracts { number product { name } }
  beneficiaries { firstName } procedures { edges { node { reference } } } } } } }"""
BY_NUMBER = '{ member(number: "100001") { number } contract(number: "S-200001") { number } }'
CONTENT = '{ acts(search: "consultation") { totalCount } services { code } }'
ALL_SCOPES = ["procedures:read"]

FORM = "application/x-www-form-urlencoded"


async def created(hub: HubClient, persona: str = "broker", **given: Any) -> Any:
    """The payload of making a client; of a broker's administrator, with all scopes."""
    return await asked(
        hub, CREATE, await hub.token(persona), **{"name": "Outil", "scopes": ALL_SCOPES, **given}
    )


def basic(client_id: str, secret: str) -> dict[str, str]:
    pair = f"{quote_plus(client_id)}:{quote_plus(secret)}"
    return {"Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}


async def posted(
    hub: HubClient, form: dict[str, str] | bytes, headers: dict[str, str] | None = None
) -> Response:
    if isinstance(form, bytes):
        return await hub.http.post(
            "/oauth/token", content=form, headers={"Content-Type": FORM, **(headers or {})}
        )
    return await hub.http.post("/oauth/token", data=form, headers=headers)


async def exchanged(hub: HubClient, client: Any, **more: str) -> Response:
    """What the token endpoint answers to a client that was made."""
    form = {"grant_type": "client_credentials", **more}
    return await posted(hub, form, basic(client["clientId"], client["clientSecret"]))


async def token_of(hub: HubClient, client: Any, **more: str) -> str:
    response = await exchanged(hub, client, **more)
    assert response.status_code == 200, response.text
    return str(response.json()["access_token"])


async def ask(hub: HubClient, token: str, query: str, **variables: Any) -> Answer:
    """With an access token, as a program does."""
    body = {"query": query, "variables": variables}
    headers = {"Authorization": f"Bearer {token}"}
    return Answer(await hub.http.post("/graphql", json=body, headers=headers))


async def key_id(hub: HubClient, client: Any, persona: str = "broker") -> str:
    """`Client.id` of a client that was made."""
    keys = (await hub.ask(KEYS, as_=persona)).data["viewer"]["broker"]["clients"]["edges"]
    return next(each["node"]["id"] for each in keys if each["node"]["clientId"] == client["clientId"])


def numbers(answer: Answer) -> set[str]:
    return {each["node"]["number"] for each in answer.data["members"]["edges"]}
