"""A program gets an access token for its secret, as RFC 6749 says, and is told in its words why it does not."""

import base64
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from runtime import clock
from runtime.migrations import as_owner
from tests.accounts.asking import SIGN_IN, asked, codes
from tests.clients.asking import basic, created, exchanged, posted
from tests.hub_client import HubClient

GRANT = {"grant_type": "client_credentials"}


def claims(token: str) -> Any:
    part = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


async def test_a_secret_is_exchanged_for_a_token_that_says_what_it_is_for(hub: HubClient) -> None:
    client = await created(hub, scopes=["portfolio:read"])
    response = await exchanged(hub, client)
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    body = response.json()
    token = body.pop("access_token")
    assert body == {"token_type": "Bearer", "expires_in": 900, "scope": "portfolio:read"}
    said = claims(token)
    assert (said["client_id"], said["scope"]) == (client["clientId"], "portfolio:read")
    assert said["exp"] - said["iat"] == 900
    assert [each["role"] for each in said["capacities"]] == ["BROKER"]
    assert client["clientSecret"] not in token


async def test_the_secret_may_be_in_the_body_instead(hub: HubClient) -> None:
    client = await created(hub)
    shown = {"client_id": client["clientId"], "client_secret": client["clientSecret"]}
    assert (await posted(hub, {**GRANT, **shown})).status_code == 200


async def test_a_scope_that_is_asked_for_narrows_the_token_and_one_that_is_not_the_clients_is_refused(
    hub: HubClient,
) -> None:
    client = await created(hub, scopes=["portfolio:read"])
    assert (await exchanged(hub, client, scope="content:read")).json()["scope"] == "content:read"
    for wanted in ("procedures:read", "portfolio:read admin", "*", "portfolio:read  content:read"):
        refused = await exchanged(hub, client, scope=wanted)
        assert (refused.status_code, refused.json()["error"]) == (400, "invalid_scope"), wanted


@pytest.mark.parametrize(
    ("form", "headers", "status", "error"),
    [
        ({}, {}, 400, "invalid_request"),
        ({"grant_type": "password"}, {}, 400, "unsupported_grant_type"),
        (GRANT, {}, 401, "invalid_client"),
        (GRANT, basic("hub_0000000000000000", "x" * 43), 401, "invalid_client"),
        (GRANT, {"Authorization": "Basic !!!"}, 401, "invalid_client"),
        (GRANT, {"Authorization": "Basic bm9jb2xvbg=="}, 401, "invalid_client"),
        (GRANT, {"Authorization": "Bearer x"}, 401, "invalid_client"),
        (GRANT, basic("hub_é", "x"), 401, "invalid_client"),
        (GRANT, basic("hub_\x00", "x"), 401, "invalid_client"),
        (GRANT, basic("hub_" + "0" * 500, "x"), 401, "invalid_client"),
        ({**GRANT, "client_secret": "x"}, basic("hub_1", "x"), 400, "invalid_request"),
        ({**GRANT, "client_id": "hub_2"}, basic("hub_1", "x"), 400, "invalid_request"),
        ({**GRANT, "scope": "s" * 300}, basic("hub_1", "x"), 400, "invalid_scope"),
        (b"grant_type=client_credentials&grant_type=client_credentials", {}, 400, "invalid_request"),
        (b"grant_type=%ff", {}, 400, "invalid_request"),
        (b"\xff", {}, 400, "invalid_request"),
        (b"&".join(b"f%d=1" % n for n in range(30)), {}, 400, "invalid_request"),
        (b"a" * 5000, {}, 413, "invalid_request"),
    ],
    ids=str,
)
async def test_what_cannot_be_exchanged_is_told_in_the_words_of_the_standard(
    hub: HubClient, form: Any, headers: dict[str, str], status: int, error: str
) -> None:
    response = await posted(hub, form, headers)
    assert (response.status_code, response.json()["error"]) == (status, error)
    assert response.headers["Cache-Control"] == "no-store"
    assert ("WWW-Authenticate" in response.headers) == (status == 401)


async def test_json_is_no_form_and_the_endpoint_is_posted_to(hub: HubClient) -> None:
    refused = await hub.http.post("/oauth/token", json=GRANT)
    assert (refused.status_code, refused.json()["error"]) == (400, "invalid_request")
    assert (await hub.http.get("/oauth/token")).status_code == 405


async def test_a_wrong_secret_and_an_unknown_client_are_answered_alike(hub: HubClient) -> None:
    client = await created(hub)
    wrong = await exchanged(hub, {**client, "clientSecret": "x" * 43})
    unknown = await exchanged(hub, {**client, "clientId": "hub_ffffffffffffffff"})
    assert (wrong.status_code, wrong.text) == (unknown.status_code, unknown.text)
    assert wrong.status_code == 401


async def test_an_account_of_a_person_is_no_client_and_a_client_signs_in_nowhere(hub: HubClient) -> None:
    person = {"clientId": "courtier@example.org", "clientSecret": "hub-demo-broker-2026"}
    assert (await exchanged(hub, person)).json()["error"] == "invalid_client"
    client = await created(hub)
    payload = await asked(hub, SIGN_IN, login=client["clientId"], password=client["clientSecret"])
    assert codes(payload) == ["UNAUTHENTICATED"]


async def test_failures_from_one_address_come_to_an_end_and_success_forgets_none_but_itself(
    hub: HubClient,
) -> None:
    client = await created(hub)
    wrong = {**client, "clientSecret": "x" * 43}
    noon = datetime(2026, 11, 25, 12, tzinfo=UTC)
    with clock.at(noon):
        statuses = [(await exchanged(hub, wrong)).status_code for _ in range(62)]
        assert statuses[:60] == [401] * 60
        assert statuses[-1] == 429
        limited = await exchanged(hub, client)
        assert limited.status_code == 429, "the right secret is not looked at either"
        assert int(limited.headers["Retry-After"]) >= 1
        assert limited.json()["error"] == "temporarily_unavailable"
    with clock.at(noon + timedelta(minutes=1)):
        assert (await exchanged(hub, client)).status_code == 200
        assert (await exchanged(hub, wrong)).status_code == 401
        assert (await exchanged(hub, client)).status_code == 429, "those before it are remembered"


async def test_where_the_endpoint_is_can_be_found(hub: HubClient) -> None:
    found = (await hub.http.get("/.well-known/oauth-authorization-server")).json()
    assert found["issuer"] == "http://hub"
    assert found["token_endpoint"] == "http://hub/oauth/token"
    assert found["scopes_supported"] == ["content:read", "portfolio:read", "procedures:read"]


async def test_nothing_of_a_secret_is_written_down(hub: HubClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"):
        client = await created(hub)
        assert (await exchanged(hub, client)).status_code == 200
    async with as_owner(hub.database.addresses) as owner:
        rows = await owner.execute(
            text("SELECT c::text FROM clients c UNION ALL SELECT a::text FROM audit_entries a")
        )
        assert all(client["clientSecret"] not in row for (row,) in rows)
    assert client["clientSecret"] not in caplog.text
