"""Who opens a space to act for somebody is asked about whom they act for now, whatever letters are under way."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import text

from actions.letters.letter_send import Desk
from actions.letters.link_send import link_send
from rules.sharing import comes_of_age_on
from runtime.actor import Actor
from runtime.migrations import as_owner
from tests.accounts.asking import asked, codes
from tests.accounts.opening import FORGOTTEN, PASSWORD, SET, delivered, token_in
from tests.clients.test_firms import ALIX, invited
from tests.hub_client import HubClient
from tests.mail.server import MailServer, text_of
from tests.rights.spaces import (
    BORN,
    CHILD,
    HOLDER,
    REMOVE,
    SPOUSE,
    appointed,
    family,
    opening,
    shown,
)

PAUL = "paul.blanc@example.org"
AS_ALIX = {"name": "Alix Durand", "email": ALIX}


async def set_by(hub: HubClient, letter: str, place: int | None = None) -> Any:
    """The payload of choosing a password by the link of a letter, as who knows the person at this place."""
    identity = None if place is None else shown(place)
    return await asked(hub, SET, link=token_in(letter), password=PASSWORD, identity=identity)


async def roles_of(hub: HubClient, payload: Any) -> list[str]:
    listed = await asked(hub, "{ viewer { capacities { role } } }", payload["accessToken"])
    return [each["role"] for each in listed["capacities"]]


async def ends(hub: HubClient) -> list[date | None]:
    """Of the mandates for this family."""
    query = text(
        "SELECT valid_to FROM capacities WHERE label LIKE 'Mandataire · 100960%' ORDER BY capacity_id"
    )
    async with as_owner(hub.database.addresses) as owner:
        return list((await owner.scalars(query)).all())


async def test_an_invitation_that_was_sent_before_opens_nothing_any_more_and_the_mandate_asks(
    hub: HubClient, agent: Actor, desk: Desk, mail_server: MailServer
) -> None:
    """An invitation asks nobody who they are, since it opens a firm’s space only."""
    people = await family(hub, agent)
    await invited(hub)
    ((_, invitation),) = await delivered(hub, desk, mail_server)
    assert codes(await appointed(hub, people.ids[SPOUSE], **AS_ALIX)) == []
    assert codes(await set_by(hub, invitation)) == ["CODE_EXPIRED"]
    ((_, letter),) = await delivered(hub, desk, mail_server)
    assert codes(await set_by(hub, letter)) == ["UNAUTHENTICATED"]
    assert await roles_of(hub, await set_by(hub, letter, SPOUSE)) == ["BROKER", "GUARDIAN"]


async def test_an_invitation_that_is_sent_late_asks_too(
    hub: HubClient, agent: Actor, desk: Desk, mail_server: MailServer
) -> None:
    """A mail server that was away: the letter was asked for before the mandate, and is written after it."""
    people = await family(hub, agent)
    await invited(hub)
    await delivered(hub, desk, mail_server)
    await appointed(hub, people.ids[SPOUSE], **AS_ALIX)
    await delivered(hub, desk, mail_server)
    async with as_owner(hub.database.addresses) as owner:
        query = text("SELECT account_id FROM accounts WHERE login = :login")
        account_id = await owner.scalar(query, {"login": ALIX})
    await link_send(desk, "invitation_link", account_id=account_id)
    *_, mail = mail_server.mails
    letter = text_of(mail)
    for place in (None, HOLDER):
        assert codes(await set_by(hub, letter, place)) == ["UNAUTHENTICATED"]
    assert (await set_by(hub, letter, SPOUSE))["errors"] == []


async def test_an_account_that_an_invitation_has_opened_is_given_no_mandate(
    hub: HubClient, agent: Actor, desk: Desk, mail_server: MailServer
) -> None:
    """Whoever reads the mail may have opened it."""
    people = await family(hub, agent)
    await invited(hub)
    ((_, invitation),) = await delivered(hub, desk, mail_server)
    assert (await set_by(hub, invitation))["errors"] == []
    assert codes(await appointed(hub, people.ids[SPOUSE], **AS_ALIX)) == ["CONFLICT"]


async def test_who_acts_for_somebody_else_now_is_asked_about_them_and_not_about_the_one_before(
    hub: HubClient, agent: Actor, desk: Desk, mail_server: MailServer
) -> None:
    people = await family(hub, agent)
    await appointed(hub, people.ids[SPOUSE])
    await asked(hub, REMOVE, await hub.token("agent"), id=people.ids[SPOUSE], email=PAUL)
    await delivered(hub, desk, mail_server)
    await appointed(hub, people.ids[CHILD])
    ((_, letter),) = await delivered(hub, desk, mail_server)
    assert codes(await set_by(hub, letter, SPOUSE)) == ["UNAUTHENTICATED"]
    assert (await set_by(hub, letter, CHILD))["errors"] == []


async def test_who_acts_for_several_is_asked_about_any_of_them(
    hub: HubClient, agent: Actor, desk: Desk, mail_server: MailServer
) -> None:
    people = await family(hub, agent)
    for place in (SPOUSE, CHILD):
        await appointed(hub, people.ids[place])
    await delivered(hub, desk, mail_server)
    await asked(hub, FORGOTTEN, login=PAUL)
    ((_, letter),) = await delivered(hub, desk, mail_server)
    assert codes(await set_by(hub, letter, HOLDER)) == ["UNAUTHENTICATED"]
    assert await roles_of(hub, await set_by(hub, letter, CHILD)) == ["GUARDIAN", "GUARDIAN"]


async def test_a_beneficiary_who_acts_for_another_too_is_asked_about_themselves_and_told_so(
    hub: HubClient, agent: Actor, desk: Desk, mail_server: MailServer
) -> None:
    people = await family(hub, agent)
    await opening(hub, people.ids[SPOUSE], PAUL)
    await delivered(hub, desk, mail_server)
    assert codes(await appointed(hub, people.ids[HOLDER], name="Robin Petit")) == []
    ((_, letter),) = await delivered(hub, desk, mail_server)
    assert "votre numéro de sécurité sociale" in letter
    assert codes(await set_by(hub, letter, HOLDER)) == ["UNAUTHENTICATED"]
    assert await roles_of(hub, await set_by(hub, letter, SPOUSE)) == ["BENEFICIARY", "GUARDIAN"]


@pytest.mark.parametrize("said", [None, "2030-01-01", "2040-01-01"])
async def test_for_a_minor_a_mandate_ends_when_they_come_of_age_at_the_latest(
    hub: HubClient, agent: Actor, said: str | None
) -> None:
    people = await family(hub, agent)
    assert codes(await appointed(hub, people.ids[CHILD], ends=said)) == []
    of_age = comes_of_age_on(date.fromisoformat(BORN[CHILD]))
    assert await ends(hub) == [of_age if said is None else min(of_age, date.fromisoformat(said))]


async def test_another_link_is_asked_for_without_a_day_and_the_end_stays(
    hub: HubClient, agent: Actor, desk: Desk, mail_server: MailServer
) -> None:
    people = await family(hub, agent)
    await appointed(hub, people.ids[SPOUSE], ends="2031-03-01")
    unsaid = """mutation($id: ID!, $email: String!) { guardianAppoint(input: {beneficiaryId: $id,
      name: "Paul Blanc", email: $email, identityCheck: LETTER}) { done errors { code } } }"""
    again = await asked(hub, unsaid, await hub.token("agent"), id=people.ids[SPOUSE], email=PAUL)
    assert codes(again) == []
    assert await ends(hub) == [date(2031, 3, 1)]
    assert len(await delivered(hub, desk, mail_server)) == 2
    await appointed(hub, people.ids[SPOUSE], ends=None)
    assert await ends(hub) == [None], "null says that it has none"
