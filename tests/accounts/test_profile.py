"""One's own account is kept by its bearer: what is chosen holds at once, an address once its link was opened."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from actions.letters.letter_send import Desk
from actions.personas import password_of
from runtime import clock
from runtime.migrations import as_owner
from tests.accounts.asking import CHANGE, asked, codes, fresh, signed_in
from tests.accounts.opening import FORGOTTEN, REGISTER, SET, delivered, token_in
from tests.accounts.profiles import CONFIRM_EMAIL, LINK, OF_MEMBER, PROFILE, profile, updated, with_password
from tests.hub_client import HubClient
from tests.mail.server import MailServer

BEFORE, AFTER = "camille.martin@example.org", "camille@nouvelle.example"


async def link_to(hub: HubClient, desk: Desk, mail_server: MailServer, address: str) -> str:
    """The token of the link that the queue sends to an address."""
    letters = await delivered(hub, desk, mail_server)
    (found,) = [LINK.findall(letter)[0] for to, letter in letters if to == address]
    return str(found)


async def test_language_and_choices_hold_at_once_and_are_read_back(hub: HubClient) -> None:
    assert await profile(hub) == {
        "email": BEFORE, "waitingEmail": None, "phone": None, "waitingPhone": None, "language": "FR",
        "paperless": True, "notifyByEmail": True, "recoveryCodesLeft": None,
    }  # fmt: skip
    first = await updated(hub, language="EN", paperless=False)
    assert (first["profile"]["language"], first["profile"]["paperless"]) == ("EN", False)
    await updated(hub, notifyByEmail=False)
    now = await profile(hub)
    assert (now["language"], now["paperless"], now["notifyByEmail"]) == ("EN", False, False)
    others = await profile(hub, "spouse")
    assert (others["language"], others["paperless"], others["notifyByEmail"]) == ("FR", True, True)


async def test_who_has_not_signed_in_has_no_profile_and_changes_none(hub: HubClient) -> None:
    assert (await hub.ask(PROFILE)).data["viewer"]["profile"] is None
    answer = await hub.ask("mutation { profileUpdate(input: {language: EN}) { errors { code } } }")
    assert codes(answer.data["profileUpdate"]) == ["UNAUTHENTICATED"]


async def test_an_address_counts_once_the_link_that_went_there_was_opened(
    hub: HubClient, desk: Desk, mail_server: MailServer
) -> None:
    payload = await updated(hub, **with_password(email=f" {AFTER.upper()} "))
    assert (payload["profile"]["email"], payload["profile"]["waitingEmail"]) == (BEFORE, AFTER)
    token = await link_to(hub, desk, mail_server, AFTER)
    assert {str(mail["To"]) for mail in mail_server.mails} == {AFTER, BEFORE}, "the one before is told"
    assert (await asked(hub, CONFIRM_EMAIL, link=token))["done"], "signed out too"
    assert (await hub.ask(OF_MEMBER, as_="member")).data["me"]["email"] == AFTER
    assert (await profile(hub))["waitingEmail"] is None
    (told,) = await delivered(hub, desk, mail_server)
    assert told[0] == BEFORE
    assert (await signed_in(hub, login=AFTER))["accessToken"]
    assert codes(await signed_in(hub, login=BEFORE)) == ["UNAUTHENTICATED"]
    assert codes(await asked(hub, CONFIRM_EMAIL, link=token)) == ["CODE_EXPIRED"], "good once"


async def test_a_link_that_was_on_its_way_to_the_address_before_opens_nothing_any_more(
    hub: HubClient, desk: Desk, mail_server: MailServer
) -> None:
    await updated(hub, **with_password(email=AFTER))
    confirmation = await link_to(hub, desk, mail_server, AFTER)
    await asked(hub, FORGOTTEN, login="100001")
    ((_, letter),) = await delivered(hub, desk, mail_server)
    await asked(hub, CONFIRM_EMAIL, link=confirmation)
    late = await asked(hub, SET, link=token_in(letter), password="cinq girafes boivent du thé")
    assert codes(late) == ["CODE_EXPIRED"]


async def test_of_two_addresses_that_were_asked_for_the_last_can_be_confirmed(
    hub: HubClient, desk: Desk, mail_server: MailServer
) -> None:
    """A link says which address it is of: one that arrives late does not confirm another's."""
    await updated(hub, **with_password(email="first@nouvelle.example"))
    first = await link_to(hub, desk, mail_server, "first@nouvelle.example")
    await updated(hub, **with_password(email=AFTER))
    assert codes(await asked(hub, CONFIRM_EMAIL, link=first)) == ["CODE_EXPIRED"]
    second = await link_to(hub, desk, mail_server, AFTER)
    assert codes(await asked(hub, CONFIRM_EMAIL, link=first)) == ["CODE_EXPIRED"]
    assert (await asked(hub, CONFIRM_EMAIL, link=second))["done"]


@pytest.mark.parametrize("then", ["another password", "an agent", "a day"])
async def test_what_waits_is_given_up_by(
    hub: HubClient, desk: Desk, mail_server: MailServer, then: str
) -> None:
    """Whoever has read the warning and chosen another password has stopped it."""
    await updated(hub, **with_password(email=AFTER))
    token = await link_to(hub, desk, mail_server, AFTER)
    later = timedelta(0)
    if then == "another password":
        c, n = password_of("member"), "Trois petits chats 47"
        assert (await asked(hub, CHANGE, await fresh(hub), c=c, n=n))["done"]
    elif then == "an agent":
        given = {"n": "100001", "email": "another@example.org"}
        assert (await asked(hub, REGISTER, await hub.token("agent"), **given))["done"]
    else:
        later = timedelta(hours=24)
    with clock.at(clock.now() + later):
        assert codes(await asked(hub, CONFIRM_EMAIL, link=token)) == ["CODE_EXPIRED"]
        assert (await profile(hub))["waitingEmail"] is None
        assert (await profile(hub))["email"] != AFTER


async def test_two_who_open_a_link_at_once_change_it_once(
    hub: HubClient, desk: Desk, mail_server: MailServer
) -> None:
    await updated(hub, **with_password(email=AFTER))
    token = await link_to(hub, desk, mail_server, AFTER)
    both = await asyncio.gather(*(asked(hub, CONFIRM_EMAIL, link=token) for _ in range(2)))
    assert sorted(each["done"] for each in both) == [False, True]


@pytest.mark.parametrize(
    ("new", "code", "field"),
    [
        ({"email": AFTER}, "BAD_USER_INPUT", "password"),
        ({"phone": "06 12 34 56 78"}, "BAD_USER_INPUT", "password"),
        ({"email": AFTER, "password": "wrong"}, "BAD_USER_INPUT", "password"),
        ({"email": AFTER, "password": "\x00"}, "BAD_USER_INPUT", "password"),
        ({"email": "camille", "password": "wrong"}, "BAD_USER_INPUT", "email"),
        ({"email": f"{'a' * 5000}@b.fr", "password": "wrong"}, "BAD_USER_INPUT", "email"),
        ({"email": "a@b.fr\nBcc: c@d.fr", "password": "wrong"}, "BAD_USER_INPUT", "email"),
        ({"phone": "01 42 00 00 00", "password": "wrong"}, "BAD_USER_INPUT", "phone"),
        ({"phone": "9" * 5000, "password": "wrong"}, "BAD_USER_INPUT", "phone"),
    ],
)
async def test_what_is_wrong_is_told_with_its_field_and_nothing_changes(
    hub: HubClient, new: dict[str, str], code: str, field: str
) -> None:
    token = await fresh(hub)
    payload = await updated(hub, token, language="EN", **new)
    told = [(each["code"], each["field"]) for each in payload["errors"]]
    assert (payload["profile"], told) == (None, [(code, ["input", field])])
    assert (await profile(hub))["language"] == "FR"


@pytest.mark.parametrize(
    "token", ["", "1", "1.", ".x", "x.y", "9" * 30 + ".a", "1." + "x" * 5000, "7.é", "0.\x00"]
)
async def test_what_is_no_link_is_refused_as_one_that_is_over(hub: HubClient, token: str) -> None:
    assert codes(await asked(hub, CONFIRM_EMAIL, link=token)) == ["CODE_EXPIRED"]


async def test_who_is_of_no_household_has_an_address_and_a_language_and_no_more(hub: HubClient) -> None:
    token = await fresh(hub, "broker")
    told = await updated(hub, token, paperless=True, notifyByEmail=False)
    assert [(each["code"], each["field"][-1]) for each in told["errors"]] == [
        ("FORBIDDEN", "paperless"),
        ("FORBIDDEN", "notifyByEmail"),
    ]
    payload = await updated(hub, token, language="EN", **with_password("broker", email=AFTER))
    changed: Any = payload["profile"]
    assert (changed["language"], changed["waitingEmail"], changed["paperless"]) == ("EN", AFTER, None)


async def test_a_guardian_changes_nothing_of_the_one_for_whom_they_act(hub: HubClient) -> None:
    told = await updated(hub, await fresh(hub, "guardian"), paperless=False)
    assert codes(told) == ["FORBIDDEN"]


async def test_no_address_gets_more_than_five_links_an_hour(
    hub: HubClient, desk: Desk, mail_server: MailServer
) -> None:
    token = await fresh(hub)
    answers = [codes(await updated(hub, token, **with_password(email=AFTER))) for _ in range(6)]
    assert answers == [[]] * 5 + [["RATE_LIMITED"]]
    again = await updated(hub, token, **with_password(email="elsewhere@nouvelle.example"))
    assert codes(again) == ["RATE_LIMITED"], "nor does an account send more"
    other = await updated(hub, await fresh(hub, "other-member"), **with_password("other-member", email=AFTER))
    assert codes(other) == ["RATE_LIMITED"]


async def test_what_is_so_already_asks_nobody(hub: HubClient, desk: Desk, mail_server: MailServer) -> None:
    payload = await updated(hub, **with_password(email=BEFORE))
    assert (payload["errors"], payload["profile"]["waitingEmail"]) == ([], None)
    assert await delivered(hub, desk, mail_server) == []


async def test_what_was_done_is_in_the_audit_without_any_address(
    hub: HubClient, desk: Desk, mail_server: MailServer
) -> None:
    await updated(hub, language="EN", **with_password(email=AFTER))
    token = await link_to(hub, desk, mail_server, AFTER)
    await asked(hub, CONFIRM_EMAIL, link=token)
    async with as_owner(hub.database.addresses) as owner:
        rows = (await owner.execute(text("SELECT action, details::text FROM audit_entries"))).all()
    assert {"LANGUAGE_CHOSEN", "EMAIL_CHANGED"} <= {row.action for row in rows}
    assert not any("@" in row.details for row in rows)
