"""The key that signs access tokens is changed without signing anybody out, by what stands in the environment."""

from pathlib import Path

import pytest
from joserfc.jwk import ECKey

from runtime.keys import tokens_of
from runtime.settings import load_settings
from runtime.tokens import TokenRefused, Tokens
from tests.accounts.asking import REFRESH, signed_in
from tests.hub_client import KEY, HubClient
from tests.runtime.serving import Served, served

NEW, OTHER = (ECKey.generate_key("P-256") for _ in range(2))
OLD = ECKey.import_key(KEY)


def private(key: ECKey) -> str:
    return key.as_pem(private=True).decode()


def public(key: ECKey) -> str:
    return key.as_pem(private=False).decode()


WRITTEN = {
    "public": public(OLD),
    "private": private(OLD),
    "with its line ends written out": public(OLD).replace("\n", "\\n"),
    "behind another": public(OTHER) + public(OLD),
    "before another": private(OLD) + public(OTHER),
    "behind another, line ends written out": (public(OTHER) + public(OLD)).replace("\n", "\\n"),
    "without the last line end": f"{public(OTHER)}\n{public(OLD)}".strip(),
}


@pytest.mark.parametrize("how", WRITTEN)
async def test_a_token_of_the_key_before_is_good_for_as_long_as_that_is_listed(
    hub: HubClient, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    token = await hub.token("member")
    monkeypatch.setenv("HUB_TOKEN_KEY", private(NEW))
    monkeypatch.setenv("HUB_TOKEN_KEYS_ACCEPTED", WRITTEN[how])
    told = tokens_of(load_settings(env_file=None))
    assert told.verify(token) == hub.tokens.verify(token)
    who = await hub.identity("member")
    assert Tokens(private(NEW)).verify(told.sign(who)) == who, "it signs with its own"
    monkeypatch.setenv("HUB_TOKEN_KEYS_ACCEPTED", public(OTHER))
    with pytest.raises(TokenRefused):
        tokens_of(load_settings(env_file=None)).verify(token)
    monkeypatch.delenv("HUB_TOKEN_KEYS_ACCEPTED")
    with pytest.raises(TokenRefused):
        tokens_of(load_settings(env_file=None)).verify(token)


async def status(it: Served, token: str) -> int:
    headers = {"Authorization": f"Bearer {token}"}
    return (await it.http.post("/graphql", json={"query": "{ me { number } }"}, headers=headers)).status_code


async def test_a_served_hub_takes_them_from_its_environment_and_refresh_tokens_know_no_key(
    hub: HubClient, tmp_path: Path
) -> None:
    session = await signed_in(hub)
    new = {"HUB_TOKEN_KEY": private(NEW)}
    accepted = {"HUB_TOKEN_KEYS_ACCEPTED": public(OLD).replace("\n", "\\n")}
    async with served(hub.database.addresses, tmp_path, **new, **accepted) as it:
        assert await status(it, session["accessToken"]) == 200
    async with served(hub.database.addresses, tmp_path, **new) as it:
        assert await status(it, session["accessToken"]) == 401
        body = {"query": REFRESH, "variables": {"refresh": session["refreshToken"]}}
        went_on = (await it.http.post("/graphql", json=body)).json()["data"]["sessionRefresh"]
        assert await status(it, went_on["accessToken"]) == 200
