"""One address tries no more of many ids, logins, links and accounts than of one; another address is not held up."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from actions.accounts.secret_tokens import new_token
from rules.activation import LETTERS
from runtime import clock
from tests.accounts.asking import asked_from, codes
from tests.accounts.opening import ACTIVATE, BORN, FORGOTTEN, NIRS, issued, on_file
from tests.accounts.profiles import CONFIRM_EMAIL, CONFIRM_PHONE
from tests.hub_client import HubClient

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
HERE, THERE = "192.0.2.1", "192.0.2.2"
FREE, LOCKS = 60, 70
"""As docs/accounts.md says: the one after the sixtieth costs a pause, the seventieth within an hour locks."""

Try = Callable[[HubClient, str, int], Awaitable[Any]]


async def an_id(hub: HubClient, address: str, number: int) -> Any:
    id_ = f"ABCDEFGHJK{LETTERS[number // 20]}{LETTERS[number % 20]}"
    given = {"id": id_, "nir": NIRS["newcomer"][-8:], "born": BORN["newcomer"]}
    return await asked_from(hub, address, ACTIVATE, **given)


async def a_login(hub: HubClient, address: str, number: int) -> Any:
    return await asked_from(hub, address, FORGOTTEN, login=f"9{number:05}")


async def a_link(hub: HubClient, address: str, number: int) -> Any:
    return await asked_from(hub, address, CONFIRM_EMAIL, link=new_token(number + 1))


async def an_account(hub: HubClient, address: str, number: int) -> Any:
    """Signed in under as many accounts: of one the codes are counted before."""
    bearer = replace(await hub.identity("member"), account_id=90_000 + number)
    return await asked_from(hub, address, CONFIRM_PHONE, hub.tokens.sign(bearer), code="123456")


@pytest.mark.parametrize(
    ("one", "answer"),
    [
        pytest.param(an_id, ["UNAUTHENTICATED"], id="accountActivate"),
        pytest.param(a_login, [], id="passwordForgotten"),
        pytest.param(a_link, ["CODE_EXPIRED"], id="emailConfirm"),
        pytest.param(an_account, ["CODE_EXPIRED"], id="phoneConfirm"),
    ],
)
async def test_from_one_address_so_many_are_tried_and_no_more(
    hub: HubClient, one: Try, answer: list[str]
) -> None:
    with clock.at(NOON):
        answers = [codes(await one(hub, HERE, number)) for number in range(FREE + 3)]
        assert answers == [answer] * (FREE + 1) + [["RATE_LIMITED"]] * 2
        assert codes(await one(hub, THERE, FREE + 1)) == answer
    for number in range(FREE + 1, LOCKS):
        with clock.at(NOON + timedelta(minutes=5 * (number - FREE))):  # each pause goes by
            assert codes(await one(hub, HERE, number)) == answer
    with clock.at(last := NOON + timedelta(minutes=5 * (LOCKS - 1 - FREE) + 59)):
        (error,) = (await one(hub, HERE, LOCKS))["errors"]
        assert error["code"] == "RATE_LIMITED"
        assert codes(await one(hub, THERE, LOCKS)) == answer
    with clock.at(last + timedelta(minutes=1)):
        assert codes(await one(hub, HERE, LOCKS)) == answer


async def test_what_is_tried_at_one_door_counts_at_the_others(hub: HubClient) -> None:
    with clock.at(NOON):
        for number in range(FREE + 1):
            await (an_id, a_login, a_link, an_account)[number % 4](hub, HERE, number)
        for one in (an_id, a_login, a_link, an_account):
            assert codes(await one(hub, HERE, 99)) == ["RATE_LIMITED"]
            assert codes(await one(hub, THERE, 99)) != ["RATE_LIMITED"]


async def test_who_shows_the_right_three_is_not_counted_against_their_address(hub: HubClient) -> None:
    """An office is one address."""
    await on_file(hub, "newcomer")
    right = {"id": await issued(hub), "nir": NIRS["newcomer"][-8:], "born": BORN["newcomer"]}
    for number in range(FREE):
        await an_id(hub, HERE, number)
        assert codes(await asked_from(hub, HERE, ACTIVATE, **right)) == []
    assert codes(await an_id(hub, HERE, FREE)) == ["UNAUTHENTICATED"]
