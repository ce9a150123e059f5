"""A second factor: asked for once it was confirmed, each code once; agents do nothing without one."""

from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from sqlalchemy import text

from actions.personas import password_of
from runtime import clock
from runtime.migrations import as_owner
from tests.accounts.asking import (
    CONFIRM,
    ENROLL,
    REFRESH,
    REMOVE,
    asked,
    codes,
    enrolled,
    fresh,
    post,
    signed_in,
)
from tests.hub_client import HubClient

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


async def test_a_code_is_asked_for_from_the_confirmation_on(hub: HubClient) -> None:
    token = (await signed_in(hub))["accessToken"]
    await asked(hub, ENROLL, token)
    assert (await signed_in(hub))["accessToken"]
    with clock.at(NOON):
        factor = await set_up(hub)
        missing = await signed_in(hub)
    assert [(each["code"], each["field"]) for each in missing["errors"]] == [("CODE_INVALID", ["code"])]
    with clock.at(NOON + timedelta(minutes=1)):
        code = factor.at(NOON + timedelta(minutes=1))
        assert (await signed_in(hub, code=f"{code[:3]} {code[3:]}"))["accessToken"]
        assert codes(await signed_in(hub, code=code)) == ["CODE_INVALID"], "no code is taken twice"


async def set_up(hub: HubClient) -> pyotp.TOTP:
    """At the moment at which the clock stands."""
    token = await fresh(hub)
    factor = pyotp.TOTP((await asked(hub, ENROLL, token))["secret"])
    assert (await asked(hub, CONFIRM, token, code=factor.at(clock.now())))["done"]
    return factor


@pytest.mark.parametrize(
    "code", ["000000", "12345", "1234567", "abcdef", "１２３４５６", "", "\x00", "9" * 5000]
)
async def test_any_other_code_is_refused(hub: HubClient, code: str) -> None:
    with clock.at(NOON):
        factor = await set_up(hub)
    assert code not in {factor.at(NOON + timedelta(minutes=5, seconds=each)) for each in (-30, 0, 30)}
    with clock.at(NOON + timedelta(minutes=5)):
        assert codes(await signed_in(hub, code=code)) == ["CODE_INVALID"]


async def test_a_code_of_the_half_minute_before_or_after_is_taken_and_no_other(hub: HubClient) -> None:
    with clock.at(NOON):
        factor = await set_up(hub)
    for minutes, seconds, taken in ((5, -60, False), (5, 60, False), (10, -30, True), (15, 30, True)):
        now = NOON + timedelta(minutes=minutes)
        with clock.at(now):
            payload = await signed_in(hub, code=factor.at(now + timedelta(seconds=seconds)))
        assert (payload["accessToken"] is not None) is taken, seconds


async def test_a_code_opens_nothing_without_the_password(hub: HubClient) -> None:
    with clock.at(NOON):
        await set_up(hub)
        wrong = await signed_in(hub, password="wrong", code="000000")
    assert codes(wrong) == ["UNAUTHENTICATED"]


async def test_an_agent_without_one_can_do_nothing_but_set_one_up(hub: HubClient) -> None:
    payload = await signed_in(hub, "agent")
    token = payload["accessToken"]
    assert payload["viewer"] == {"displayName": "Gestion", "capacity": None}
    refused = (await post(hub, "{ members { totalCount } }", token)).json()
    assert [each["extensions"]["code"] for each in refused["errors"]] == ["FORBIDDEN"]
    assert await asked(hub, '{ member(number: "100001") { number } }', token) is None
    (capacity,) = (await asked(hub, "{ viewer { capacities { id } } }", token))["capacities"]
    named = await post(hub, "{ members { totalCount } }", token, headers={"Hub-Capacity": capacity["id"]})
    assert named.status_code == 403
    await enrolled(hub, token)
    again = await asked(hub, REFRESH, refresh=payload["refreshToken"])
    assert again["viewer"]["capacity"] == {"role": "AGENT"}
    assert (await asked(hub, "{ members { totalCount } }", again["accessToken"]))["totalCount"] == 8


async def test_an_agent_keeps_theirs(hub: HubClient) -> None:
    token = await fresh(hub, "agent")
    factor = await enrolled(hub, token)
    removed = await asked(hub, REMOVE, token, p=password_of("agent"), code=factor.now())
    assert codes(removed) == ["FORBIDDEN"]


async def test_it_is_taken_away_with_password_and_code(hub: HubClient) -> None:
    with clock.at(NOON):
        factor = await set_up(hub)
    now = NOON + timedelta(minutes=2)
    token = await hub.token("member")
    with clock.at(now):
        assert codes(await asked(hub, REMOVE, await hub.token("member"), p="wrong", code=factor.at(now))) == [
            "BAD_USER_INPUT"
        ]
        assert codes(
            await asked(hub, REMOVE, await hub.token("member"), p=password_of("member"), code="000000")
        ) == ["CODE_INVALID"]
        done = await asked(
            hub, REMOVE, await hub.token("member"), p=password_of("member"), code=factor.at(now)
        )
        assert done == {"done": True, "errors": []}
    assert (await signed_in(hub))["accessToken"]
    assert codes(await asked(hub, CONFIRM, token, code="000000")) == ["NOT_FOUND"]


async def test_one_that_is_in_place_is_not_replaced(hub: HubClient) -> None:
    token = await fresh(hub)
    await enrolled(hub, token)
    assert codes(await asked(hub, ENROLL, token)) == ["CONFLICT"]
    assert codes(await asked(hub, CONFIRM, token, code="000000")) == ["NOT_FOUND"]


async def test_its_secret_is_sealed(hub: HubClient) -> None:
    secret = (await asked(hub, ENROLL, await fresh(hub)))["secret"]
    async with as_owner(hub.database.addresses) as owner:
        sealed = await owner.scalar(text("SELECT encode(secret_sealed, 'escape') FROM second_factors"))
    assert secret not in str(sealed)
