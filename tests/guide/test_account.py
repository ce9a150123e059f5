"""The account (mon compte)."""

from actions.letters.letter_send import Desk
from tests.accounts.asking import asked, fresh, signed_in
from tests.accounts.opening import PASSWORD, SET, link_of
from tests.accounts.profiles import (
    CONFIRM_EMAIL,
    CONFIRM_PHONE,
    LINK,
    NEW,
    OF_MEMBER,
    code_of,
    profile,
    updated,
    with_password,
)
from tests.guide.lines import guide
from tests.hub_client import HubClient
from tests.mail.server import MailServer, text_of
from tests.mail.sms_server import SmsServer


@guide(52, "Mutation.profileUpdate")
async def test_personal_information_is_edited(
    hub: HubClient, desk: Desk, mail_server: MailServer, sms_server: SmsServer
) -> None:
    """But for the postal address, which is changed by a démarche of its own (G30)."""
    token, new = await fresh(hub), {"email": "camille@nouvelle.example", "phone": "07 98 76 54 32"}
    payload = await updated(hub, token, language="EN", paperless=False, **with_password(**new))
    assert payload["errors"] == []
    _, code = await code_of(hub, desk, sms_server)
    (link,) = [found for mail in mail_server.mails if (found := LINK.search(text_of(mail)))]
    assert (await asked(hub, CONFIRM_EMAIL, link=link[1]))["done"]
    assert (await asked(hub, CONFIRM_PHONE, token, code=code))["done"]
    assert (await hub.ask(OF_MEMBER, as_="member")).data["me"] == {"email": new["email"], "phone": NEW}
    now = await profile(hub)
    assert (now["language"], now["paperless"]) == ("EN", False)


@guide(53, "Mutation.passwordForgotten")
async def test_a_forgotten_password_is_set_anew(hub: HubClient, desk: Desk, mail_server: MailServer) -> None:
    token = await link_of(hub, desk, mail_server, "100001")
    assert (await asked(hub, SET, link=token, password=PASSWORD))["accessToken"]
    assert (await signed_in(hub, password=PASSWORD))["accessToken"]
