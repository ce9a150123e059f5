"""Sessions: gone on with by tokens that are good once, listed by device, and ended from anywhere."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from actions.personas import password_of
from runtime import clock
from runtime.database import Database
from runtime.migrations import as_owner
from tests.accounts.asking import (
    CHANGE,
    ENROLL,
    REFRESH,
    REVOKE,
    SESSIONS,
    SIGN_OUT,
    asked,
    codes,
    post,
    signed_in,
)  # fmt: skip
from tests.hub_client import HubClient

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


async def test_a_refresh_token_gives_the_next_pair(hub: HubClient) -> None:
    first = await signed_in(hub)
    second = await asked(hub, REFRESH, refresh=first["refreshToken"])
    assert second["errors"] == []
    assert second["refreshToken"] != first["refreshToken"]
    sessions = (await asked(hub, SESSIONS, second["accessToken"]))["sessions"]
    assert [each["current"] for each in sessions] == [True]


async def test_a_refresh_token_that_comes_twice_ends_its_session_and_no_other(hub: HubClient) -> None:
    stolen, other = await signed_in(hub), await signed_in(hub)
    thief = await asked(hub, REFRESH, refresh=stolen["refreshToken"])
    assert codes(await asked(hub, REFRESH, refresh=stolen["refreshToken"])) == ["UNAUTHENTICATED"]
    assert codes(await asked(hub, REFRESH, refresh=thief["refreshToken"])) == ["UNAUTHENTICATED"]
    assert (await asked(hub, REFRESH, refresh=other["refreshToken"]))["errors"] == []


async def test_of_many_who_come_with_a_refresh_token_at_once_one_goes_on_and_then_nobody(
    hub: HubClient, database: Database
) -> None:
    """There is no time within which a second one would be let through: it may be a thief's."""
    session, other = await signed_in(hub), await signed_in(hub)
    same = session["refreshToken"]
    answers = await asyncio.gather(*(asked(hub, REFRESH, refresh=same) for _ in range(5)))
    won = [each for each in answers if each["errors"] == []]
    assert [codes(each) for each in answers if each not in won] == [["UNAUTHENTICATED"]] * 4
    (winner,) = won
    assert codes(await asked(hub, REFRESH, refresh=winner["refreshToken"])) == ["UNAUTHENTICATED"]
    assert (await asked(hub, REFRESH, refresh=other["refreshToken"]))["errors"] == []
    async with as_owner(database.addresses) as owner:
        ended = text("SELECT details FROM audit_entries WHERE action = 'SESSIONS_ENDED'")
        assert (await owner.scalars(ended)).all() == [{"why": "REFRESH_TOKEN_REUSED", "count": "1"}]


@pytest.mark.parametrize(
    "token",
    ["", "x", "1.", ".x", "1.x", "²." + "x" * 43, "9" * 40 + ".x", "1." + "x" * 10_000, "1.\x00", "0.é"],
)
async def test_any_other_text_is_no_refresh_token(hub: HubClient, token: str) -> None:
    assert codes(await asked(hub, REFRESH, refresh=token)) == ["UNAUTHENTICATED"]


async def test_a_token_of_one_account_is_none_of_another(hub: HubClient) -> None:
    member, other = await signed_in(hub), await signed_in(hub, "other-member")
    account, secret = other["refreshToken"].split(".")[0], member["refreshToken"].split(".")[1]
    assert codes(await asked(hub, REFRESH, refresh=f"{account}.{secret}")) == ["UNAUTHENTICATED"]
    assert (await asked(hub, REFRESH, refresh=member["refreshToken"]))["errors"] == []


async def test_a_session_ends_when_it_is_not_used_and_in_any_case(hub: HubClient) -> None:
    with clock.at(NOON):
        idle, used = await signed_in(hub), await signed_in(hub)
    for day in range(10, 91, 10):
        with clock.at(NOON + timedelta(days=day, seconds=-1)):
            used = await asked(hub, REFRESH, refresh=used["refreshToken"])
            assert used["errors"] == [], day
    with clock.at(NOON + timedelta(days=14)):
        assert codes(await asked(hub, REFRESH, refresh=idle["refreshToken"])) == ["UNAUTHENTICATED"]
    with clock.at(NOON + timedelta(days=90)):
        assert codes(await asked(hub, REFRESH, refresh=used["refreshToken"])) == ["UNAUTHENTICATED"]


async def test_who_sees_others_households_signs_in_every_day(hub: HubClient) -> None:
    with clock.at(NOON):
        broker = await signed_in(hub, "broker")
    with clock.at(NOON + timedelta(hours=2)):
        assert codes(await asked(hub, REFRESH, refresh=broker["refreshToken"])) == ["UNAUTHENTICATED"]


@pytest.mark.parametrize("persona", ["broker", "agent"])
async def test_and_after_half_a_day_however_often_they_go_on(hub: HubClient, persona: str) -> None:
    with clock.at(NOON):
        staff = await signed_in(hub, persona)
    for hour in range(1, 13):
        with clock.at(NOON + timedelta(hours=hour, seconds=-1)):
            staff = await asked(hub, REFRESH, refresh=staff["refreshToken"])
            assert staff["errors"] == [], hour
    with clock.at(NOON + timedelta(hours=12)):
        assert codes(await asked(hub, REFRESH, refresh=staff["refreshToken"])) == ["UNAUTHENTICATED"]


async def test_devices_are_listed_and_signed_out_from_another(hub: HubClient) -> None:
    here, there = await signed_in(hub), await signed_in(hub)
    sessions = (await asked(hub, SESSIONS, here["accessToken"]))["sessions"]
    assert [(each["device"], each["current"]) for each in sessions] == [
        ("Firefox sur Windows", False), ("Firefox sur Windows", True),
    ]  # fmt: skip
    revoke = sessions[0]["id"]
    assert await asked(hub, REVOKE, here["accessToken"], id=revoke) == {"done": True, "errors": []}
    assert codes(await asked(hub, REVOKE, here["accessToken"], id=revoke)) == ["NOT_FOUND"]
    assert codes(await asked(hub, REFRESH, refresh=there["refreshToken"])) == ["UNAUTHENTICATED"]
    assert len((await asked(hub, SESSIONS, here["accessToken"]))["sessions"]) == 1


@pytest.mark.parametrize("id_", ["", "x", "-1", "1 OR 1=1", "9" * 30, "²"])
async def test_a_session_that_is_none_is_not_found(hub: HubClient, id_: str) -> None:
    token = await hub.token("member")
    assert codes(await asked(hub, REVOKE, token, id=id_)) == ["NOT_FOUND"]


async def test_somebody_elses_session_is_not_found(hub: HubClient) -> None:
    other = await signed_in(hub, "other-member")
    (session,) = (await asked(hub, SESSIONS, other["accessToken"]))["sessions"]
    assert codes(await asked(hub, REVOKE, await hub.token("member"), id=session["id"])) == ["NOT_FOUND"]
    assert (await asked(hub, REFRESH, refresh=other["refreshToken"]))["errors"] == []


async def test_signed_out_the_session_is_over_and_twice_is_no_error(hub: HubClient) -> None:
    payload = await signed_in(hub)
    for _ in range(2):
        assert await asked(hub, SIGN_OUT, payload["accessToken"]) == {"done": True, "errors": []}
    assert codes(await asked(hub, REFRESH, refresh=payload["refreshToken"])) == ["UNAUTHENTICATED"]
    assert codes(await asked(hub, SIGN_OUT)) == ["UNAUTHENTICATED"]


async def test_rights_are_those_of_the_moment_of_the_refresh(hub: HubClient, database: Database) -> None:
    payload = await signed_in(hub, "broker")
    async with as_owner(database.addresses) as owner:
        await owner.execute(text("UPDATE capacities SET label = 'Autre' WHERE role = 'BROKER'"))
    again = await asked(hub, REFRESH, refresh=payload["refreshToken"])
    label = await asked(hub, "{ viewer { capacity { label } } }", again["accessToken"])
    assert label == {"capacity": {"label": "Autre"}}


async def test_no_token_is_in_the_tables_as_it_is(hub: HubClient, database: Database) -> None:
    payload = await signed_in(hub)
    secret = payload["refreshToken"].split(".")[1]
    async with as_owner(database.addresses) as owner:
        rows = await owner.scalar(
            text("SELECT string_agg(t::text || s::text, '') FROM refresh_tokens t, sessions s")
        )
        sealed = await owner.scalar(text("SELECT encode(token_hash, 'escape') FROM refresh_tokens"))
    assert secret not in str(rows)
    assert secret not in str(sealed)


async def test_what_ended_a_session_is_in_the_audit(hub: HubClient, database: Database) -> None:
    payload = await signed_in(hub)
    await asked(hub, SIGN_OUT, payload["accessToken"])
    async with as_owner(database.addresses) as owner:
        entry = (
            await owner.execute(
                text("SELECT action, details, role FROM audit_entries WHERE action = 'SESSIONS_ENDED'")
            )
        ).one()
    assert (entry.details, entry.role) == ({"why": "SIGNED_OUT", "count": "1"}, "MEMBER")


async def test_a_reader_stays_the_same_for_a_whole_operation(hub: HubClient) -> None:
    """What was read before is written down at the end, as of who asks then."""
    both = 'mutation { a: signIn(login: "courtier@example.org", password: "hub-demo-broker-2026") { viewer { broker { name } } errors { code } } b: signIn(login: "100001", password: "hub-demo-member-2026") { errors { code } } }'
    data = (await post(hub, both)).json()["data"]
    assert (data["a"]["errors"], codes(data["b"])) == ([], [])
    seen = both.replace("courtier@example.org", "tutelle@example.org").replace("demo-broker", "demo-guardian")
    data = (await post(hub, seen.replace("broker { name }", "member { number }"))).json()["data"]
    assert data["a"]["viewer"]["member"]["number"]
    assert codes(data["b"]) == ["BAD_USER_INPUT"]


@pytest.mark.parametrize("query", [ENROLL, CHANGE, REVOKE])
async def test_a_token_of_a_session_that_has_ended_changes_nothing_of_the_account(
    hub: HubClient, query: str
) -> None:
    """It reads until its quarter of an hour is over. What it changed would last: a second factor, for one, would
    lock the bearer out."""
    stolen, own = await signed_in(hub), await signed_in(hub)
    first = (await asked(hub, SESSIONS, own["accessToken"]))["sessions"][-1]["id"]
    assert (await asked(hub, REVOKE, own["accessToken"], id=first))["done"]
    values = {"c": password_of("member"), "n": "Trois petits chats 47", "id": first}
    found = await asked(hub, query, stolen["accessToken"], **values)
    assert codes(found) == ["UNAUTHENTICATED"]
    assert (await asked(hub, SIGN_OUT, stolen["accessToken"]))["done"]


async def test_a_token_of_a_session_that_has_ended_lets_nobody_in_and_shares_nothing(hub: HubClient) -> None:
    """A program's secret, or a firm's administrator, would outlast it by far."""
    create = """mutation { clientCreate(input: {name: "Outil", scopes: ["content:read"]}) {
        clientId errors { code } } }"""
    share = "mutation { sharingSet(input: {given: true}) { done errors { code } } }"
    for persona, query in (("broker", create), ("spouse", share)):
        token = (await signed_in(hub, persona))["accessToken"]
        assert (await asked(hub, SIGN_OUT, token))["done"]
        assert codes(await asked(hub, query, token)) == ["UNAUTHENTICATED"]


async def test_an_account_without_any_capacity_left_is_not_signed_in(
    hub: HubClient, database: Database
) -> None:
    before = await signed_in(hub, "broker")
    async with as_owner(database.addresses) as owner:
        await owner.execute(text("DELETE FROM capacities WHERE role = 'BROKER'"))
    assert codes(await signed_in(hub, "broker")) == ["FORBIDDEN"]
    assert codes(await asked(hub, REFRESH, refresh=before["refreshToken"])) == ["FORBIDDEN"]
    assert (await asked(hub, SIGN_OUT, before["accessToken"]))["done"]
