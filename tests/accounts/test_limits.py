"""Guessing comes to an end: for whoever guesses, from wherever, and whatever process they meet."""

import asyncio
from datetime import UTC, datetime, timedelta
from itertools import accumulate, count
from random import Random
from typing import Any

import pytest
from sqlalchemy import text

from actions.accounts.attempts_purge import attempts_purge
from actions.letters.letter_send import Desk
from actions.letters.tasks import tasks_of
from actions.personas import password_of
from gateway import Doors, create_app
from runtime import clock
from runtime.crypto import Vault
from runtime.migrations import as_owner
from runtime.passwords import Passwords, TooManyAtOnce
from runtime.worker import work_off
from tests.accounts.asking import CHANGE, REMOVE, SIGN_IN, asked, asked_from, codes, enrolled, signed_in
from tests.accounts.opening import PASSWORD, SET, delivered, link_of
from tests.hub_client import HubClient
from tests.mail.server import MailServer

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
WRONG, LIMITED = ["UNAUTHENTICATED"], ["RATE_LIMITED"]


class Compared:
    """Stands in for the work of comparing, which takes a tenth of a second, and counts it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.passwords: list[str] = []

        async def fits(_: Passwords, password: str, known: str | None) -> bool:
            self.passwords.append(password)
            return known is not None and password == password_of("member")

        monkeypatch.setattr(Passwords, "fits", fits)


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> Compared:
    return Compared(monkeypatch)


async def fail(
    hub: HubClient, times: int, login: str = "100001", *, apart: timedelta = timedelta(minutes=3)
) -> list[list[str]]:
    """Wrong passwords, with as much time between them as lets each pause go by."""
    answers = []
    for time in range(times):
        with clock.at(NOON + time * apart):
            answers.append(codes(await signed_in(hub, login=login, password=f"wrong {time}")))
    return answers


@pytest.mark.parametrize("login", ["100001", "999999"])
async def test_the_tenth_wrong_password_is_the_last_whether_or_not_there_is_such_an_account(
    hub: HubClient, compared: Compared, login: str
) -> None:
    answers = await fail(hub, 40, login)
    assert answers == [WRONG] * 10 + [LIMITED] * 30
    assert len(compared.passwords) == 10


async def test_pauses_grow_and_are_told(hub: HubClient, compared: Compared) -> None:
    with clock.at(NOON):
        answers = [await signed_in(hub, password="wrong") for _ in range(6)]
    assert [codes(each) for each in answers] == [WRONG] * 4 + [LIMITED] * 2
    (error,) = answers[-1]["errors"]
    assert error["retryAt"] == "2026-11-25T12:00:02Z"
    assert "2 secondes" in error["message"]
    with clock.at(NOON + timedelta(seconds=2)):
        assert (await signed_in(hub))["accessToken"], "the pause is over, and the password right"
        assert codes(await signed_in(hub, password="wrong")) == WRONG, "and all is forgotten"


async def test_a_pause_that_ends_while_it_is_looked_at_lets_nothing_by_uncounted(
    hub: HubClient, compared: Compared, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some time goes by between one look at the clock and the next, never the same."""
    chance = Random(1)
    looked = accumulate(chance.uniform(0.05, 0.9) for _ in count())
    monkeypatch.setattr(clock, "now", lambda: NOON + timedelta(seconds=next(looked)))
    for login in ("999991", "999992", "999993", "999994", "999995", "999996"):
        for turn in range(25):
            await elsewhere(hub, f"192.0.2.{login[-1]}", login=login, password=f"wrong {turn}")
    async with as_owner(hub.database.addresses) as owner:
        counted = await owner.scalar(text("SELECT sum(failures) FROM attempts WHERE kind = 'LOGIN'"))
    assert len(compared.passwords) == counted > 30


async def test_many_at_once_are_counted_one_by_one(hub: HubClient, compared: Compared) -> None:
    with clock.at(NOON):
        answers = await asyncio.gather(*(signed_in(hub, password=f"wrong {n}") for n in range(25)))
    assert sorted(codes(each)[0] for each in answers).count("UNAUTHENTICATED") == 4
    assert len(compared.passwords) == 4


async def test_the_other_login_of_an_account_gives_no_second_ten_and_tells_nothing(
    hub: HubClient, compared: Compared
) -> None:
    await fail(hub, 11)
    by_mail = "camille.martin@example.org"
    with clock.at(NOON + timedelta(minutes=40)):
        right = await signed_in(hub, login=by_mail)
        nobodys = await signed_in(hub, login="nobody@example.org")
    assert codes(right) == codes(nobodys) == WRONG
    with clock.at(NOON + timedelta(days=2)):
        assert (await signed_in(hub, login=by_mail))["accessToken"]


async def test_a_lock_is_over_after_a_day(hub: HubClient, compared: Compared) -> None:
    await fail(hub, 10)
    over = NOON + timedelta(minutes=27, days=1)
    with clock.at(over - timedelta(seconds=1)):
        (error,) = (await signed_in(hub))["errors"]
        assert (error["code"], error["retryAt"]) == ("RATE_LIMITED", "2026-11-26T12:27:00Z")
    with clock.at(over):
        assert (await signed_in(hub))["accessToken"]


async def test_a_locked_account_is_opened_by_its_link_under_both_of_its_logins(
    hub: HubClient, desk: Desk, mail_server: MailServer
) -> None:
    logins = ("100001", "camille.martin@example.org")
    for login in logins:
        await fail(hub, 10, login)
    await delivered(hub, desk, mail_server)  # the word that it is locked
    with clock.at(NOON + timedelta(minutes=40)):
        token = await link_of(hub, desk, mail_server, "100001")
        assert [codes(await signed_in(hub, login=login)) for login in logins] == [LIMITED] * 2
        assert (await asked(hub, SET, link=token, password=PASSWORD))["accessToken"]
        for login in logins:
            assert (await signed_in(hub, login=login, password=PASSWORD))["accessToken"]


async def test_that_too_many_sign_in_at_once_opens_no_lock(
    hub: HubClient, compared: Compared, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An attempt that was not looked at is taken back, from what has counted it: a locked account has not."""
    await fail(hub, 11)
    by_mail = "camille.martin@example.org"

    async def busy(*_: object) -> bool:
        raise TooManyAtOnce

    with monkeypatch.context() as flood, clock.at(NOON + timedelta(minutes=40)):
        flood.setattr(Passwords, "fits", busy)
        assert codes(await signed_in(hub, login=by_mail)) == LIMITED
    with clock.at(NOON + timedelta(minutes=41)):
        assert codes(await signed_in(hub, login=by_mail)) == WRONG


async def test_its_bearer_is_told_by_mail_once(
    hub: HubClient, compared: Compared, desk: Desk, mail_server: MailServer
) -> None:
    await fail(hub, 15)
    await fail(hub, 15, "999999")
    await work_off(hub.database.addresses, tasks_of(desk))
    assert [mail["Subject"] for mail in mail_server.mails] == [
        "Votre espace personnel est bloqué pour un jour"
    ]


async def test_from_one_address_no_more_than_some_logins_are_tried(
    hub: HubClient, compared: Compared
) -> None:
    with clock.at(NOON):
        answers = [codes(await signed_in(hub, login=f"9{n:05}", password="wrong")) for n in range(65)]
        assert answers == [WRONG] * 61 + [LIMITED] * 4
        assert codes(await signed_in(hub)) == LIMITED
        assert (await elsewhere(hub, "192.0.2.9"))["accessToken"]


async def test_a_line_of_ipv6_is_one_address(hub: HubClient, compared: Compared) -> None:
    with clock.at(NOON):
        for n in range(62):
            await elsewhere(hub, f"2001:db8::{n:x}", login=f"9{n:05}", password="wrong")
        assert codes(await elsewhere(hub, "2001:db8::ffff")) == LIMITED
        assert (await elsewhere(hub, "2001:db8:0:1::1"))["accessToken"]


async def elsewhere(hub: HubClient, address: str, **given: str) -> Any:
    """Signing in from another address."""
    return await asked_from(
        hub, address, SIGN_IN, **{"login": "100001", "password": password_of("member"), **given}
    )


async def test_another_process_knows_of_them(hub: HubClient, compared: Compared) -> None:
    vault = Vault(b"k" * 32)
    apps = [create_app(hub.database, hub.tokens, Doors(), vault=vault) for _ in range(2)]
    with clock.at(NOON):
        for app in apps * 3:
            hub.app = app
            last = await elsewhere(hub, "192.0.2.1", password="wrong")
    assert codes(last) == LIMITED


async def test_a_missing_code_is_no_failure_and_a_wrong_one_is(hub: HubClient) -> None:
    await enrolled(hub)
    with clock.at(NOON):
        missing = [codes(await signed_in(hub)) for _ in range(6)]
        wrong = [codes(await signed_in(hub, code="000000")) for _ in range(5)]
    assert missing == [["CODE_INVALID"]] * 6
    assert wrong == [["CODE_INVALID"]] * 4 + [LIMITED]


async def test_who_has_signed_in_does_not_guess_the_password_either(
    hub: HubClient, compared: Compared
) -> None:
    with clock.at(NOON):
        token = await hub.token("member")
        answers = [codes(await asked(hub, CHANGE, token, c="wrong", n="cinq girafes")) for _ in range(5)]
    assert answers == [["BAD_USER_INPUT"]] * 4 + [LIMITED]


async def test_what_is_counted_cannot_be_read(hub: HubClient, compared: Compared) -> None:
    await signed_in(hub, login="camille.martin@example.org", password="wrong")
    async with as_owner(hub.database.addresses) as owner:
        rows = await owner.scalar(text("SELECT string_agg(encode(subject, 'escape'), ' ') FROM attempts"))
    assert "camille" not in str(rows)
    assert "127.0.0.1" not in str(rows)


async def test_nor_the_code_of_a_second_factor_that_is_to_be_removed(hub: HubClient) -> None:
    await enrolled(hub)
    with clock.at(NOON):
        token = await hub.token("member")
        answers = [
            codes(await asked(hub, REMOVE, token, p=password_of("member"), code="000000")) for _ in range(5)
        ]
    assert answers == [["CODE_INVALID"]] * 4 + [LIMITED]


async def test_what_no_limit_can_use_any_more_is_thrown_away_and_nothing_else(
    hub: HubClient, compared: Compared
) -> None:
    await fail(hub, 10)  # the last 27 minutes after noon: locked for a day
    await fail(hub, 1, "999999")

    async def left(**later: float) -> int:
        with clock.at(NOON + timedelta(**later)):
            await attempts_purge(hub.database)
        async with as_owner(hub.database.addresses) as owner:
            return int(await owner.scalar(text("SELECT count(*) FROM attempts")) or 0)

    assert await left(hours=0, minutes=30) == 5, "two logins, their accounts, and the address"
    assert await left(hours=2) == 4, "an address is known for an hour"
    assert await left(hours=24, minutes=5) == 2, "nobody’s failure was a day ago; the lock still holds"
    with clock.at(NOON + timedelta(hours=24, minutes=6)):
        assert codes(await signed_in(hub)) == LIMITED
    assert await left(hours=26) == 0


async def test_one_that_is_thrown_away_while_it_is_tried_is_counted_all_the_same(
    hub: HubClient, compared: Compared
) -> None:
    """What a purge takes is over; whoever tries meanwhile begins at one."""
    await fail(hub, 1)
    with clock.at(NOON + timedelta(days=2)):
        answers = await asyncio.gather(
            *(signed_in(hub, password="wrong") for _ in range(4)),
            *(attempts_purge(hub.database) for _ in range(4)),
        )
    assert [codes(each) for each in answers[:4]] == [WRONG] * 4
