"""Signing in: by number or address, with one refusal for whatever is wrong."""

from typing import Any

import pytest
from argon2 import PasswordHasher
from sqlalchemy import text

from actions.personas import password_of
from runtime.database import Database
from runtime.migrations import as_owner
from runtime.passwords import DUMMY, Passwords, TooManyAtOnce
from tests.accounts.asking import SIGN_IN, asked, codes, post, signed_in
from tests.hub_client import HubClient

RIGHT = password_of("member")


@pytest.mark.parametrize(
    "login", ["100001", " 100 001 ", "camille.martin@example.org", "Camille.Martin@Example.ORG "]
)
async def test_a_member_signs_in_by_number_or_address(hub: HubClient, login: str) -> None:
    payload = await signed_in(hub, login=login)
    assert payload["viewer"] == {"displayName": "Camille Martin", "capacity": {"role": "MEMBER"}}
    me = await asked(hub, "{ me { number } }", payload["accessToken"])
    assert me == {"number": "100001"}


async def test_a_guardian_acts_for_whom_they_did_before(hub: HubClient) -> None:
    payload = await signed_in(hub, "guardian")
    assert await asked(hub, "{ me { firstName } }", payload["accessToken"]) == {"firstName": "Suzanne"}


async def test_whatever_is_wrong_gets_the_same_answer(hub: HubClient) -> None:
    wrong = [
        ("100001", "not the password"), ("999999", RIGHT), ("nobody@example.org", RIGHT), ("100004", RIGHT),
        ("１００００１", RIGHT), ("100001' OR 1=1 --", RIGHT), ("camille.martin@example.оrg", RIGHT),
    ]  # fmt: skip
    answers = [(await post(hub, SIGN_IN, login=login, password=password)).text for login, password in wrong]
    assert len(set(answers)) == 1
    assert '"UNAUTHENTICATED"' in answers[0]
    assert '"accessToken":null' in answers[0]


async def test_an_address_that_two_people_share_is_no_login(hub: HubClient, database: Database) -> None:
    async with as_owner(database.addresses) as owner:
        await owner.execute(
            text("UPDATE accounts SET email = 'camille.martin@example.org' WHERE login = '100002'")
        )
    for persona in ("member", "other-member"):
        shared = await signed_in(hub, persona, login="camille.martin@example.org")
        assert codes(shared) == ["UNAUTHENTICATED"]
        assert (await signed_in(hub, persona))["accessToken"]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"login": ""}, "login"), ({"login": "  "}, "login"), ({"login": "1" * 255}, "login"), ({"login": "1\x000"}, "login"),
        ({"login": "100001\u202e"}, "login"), ({"password": "x" * 129}, "password"), ({"password": "a\x00b"}, "password"),
        ({"password": "a\nb"}, "password"),
    ],
)  # fmt: skip
async def test_what_cannot_be_one_is_told_by_its_argument(
    hub: HubClient, given: dict[str, str], field: str
) -> None:
    payload = await signed_in(hub, **given)
    assert [(error["code"], error["field"]) for error in payload["errors"]] == [("BAD_USER_INPUT", [field])]


async def test_a_password_of_ten_megabytes_is_refused_at_the_door(hub: HubClient) -> None:
    response = await post(hub, SIGN_IN, login="100001", password="x" * 10_000_000)
    assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == (
        413,
        "BAD_USER_INPUT",
    )


@pytest.mark.parametrize(
    "wrong", [{"login": ["100001"]}, {"password": {"x": 1}}, {"code": 123456}, {"login": None}]
)
async def test_a_wrong_shape_is_told_and_no_bug(hub: HubClient, wrong: dict[str, Any]) -> None:
    response = await post(hub, SIGN_IN, **{"login": "100001", "password": RIGHT, **wrong})
    assert response.status_code == 200
    assert response.json()["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


@pytest.mark.usefixtures("real_work")
async def test_a_hash_of_less_work_is_made_anew(database: Database) -> None:
    hub = HubClient(database)
    weak = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(RIGHT)
    async with as_owner(database.addresses) as owner:
        await owner.execute(
            text("UPDATE accounts SET password_hash = :h WHERE login = '100001'"), {"h": weak}
        )
    for _ in range(2):
        assert (await signed_in(hub))["accessToken"]
    async with as_owner(database.addresses) as owner:
        known = await owner.scalar(text("SELECT password_hash FROM accounts WHERE login = '100001'"))
    assert "m=65536,t=3,p=4" in str(known)


@pytest.mark.usefixtures("real_work")
async def test_nobodys_password_takes_as_much_work_as_somebodys() -> None:
    made = PasswordHasher().hash("x")
    assert DUMMY.split("$")[:4] == made.split("$")[:4]
    assert [len(part) for part in DUMMY.split("$")] == [len(part) for part in made.split("$")]
    assert not await Passwords().fits("x", None)


async def test_more_at_once_than_there_may_be_are_asked_to_come_again(
    hub: HubClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(*_: object) -> bool:
        raise TooManyAtOnce

    monkeypatch.setattr(Passwords, "fits", full)
    payload = await signed_in(hub)
    assert codes(payload) == ["RATE_LIMITED"]
    assert payload["errors"][0]["retryAt"]
