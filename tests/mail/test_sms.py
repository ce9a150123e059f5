"""Messages to telephones leave by a gateway over HTTP, once each, or into the folder of the mail; or not at all."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import text

import cli_outbox
from actions.letters.letter_send import Desk
from actions.letters.sms_send import phone_code_send
from runtime.mail import outbox_of
from runtime.migrations import as_owner
from runtime.settings import Settings, SettingsError, load_settings
from runtime.sms import Sms, SmsGateway, SmsOutbox, SmsRefused, sms_post_of
from tests.accounts.profiles import NEW, updated, with_password
from tests.hub_client import HubClient
from tests.mail.sms_server import SmsServer

SMS = Sms(NEW, "123456 : votre code, l’été", "phone-code-1-after")
WHOLE = {"sms_url": "https://sms.example/send", "sms_secret": "s3cret"}


async def test_the_gateway_is_asked_with_the_secret_and_a_key_of_the_message(sms_server: SmsServer) -> None:
    await SmsGateway(sms_server.url, sms_server.secret).send(SMS)
    (taken,) = sms_server.taken
    assert taken.request == "POST /v1/sms?account=hub HTTP/1.1"
    assert taken.headers["authorization"] == f"Bearer {sms_server.secret}"
    assert (taken.headers["content-type"], taken.headers["idempotency-key"]) == ("application/json", SMS.key)
    assert taken.body == {"to": SMS.to, "text": SMS.text}


@pytest.mark.parametrize("status", ["302 Found", "400 Bad Request", "401 Unauthorized", "500 Oops"])
async def test_another_answer_is_no_message_and_is_not_followed(sms_server: SmsServer, status: str) -> None:
    sms_server.status = status
    with pytest.raises(SmsRefused, match=status[:3]):
        await SmsGateway(sms_server.url, sms_server.secret).send(SMS)
    assert len(sms_server.taken) == 1


async def test_a_gateway_that_is_away_is_an_error_that_is_tried_again(sms_server: SmsServer) -> None:
    url = sms_server.url
    await sms_server.stop()
    with pytest.raises(OSError, match="refused"):
        await SmsGateway(url, "s").send(SMS)
    await sms_server.start()


async def test_a_message_that_is_tried_again_is_the_same_under_the_same_key(
    hub: HubClient, desk: Desk, sms_server: SmsServer
) -> None:
    """An answer that was lost costs no second message, and no second code."""
    await updated(hub, **with_password(phone=NEW))
    async with as_owner(hub.database.addresses) as owner:
        row = (await owner.execute(text("SELECT account_id, phone_change_id FROM phone_changes"))).one()
    for _ in range(2):
        await phone_code_send(desk, account_id=row.account_id, phone_change_id=row.phone_change_id)
    first, second = sms_server.taken
    assert (first.body, first.headers["idempotency-key"]) == (second.body, second.headers["idempotency-key"])


async def test_a_message_is_in_the_language_of_its_reader_and_says_nothing_else_of_them(
    hub: HubClient, desk: Desk, sms_server: SmsServer
) -> None:
    await updated(hub, language="EN", **with_password(phone=NEW))
    async with as_owner(hub.database.addresses) as owner:
        row = (await owner.execute(text("SELECT account_id, phone_change_id FROM phone_changes"))).one()
    await phone_code_send(desk, account_id=row.account_id, phone_change_id=row.phone_change_id)
    ((_, said),) = sms_server.texts
    assert re.fullmatch(r"[0-9]{6}: your code to change the telephone number of your member space\. .*", said)
    assert "Camille" not in said


async def test_without_a_gateway_a_demo_keeps_messages_with_its_mail_and_shows_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(data_dir=tmp_path)
    post = sms_post_of(settings)
    assert isinstance(post, SmsOutbox)
    await post.send(SMS)
    ((to, subject),) = [(mail["To"], mail["Subject"]) for mail in outbox_of(settings)]
    assert (to, subject) == (NEW, "SMS")
    monkeypatch.setenv("HUB_DATA_DIR", str(tmp_path))
    for arguments in ([], ["--html"]):
        shown = CliRunner().invoke(cli_outbox.outbox, arguments, catch_exceptions=False).output
        assert f"To: {NEW}" in shown
        assert SMS.text in shown


def test_production_without_a_gateway_has_none() -> None:
    assert sms_post_of(Settings(mode="production")) is None
    assert isinstance(sms_post_of(Settings(mode="production", **WHOLE)), SmsGateway)


@pytest.mark.parametrize(
    "given",
    [
        {"sms_url": "https://sms.example"},
        {"sms_secret": "s3cret"},
        {**WHOLE, "sms_url": "http://sms.example/s3cret"},
        {**WHOLE, "sms_url": "https://u:s3cret@sms.example"},
        {**WHOLE, "sms_url": "https://sms.example:port"},
        {**WHOLE, "sms_url": "s3cret"},
        {**WHOLE, "sms_secret": "s3cret\nHost: x"},
    ],
)
def test_half_a_gateway_or_one_that_is_no_safe_address_is_refused_and_not_shown(
    given: dict[str, str],
) -> None:
    with pytest.raises(SettingsError, match="HUB_SMS") as refused:
        load_settings(env_file=None, **given)
    assert "s3cret" not in str(refused.value)
