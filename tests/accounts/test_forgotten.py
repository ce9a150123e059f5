"""A forgotten password, and an account whose bearer had no address on file."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from actions.letters.letter_send import Desk
from runtime import clock
from runtime.migrations import as_owner
from tests.accounts.asking import REFRESH, asked, codes, enrolled, post, signed_in
from tests.accounts.opening import (
    BORN,
    FORGOTTEN,
    NIRS,
    PASSWORD,
    REGISTER,
    SET,
    activated,
    address_of,
    delivered,
    issued,
    link_of,
    on_file,
)
from tests.hub_client import HubClient
from tests.mail.server import MailServer

BY_MAIL = "camille.martin@example.org"
WHO = {"nirLast8": NIRS["no-email"][-8:], "birthDate": BORN["no-email"]}


async def test_whatever_the_login_the_sentence_is_the_same_and_says_what_to_do(
    hub: HubClient, desk: Desk, mail_server: MailServer
) -> None:
    logins = ("100001", "camille.martin@example.org", "999999", "nobody@example.org", "100005")
    answers = {(await post(hub, FORGOTTEN, login=login)).text for login in logins}
    assert len(answers) == 1
    assert "production@entoria.fr" in answers.pop()
    sent = await delivered(hub, desk, mail_server)
    assert [to for to, _ in sent] == ["camille.martin@example.org"] * 2


async def test_a_link_sets_the_password_signs_others_out_and_opens_a_lock(
    hub: HubClient, desk: Desk, mail_server: MailServer
) -> None:
    there = await signed_in(hub)
    async with as_owner(hub.database.addresses) as owner:
        await owner.execute(text("TRUNCATE attempts"))
    for n in range(5):
        last = await signed_in(hub, password=f"wrong {n}")
    assert codes(last) == ["RATE_LIMITED"]
    token = await link_of(hub, desk, mail_server, "100001")
    assert (await asked(hub, SET, link=token, password=PASSWORD))["viewer"]["displayName"] == "Camille Martin"
    assert codes(await asked(hub, REFRESH, refresh=there["refreshToken"])) == ["UNAUTHENTICATED"]
    assert (await signed_in(hub, password=PASSWORD))["accessToken"]
    assert codes(await asked(hub, SET, link=token, password=PASSWORD)) == ["CODE_EXPIRED"]


async def test_a_link_is_good_for_an_hour(hub: HubClient, desk: Desk, mail_server: MailServer) -> None:
    token = await link_of(hub, desk, mail_server, "100001")
    with clock.at(clock.now() + timedelta(hours=1)):
        assert codes(await asked(hub, SET, link=token, password=PASSWORD)) == ["CODE_EXPIRED"]


@pytest.mark.parametrize(
    "token", ["", "x", "1.", "1.x", "²." + "x" * 43, "9" * 40 + ".x", "1." + "x" * 10_000, "1.\x00", "0.é"]
)
async def test_any_other_text_is_no_link(hub: HubClient, token: str) -> None:
    assert codes(await asked(hub, SET, link=token, password=PASSWORD)) == ["CODE_EXPIRED"]


async def test_a_link_does_not_take_the_place_of_a_second_factor(
    hub: HubClient, desk: Desk, mail_server: MailServer
) -> None:
    await enrolled(hub)
    await delivered(hub, desk, mail_server)
    token = await link_of(hub, desk, mail_server, "100001")
    assert codes(await asked(hub, SET, link=token, password=PASSWORD)) == ["CODE_INVALID"]
    wrong = [codes(await asked(hub, SET, link=token, password=PASSWORD, code="000000")) for _ in range(5)]
    assert wrong == [["CODE_INVALID"]] * 4 + [["RATE_LIMITED"]]
    assert codes(await signed_in(hub)) == ["CODE_INVALID"], "the password is the old one still"


async def test_the_same_reader_gets_five_links_an_hour(
    hub: HubClient, desk: Desk, mail_server: MailServer
) -> None:
    answers = [(await post(hub, FORGOTTEN, login="100001")).text for _ in range(9)]
    assert len(set(answers)) == 1
    assert len(await delivered(hub, desk, mail_server)) == 5


@pytest.mark.parametrize(
    "logins",
    [("100001", BY_MAIL) * 6, ("100001",) * 6 + (BY_MAIL,) * 6],
    ids=["in turns", "one after the other"],
)
async def test_so_does_the_same_account_under_both_of_its_logins_and_the_answer_does_not_tell(
    hub: HubClient, desk: Desk, mail_server: MailServer, logins: tuple[str, ...]
) -> None:
    now = clock.now()
    with clock.at(now):
        answers = {(await post(hub, FORGOTTEN, login=login)).text for login in logins}
        assert len(await delivered(hub, desk, mail_server)) == 5
        answers.add((await post(hub, FORGOTTEN, login="nobody@example.org")).text)
    assert len(answers) == 1
    with clock.at(now + timedelta(hours=1)):
        for login in set(logins):
            await link_of(hub, desk, mail_server, login)


async def test_an_address_that_two_share_gets_no_link(
    hub: HubClient, desk: Desk, mail_server: MailServer
) -> None:
    async with as_owner(hub.database.addresses) as owner:
        await owner.execute(
            text("UPDATE accounts SET email = 'camille.martin@example.org' WHERE login = '100002'")
        )
    await asked(hub, FORGOTTEN, login="camille.martin@example.org")
    assert await delivered(hub, desk, mail_server) == []


async def recorded(hub: HubClient, email: str, number: str = "100005") -> Any:
    return await asked(hub, REGISTER, await hub.token("agent"), n=number, email=email)


async def test_the_sentence_of_the_guide_for_who_has_no_address_walked_end_to_end(
    hub: HubClient, desk: Desk, mail_server: MailServer
) -> None:
    await on_file(hub, "no-email")
    await asked(hub, FORGOTTEN, login="100005")
    assert await delivered(hub, desk, mail_server) == []
    assert await recorded(hub, " Robert.Lefevre@example.org ") == {"done": True, "errors": []}
    ((to, letter),) = await delivered(hub, desk, mail_server)
    assert (to, "mot de passe oublié" in letter) == ("robert.lefevre@example.org", True)
    assert await address_of(hub, "no-email") == "robert.lefevre@example.org"
    token = await link_of(hub, desk, mail_server, "100005")
    assert codes(await asked(hub, SET, link=token, password=PASSWORD)) == ["UNAUTHENTICATED"]
    opened = await asked(hub, SET, link=token, password=PASSWORD, identity=WHO)
    assert opened["viewer"] == {"displayName": "Robert Lefèvre"}
    assert (await signed_in(hub, login="robert.lefevre@example.org", password=PASSWORD))["accessToken"]


async def test_a_strangers_address_opens_nothing(hub: HubClient, desk: Desk, mail_server: MailServer) -> None:
    await on_file(hub, "no-email")
    await recorded(hub, "stranger@example.org")
    await delivered(hub, desk, mail_server)
    token = await link_of(hub, desk, mail_server, "100005")
    for wrong in (
        {**WHO, "nirLast8": "13004057"},
        {**WHO, "birthDate": "1958-12-04"},
        {**WHO, "nirLast8": NIRS["member"][-8:]},
    ):
        assert codes(await asked(hub, SET, link=token, password=PASSWORD, identity=wrong)) == [
            "UNAUTHENTICATED"
        ]
    for number in range(2):
        await asked(hub, SET, link=token, password=PASSWORD, identity={**WHO, "nirLast8": f"1300400{number}"})
    right = await asked(hub, SET, link=token, password=PASSWORD, identity=WHO)
    assert codes(right) == ["RATE_LIMITED"], "five tries, and then not even the right number for a day"
    assert codes(await signed_in(hub, "no-email", password=PASSWORD)) == ["UNAUTHENTICATED"]


async def test_who_had_no_address_waits_for_as_long_as_anybody(
    hub: HubClient, desk: Desk, mail_server: MailServer
) -> None:
    """From when their activation id was written into the letter: the link of an address is no way around it."""
    await on_file(hub, "no-email")
    written = clock.now().replace(microsecond=0) + timedelta(hours=2)
    with clock.at(written):
        id_ = await issued(hub, "no-email", days_ago=0)
        await recorded(hub, "robert.lefevre@example.org")
        await delivered(hub, desk, mail_server)
    opens = written + timedelta(hours=72)
    with clock.at(written + timedelta(hours=30)):
        token = await link_of(hub, desk, mail_server, "100005")
        by_link = await asked(hub, SET, link=token, password=PASSWORD, identity=WHO)
        by_id = await activated(hub, id_, "no-email")
        for payload in (by_link, by_id):
            (error,) = payload["errors"]
            assert (error["code"], error["retryAt"]) == ("NOT_YET_AVAILABLE", f"{opens:%Y-%m-%dT%H:%M:%SZ}")
    with clock.at(opens):
        token = await link_of(hub, desk, mail_server, "100005")
        opened = await asked(hub, SET, link=token, password=PASSWORD, identity=WHO)
        assert opened["viewer"] == {"displayName": "Robert Lefèvre"}


async def test_an_address_is_told_to_the_one_before_it_and_the_same_again_to_nobody(
    hub: HubClient, desk: Desk, mail_server: MailServer
) -> None:
    for _ in range(2):
        assert (await recorded(hub, "camille@example.org", "100001"))["done"]
    sent = await delivered(hub, desk, mail_server)
    assert sorted(to for to, _ in sent) == ["camille.martin@example.org", "camille@example.org"]
    async with as_owner(hub.database.addresses) as owner:
        entries = (
            await owner.execute(
                text("SELECT role, details FROM audit_entries WHERE action = 'EMAIL_REGISTERED'")
            )
        ).all()
    assert [(each.role, each.details["identity_check"]) for each in entries] == [("AGENT", "CALL_BACK")]


@pytest.mark.parametrize(
    "email",
    [
        "",
        "x",
        "a@b",
        "a b@example.org",
        "a@example.org\nBcc: b@example.org",
        "é@example.org",
        "a@exаmple.org",
        "a@" + "x" * 300 + ".org",
    ],
)
async def test_what_is_no_address_is_refused(hub: HubClient, email: str) -> None:
    payload = await recorded(hub, email)
    assert [(each["code"], each["field"]) for each in payload["errors"]] == [
        ("BAD_USER_INPUT", ["input", "email"])
    ]


async def test_an_address_is_recorded_by_agents_alone(hub: HubClient) -> None:
    for persona in ("member", "broker", "guardian", "spouse"):
        refused = await asked(hub, REGISTER, await hub.token(persona), n="100005", email="a@example.org")
        assert codes(refused) == ["FORBIDDEN"]
    assert codes(await asked(hub, REGISTER, n="100005", email="a@example.org")) == ["UNAUTHENTICATED"]
    assert codes(await recorded(hub, "a@example.org", "999999")) == ["NOT_FOUND"]
    assert await address_of(hub, "no-email") is None
