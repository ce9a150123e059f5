"""An invitation reaches who has the address, and nobody else: no space of somebody else's acts for a firm by it."""

from typing import Any

import pytest
from sqlalchemy import text

from actions.letters.letter_send import Desk
from runtime.migrations import as_owner
from tests.accounts.asking import SIGN_IN, asked, codes, signed_in
from tests.accounts.opening import FORGOTTEN, PASSWORD, SET, delivered, token_in
from tests.clients.test_firms import ALIX, INVITE, invited, user_id, users
from tests.clients.test_making_clients import broker_id
from tests.hub_client import HubClient
from tests.mail.server import MailServer

MEMBERS_ADDRESS = "camille.martin@example.org"


async def altered(hub: HubClient, statement: str) -> None:
    async with as_owner(hub.database.addresses) as owner:
        assert (await owner.execute(text(statement))).rowcount == 1


async def assert_taken(hub: HubClient, address: str) -> None:
    (error,) = (await invited(hub, email=address))["errors"]
    assert (error["code"], error["field"]) == ("CONFLICT", ["input", "email"])
    assert "sert déjà à un autre espace" in error["message"]
    assert len(await users(hub, await hub.token("broker"))) == 1


async def roles(hub: HubClient, persona: str) -> list[str]:
    return [each.role.value for each in (await hub.identity(persona)).capacities]


async def test_an_address_that_is_login_and_e_mail_of_an_open_account_is_told_that_it_may_act_for_the_firm(
    hub: HubClient, desk: Desk, mail_server: MailServer
) -> None:
    assert codes(await invited(hub, email="cabinet@example.org")) == []
    letters = dict(await delivered(hub, desk, mail_server))
    assert "jeton=" not in letters["cabinet@example.org"]
    assert await roles(hub, "other-broker") == ["BROKER", "BROKER"]


@pytest.mark.parametrize(
    ("persona", "address"), [("member", MEMBERS_ADDRESS), ("newcomer", "sofia.garcia@example.org")]
)
async def test_an_address_on_file_for_somebodys_personal_space_is_refused_whether_or_not_it_was_opened(
    hub: HubClient, desk: Desk, mail_server: MailServer, persona: str, address: str
) -> None:
    await assert_taken(hub, address)
    assert await roles(hub, persona) == ["MEMBER"]
    assert await delivered(hub, desk, mail_server) == []


async def test_a_login_whose_bearer_has_another_address_now_is_refused(hub: HubClient) -> None:
    await altered(
        hub, "UPDATE accounts SET email = 'elsewhere@example.org' WHERE login = 'cabinet@example.org'"
    )
    await assert_taken(hub, "cabinet@example.org")
    await assert_taken(hub, "elsewhere@example.org")
    assert await roles(hub, "other-broker") == ["BROKER"]


async def test_an_account_of_somebody_insured_that_nobody_has_opened_is_refused_under_its_own_login(
    hub: HubClient,
) -> None:
    await altered(hub, f"UPDATE accounts SET login = '{ALIX}', email = '{ALIX}' WHERE login = '100004'")
    await assert_taken(hub, ALIX)


async def test_who_was_invited_by_one_firm_and_has_not_answered_is_let_in_by_another_too(
    hub: HubClient, desk: Desk, mail_server: MailServer
) -> None:
    for persona in ("broker", "other-broker"):
        assert codes(await invited(hub, persona)) == []
        # One after the other: of two letters on the queue either can be the last.
        *_, (_, letter) = await delivered(hub, desk, mail_server)
    payload = await asked(hub, SET, link=token_in(letter), password=PASSWORD)
    listed = await asked(hub, "{ viewer { capacities { role } } }", payload["accessToken"])
    assert listed["capacities"] == [{"role": "BROKER"}] * 2


async def test_an_invitation_that_nobody_has_answered_keeps_no_member_from_signing_in_by_their_address(
    hub: HubClient, desk: Desk, mail_server: MailServer
) -> None:
    """They have given it to the hub after the firm had."""
    await invited(hub)
    await altered(hub, f"UPDATE accounts SET email = '{ALIX}' WHERE login = '100001'")
    assert (await signed_in(hub, login=ALIX))["viewer"]["displayName"] == "Camille Martin"
    ((_, letter),) = await delivered(hub, desk, mail_server)
    assert (await asked(hub, SET, link=token_in(letter), password=PASSWORD))["errors"] == []
    opened = await asked(hub, SIGN_IN, login=ALIX, password=PASSWORD)
    assert opened["viewer"]["displayName"] == "Alix Durand", "a login is its account’s, once it is open"


async def test_who_was_invited_opens_by_the_link_of_a_forgotten_password_too_whoever_has_asked_for_it(
    hub: HubClient, desk: Desk, mail_server: MailServer
) -> None:
    await invited(hub)
    await delivered(hub, desk, mail_server)
    await asked(hub, FORGOTTEN, login=ALIX)
    ((to, letter),) = await delivered(hub, desk, mail_server)
    assert (to, "numéro de sécurité" in letter) == (ALIX, False)
    payload = await asked(hub, SET, link=token_in(letter), password=PASSWORD)
    assert payload["viewer"] == {"displayName": "Alix Durand"}


async def test_who_asks_for_forgotten_passwords_uses_up_no_invitation(
    hub: HubClient, desk: Desk, mail_server: MailServer
) -> None:
    for _ in range(6):
        await asked(hub, FORGOTTEN, login=ALIX)
    await invited(hub)
    ((_, letter),) = await delivered(hub, desk, mail_server)
    assert "cabinet de courtage" in letter


async def test_invited_again_who_has_no_password_gets_another_link_up_to_five_an_hour(
    hub: HubClient, desk: Desk, mail_server: MailServer
) -> None:
    for _ in range(7):
        assert codes(await invited(hub)) == []
    assert len(await delivered(hub, desk, mail_server)) == 5
    assert len(await users(hub, await hub.token("broker"))) == 2


async def test_a_firm_invites_sixty_times_an_hour_refused_addresses_among_them(hub: HubClient) -> None:
    await invited(hub)
    answers = [codes(await invited(hub, email=MEMBERS_ADDRESS)) for _ in range(59)]
    assert answers == [["CONFLICT"]] * 59
    (error,) = (await invited(hub))["errors"]
    assert error["code"] == "RATE_LIMITED"
    assert "une heure" in error["message"] or "60 minutes" in error["message"]
    firm = {"broker": await broker_id(hub)}
    assert codes(await invited(hub, "agent", **firm)) == ["RATE_LIMITED"], (
        "it is the firm’s, whoever asks for it"
    )
    assert codes(await invited(hub, "other-broker")) == []


async def test_who_invites_for_many_firms_does_so_sixty_times_an_hour_together(hub: HubClient) -> None:
    firms = [await broker_id(hub, persona) for persona in ("broker", "other-broker")]
    answers = [codes(await invited(hub, "agent", broker=firms[n % 2])) for n in range(60)]
    assert answers == [[]] * 60
    assert codes(await invited(hub, "agent", broker=firms[0])) == ["RATE_LIMITED"]
    assert codes(await invited(hub)) == []


@pytest.mark.parametrize(
    "name",
    ["http://x.example", "x.example/y", "a@b", "Alix:", "Alix\nDurand", "Alix\x00", "Alix\u202eDurand"],
)
async def test_a_name_that_could_be_an_address_is_refused(
    hub: HubClient, desk: Desk, mail_server: MailServer, name: str
) -> None:
    given: dict[str, Any] = {"name": name, "email": ALIX, "admin": False}
    refused = await asked(hub, INVITE, await hub.token("broker"), **given)
    assert [(each["code"], each["field"]) for each in refused["errors"]] == [
        ("BAD_USER_INPUT", ["input", "name"])
    ]
    assert await delivered(hub, desk, mail_server) == []


async def test_who_is_there_already_is_named_administrator_by_their_address(hub: HubClient) -> None:
    await invited(hub)
    await invited(hub, admin=True)
    listed = await users(hub, await hub.token("broker"))
    id_ = await user_id(hub, ALIX)
    assert [each["administrator"] for each in listed if each["id"] == id_] == [True]
