"""How the tests of accounts ask: signed in with what signing in gives, and not as a persona."""

from typing import Any

import pyotp
from httpx2 import ASGITransport, AsyncClient, Response

from actions.personas import PERSONAS, password_of
from tests.hub_client import HubClient

SESSION = "accessToken refreshToken expiresAt viewer { displayName capacity { role } } errors { code message field retryAt }"
SIGN_IN = f"mutation($login: String!, $password: String!, $code: String) {{ signIn(login: $login, password: $password, code: $code) {{ {SESSION} }} }}"
REFRESH = f"mutation($refresh: String) {{ sessionRefresh(refreshToken: $refresh) {{ {SESSION} }} }}"
SESSIONS = "{ viewer { displayName sessions { id device current startedAt usedAt expiresAt } } }"
SIGN_OUT = "mutation { signOut { done errors { code } } }"
REVOKE = "mutation($id: ID!) { sessionRevoke(id: $id) { done errors { code field } } }"
CHANGE = "mutation($c: String!, $n: String!) { passwordChange(input: {currentPassword: $c, newPassword: $n}) { done errors { code field message } } }"
ENROLL = "mutation { secondFactorEnroll { secret uri recoveryCodes errors { code message } } }"
CONFIRM = "mutation($code: String!) { secondFactorConfirm(code: $code) { done errors { code field } } }"
REMOVE = "mutation($p: String!, $code: String!) { secondFactorRemove(password: $p, code: $code) { done errors { code field } } }"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


async def post(
    hub: HubClient,
    query: str,
    token: str | None = None,
    *,
    headers: dict[str, str] | None = None,
    **variables: Any,
) -> Response:
    given = {"User-Agent": WINDOWS, **(headers or {})}
    if token is not None:
        given["Authorization"] = f"Bearer {token}"
    return await hub.http.post("/graphql", json={"query": query, "variables": variables}, headers=given)


async def asked(hub: HubClient, query: str, token: str | None = None, **variables: Any) -> Any:
    """What the one field of an operation answers."""
    response = await post(hub, query, token, **variables)
    body = response.json()
    assert "errors" not in body, body
    (answer,) = body["data"].values()
    return answer


async def asked_from(
    hub: HubClient, address: str, query: str, token: str | None = None, **variables: Any
) -> Any:
    """As `asked`, from another network address."""
    transport = ASGITransport(hub.app, raise_app_exceptions=False, client=(address, 1))
    headers = {} if token is None else {"Authorization": f"Bearer {token}"}
    async with AsyncClient(transport=transport, base_url="http://hub") as http:
        body = {"query": query, "variables": variables}
        answer = (await http.post("/graphql", json=body, headers=headers)).json()
    assert "errors" not in answer, answer
    (payload,) = answer["data"].values()
    return payload


async def signed_in(hub: HubClient, persona: str = "member", code: str | None = None, **given: str) -> Any:
    """The payload of signing in as a persona, with their password unless another is given."""
    login, password = PERSONAS[persona], password_of(persona)
    return await asked(hub, SIGN_IN, **{"login": login, "password": password, "code": code, **given})


async def fresh(hub: HubClient, persona: str = "member") -> str:
    """The access token of who has just signed in: a persona’s own is of no session."""
    return str((await signed_in(hub, persona))["accessToken"])


async def enrolled(hub: HubClient, token: str | None = None) -> pyotp.TOTP:
    """A second factor that was set up and confirmed, by `member` unless a token is given."""
    token = token or await fresh(hub)
    factor = pyotp.TOTP((await asked(hub, ENROLL, token))["secret"])
    confirmed = await asked(hub, CONFIRM, token, code=factor.now())
    assert confirmed == {"done": True, "errors": []}
    return factor


def codes(payload: Any) -> list[str]:
    return [error["code"] for error in payload["errors"]]
