"""A browser's session: in cookies that no script reads, and that count with the header only."""

import re
from typing import Any

import pytest
from httpx2 import ASGITransport, AsyncClient, Response

from routes.cookies import ACCESS, REFRESH
from tests.accounts.asking import ENROLL, SIGN_IN, SIGN_OUT
from tests.accounts.asking import REFRESH as GO_ON
from tests.accounts.test_bad_input import FORGED
from tests.hub_client import HubClient

BY_COOKIE = {"Hub-Session": "cookie"}
MEMBER = {"login": "100001", "password": "hub-demo-member-2026"}


def browser(hub: HubClient) -> AsyncClient:
    return AsyncClient(transport=ASGITransport(hub.app, raise_app_exceptions=False), base_url="https://hub")


async def ask(it: AsyncClient, query: str, headers: dict[str, str] = BY_COOKIE, **variables: Any) -> Response:
    return await it.post("/graphql", json={"query": query, "variables": variables}, headers=headers)


async def test_tokens_are_in_cookies_and_nowhere_else(hub: HubClient) -> None:
    async with browser(hub) as it:
        answer = await ask(it, SIGN_IN, **MEMBER)
        payload = answer.json()["data"]["signIn"]
        assert (payload["accessToken"], payload["refreshToken"], payload["errors"]) == (None, None, [])
        set_ = answer.headers.get_list("set-cookie")
        assert {each.partition("=")[0] for each in set_} == {ACCESS, REFRESH}
        for each in set_:
            assert re.search(r"; HttpOnly; Max-Age=\d+; Path=/; SameSite=strict; Secure$", each), each
        assert (await ask(it, "{ me { number } }")).json() == {"data": {"me": {"number": "100001"}}}


async def test_a_cookie_without_the_header_is_refused_for_whatever_is_asked(hub: HubClient) -> None:
    async with browser(hub) as it:
        await ask(it, SIGN_IN, **MEMBER)
        for query in (SIGN_OUT, "{ me { number } }", GO_ON):
            refused = await ask(it, query, {})
            assert (refused.status_code, refused.json()["errors"][0]["extensions"]["code"]) == (
                403,
                "FORBIDDEN",
            )
        assert (await ask(it, "{ me { number } }")).json()["data"] == {"me": {"number": "100001"}}


async def test_a_form_of_another_site_gets_nowhere(hub: HubClient) -> None:
    """The kinds of bodies that a page may send without asking are not taken, and asking is answered to nobody."""
    async with browser(hub) as it:
        await ask(it, SIGN_IN, **MEMBER)
        for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
            form = await it.post(
                "/graphql",
                content='{"query": "{ me { number } }"}',
                headers={"Content-Type": kind, **BY_COOKIE},
            )
            assert form.status_code == 415
        preflight = await it.options(
            "/graphql",
            headers={
                "Origin": "https://evil.example",
                "Access-Control-Request-Method": "POST",
                "Access-Control-Request-Headers": "hub-session",
            },
        )
        assert preflight.status_code == 405
        assert "access-control-allow-origin" not in preflight.headers


async def test_a_browser_goes_on_and_signs_out(hub: HubClient) -> None:
    async with browser(hub) as it:
        await ask(it, SIGN_IN, **MEMBER)
        before = it.cookies[REFRESH]
        assert (await ask(it, GO_ON)).json()["data"]["sessionRefresh"]["errors"] == []
        assert it.cookies[REFRESH] != before
        it.cookies.delete(ACCESS)
        assert (await ask(it, "{ me { number } }")).json()["data"] == {"me": None}
        assert (await ask(it, GO_ON)).json()["data"]["sessionRefresh"]["errors"] == []
        assert (await ask(it, SIGN_OUT)).json()["data"]["signOut"]["done"]
        assert dict(it.cookies) == {}
        over = (await ask(it, GO_ON)).json()["data"]["sessionRefresh"]
        assert [each["code"] for each in over["errors"]] == ["UNAUTHENTICATED"]


@pytest.mark.parametrize("how", FORGED)
async def test_a_forged_cookie_is_nobodys_for_whatever_is_asked(hub: HubClient, how: str) -> None:
    """One that has run out is too: the browser then asks for `sessionRefresh`."""
    viewer = "{ me { number } viewer { displayName capacity { role } sessions { id } } }"
    forged = {**BY_COOKIE, "Cookie": f"{ACCESS}={FORGED[how]()}"}
    async with browser(hub) as it:
        for query in (viewer, SIGN_OUT, ENROLL):
            nobodys = await ask(it, query)
            assert '"me":null' in nobodys.text or '"UNAUTHENTICATED"' in nobodys.text
            assert (await ask(it, query, forged)).text == nobodys.text


async def test_a_forged_refresh_cookie_goes_on_with_no_session(hub: HubClient) -> None:
    async with browser(hub) as it:
        await ask(it, SIGN_IN, **MEMBER)
        ours = it.cookies[REFRESH]
    for forged in (
        f"{ours[:-1]}{'A' if ours[-1] != 'A' else 'B'}",
        f"0{ours}",
        ours.partition(".")[0] + ".",
        "x",
    ):
        async with browser(hub) as it:
            refused = await ask(it, GO_ON, {**BY_COOKIE, "Cookie": f"{REFRESH}={forged}"})
            payload = refused.json()["data"]["sessionRefresh"]
            assert [each["code"] for each in payload["errors"]] == ["UNAUTHENTICATED"], forged
            assert all("Max-Age=0" in each for each in refused.headers.get_list("set-cookie"))
    async with browser(hub) as it:
        went_on = await ask(it, GO_ON, {**BY_COOKIE, "Cookie": f"{REFRESH}={ours}"})
        assert went_on.json()["data"]["sessionRefresh"]["errors"] == [], "it was no token of the session"
