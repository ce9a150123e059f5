"""Another telephone number: the password, a code to the number before, a code to the new one, and word by mail."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import text, update

from actions.letters.letter_send import Desk
from actions.letters.tasks import tasks_of
from models.people import PersonRow
from runtime import clock
from runtime.migrations import as_owner
from runtime.worker import work_off
from tests.accounts.asking import asked, codes, fresh
from tests.accounts.profiles import (
    CONFIRM_PHONE,
    NEW,
    OF_MEMBER,
    OLD,
    code_of,
    profile,
    updated,
    with_password,
)
from tests.hub_client import HubClient
from tests.mail.server import MailServer
from tests.mail.sms_server import SmsServer


async def has_number(hub: HubClient, phone: str | None) -> None:
    person = (await hub.identity("member")).capacities[0]
    this = (PersonRow.member_id == person.member_id, PersonRow.person_id == person.person_id)
    async with as_owner(hub.database.addresses) as owner:
        await owner.execute(update(PersonRow).where(*this).values(phone=phone))


async def on_file(hub: HubClient) -> str | None:
    phone: str | None = (await hub.ask(OF_MEMBER, as_="member")).data["me"]["phone"]
    return phone


@pytest.mark.parametrize("before", [None, "04 65 71 03 00"])
async def test_without_a_number_that_a_message_reaches_the_new_one_is_asked_and_word_goes_by_mail(
    hub: HubClient, desk: Desk, mail_server: MailServer, sms_server: SmsServer, before: str | None
) -> None:
    await has_number(hub, before)
    token = await fresh(hub)
    payload = await updated(hub, token, **with_password(phone="07 98 76 54 32"))
    assert (payload["profile"]["phone"], payload["profile"]["waitingPhone"]) == (before, NEW)
    to, code = await code_of(hub, desk, sms_server)
    assert to == NEW
    assert await asked(hub, CONFIRM_PHONE, token, code=code) == {"done": True, "message": None, "errors": []}
    assert (await on_file(hub), (await profile(hub))["waitingPhone"]) == (NEW, None)
    await work_off(hub.database.addresses, tasks_of(desk))
    assert [str(mail["Subject"]) for mail in mail_server.mails] == ["Votre numéro de téléphone a été modifié"]
    assert codes(await asked(hub, CONFIRM_PHONE, token, code=code)) == ["CODE_EXPIRED"], "good once"


async def test_the_number_before_is_asked_first_and_told_at_the_end(
    hub: HubClient, desk: Desk, sms_server: SmsServer
) -> None:
    await has_number(hub, "06 12 34 56 78")
    token = await fresh(hub)
    await updated(hub, token, **with_password(phone=NEW))
    to, first = await code_of(hub, desk, sms_server)
    assert to == OLD
    step = await asked(hub, CONFIRM_PHONE, token, code=f"{first[:3]} {first[3:]}")
    assert (step["done"], "•• 32" in step["message"]) == (True, True)
    assert await on_file(hub) == "06 12 34 56 78"
    to, second = await code_of(hub, desk, sms_server)
    assert (to, second != first) == (NEW, True)
    assert codes(await asked(hub, CONFIRM_PHONE, token, code=first)) == ["CODE_INVALID"]
    assert (await asked(hub, CONFIRM_PHONE, token, code=second))["done"]
    assert await on_file(hub) == NEW
    await work_off(hub.database.addresses, tasks_of(desk))
    assert [to for to, _ in sms_server.texts] == [OLD, NEW, OLD]


async def test_a_code_is_over_after_ten_minutes_and_when_another_is_asked_for(
    hub: HubClient, desk: Desk, sms_server: SmsServer
) -> None:
    token = await fresh(hub)
    await updated(hub, token, **with_password(phone=NEW))
    _, first = await code_of(hub, desk, sms_server)
    with clock.at(clock.now() + timedelta(minutes=10)):
        assert codes(await asked(hub, CONFIRM_PHONE, token, code=first)) == ["CODE_EXPIRED"]
    await updated(hub, token, **with_password(phone=NEW))
    assert codes(await asked(hub, CONFIRM_PHONE, token, code=first)) == ["CODE_INVALID"]


@pytest.mark.parametrize("code", ["", "12345", "1234567", "１２３４５６", "abcdef", "\x00", "9" * 5000])
async def test_what_is_not_the_code_is_refused(hub: HubClient, code: str) -> None:
    token = await fresh(hub)
    await updated(hub, token, **with_password(phone=NEW))
    assert codes(await asked(hub, CONFIRM_PHONE, token, code=code)) == ["CODE_INVALID"]


async def test_codes_are_not_guessed(hub: HubClient, desk: Desk, sms_server: SmsServer) -> None:
    """The account locks, whatever code is asked for meanwhile: the right one is refused with the others."""
    now = clock.now()
    for time in range(10):
        with clock.at(now + time * timedelta(minutes=3)):
            wrong = await asked(hub, CONFIRM_PHONE, await hub.token("member"), code="abcdef")
            assert codes(wrong) == ["CODE_EXPIRED"], "which counts too"
    with clock.at(now + timedelta(minutes=40)):
        token = await hub.token("member")
        await updated(hub, token, **with_password(phone=NEW))
        _, code = await code_of(hub, desk, sms_server)
        (error,) = (await asked(hub, CONFIRM_PHONE, token, code=code))["errors"]
    assert (error["code"], error["retryAt"] is not None) == ("RATE_LIMITED", True)
    with clock.at(now + timedelta(days=2)):
        token = await hub.token("member")
        await updated(hub, token, **with_password(phone=NEW))
        _, code = await code_of(hub, desk, sms_server)
        assert (await asked(hub, CONFIRM_PHONE, token, code=code))["done"]


async def test_no_account_and_no_number_gets_more_than_five_messages_an_hour(hub: HubClient) -> None:
    token = await fresh(hub)
    answers = [codes(await updated(hub, token, **with_password(phone=NEW))) for _ in range(6)]
    assert answers == [[]] * 5 + [["RATE_LIMITED"]]
    other = await updated(hub, await fresh(hub, "other-member"), **with_password("other-member", phone=NEW))
    assert codes(other) == ["RATE_LIMITED"]


async def test_two_who_type_the_code_at_once_change_it_once(
    hub: HubClient, desk: Desk, sms_server: SmsServer
) -> None:
    token = await fresh(hub)
    await updated(hub, token, **with_password(phone=NEW))
    _, code = await code_of(hub, desk, sms_server)
    both = await asyncio.gather(*(asked(hub, CONFIRM_PHONE, token, code=code) for _ in range(2)))
    assert sorted(each["done"] for each in both) == [False, True]


async def test_where_no_message_can_be_sent_none_is_promised(hub: HubClient) -> None:
    mute = HubClient(hub.database, sends_sms=False)
    payload = await updated(mute, await fresh(mute), language="EN", **with_password(phone=NEW))
    assert [(each["code"], each["field"]) for each in payload["errors"]] == [
        ("UNAVAILABLE", ["input", "phone"])
    ]
    assert "production@entoria.fr" in payload["errors"][0]["message"]
    assert (await profile(mute))["language"] == "FR"


async def test_neither_the_queue_nor_the_table_holds_a_code(
    hub: HubClient, desk: Desk, sms_server: SmsServer
) -> None:
    await updated(hub, **with_password(phone=NEW))
    async with as_owner(hub.database.addresses) as owner:
        jobs = await owner.scalar(
            text("SELECT string_agg(encode(payload, 'escape'), ' ') FROM jobs.pgqueuer")
        )
        rows = await owner.scalar(text("SELECT string_agg(phone_changes::text, ' ') FROM phone_changes"))
    _, code = await code_of(hub, desk, sms_server)
    assert code not in f"{jobs} {rows}"


async def test_who_is_of_no_household_has_no_number_here(hub: HubClient) -> None:
    token = await fresh(hub, "broker")
    assert codes(await updated(hub, token, **with_password("broker", phone=NEW))) == ["FORBIDDEN"]
