"""The account (mon compte)."""

from actions.letters.letter_send import Desk
from tests.accounts.asking import asked, signed_in
from tests.accounts.opening import PASSWORD, SET, link_of
from tests.guide.asking import offers_mutation
from tests.guide.lines import guide
from tests.hub_client import HubClient
from tests.mail.server import MailServer


@guide(52, "Mutation.profileUpdate", missing="one’s own change of address and telephone number")
async def test_personal_information_is_edited(hub: HubClient) -> None:
    assert await offers_mutation(hub, "profileUpdate")


@guide(53, "Mutation.passwordForgotten")
async def test_a_forgotten_password_is_set_anew(hub: HubClient, desk: Desk, mail_server: MailServer) -> None:
    token = await link_of(hub, desk, mail_server, "100001")
    assert (await asked(hub, SET, link=token, password=PASSWORD))["accessToken"]
    assert (await signed_in(hub, password=PASSWORD))["accessToken"]
