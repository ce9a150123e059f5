"""An adult whom a contract covers gets a space of their own by an agent, and is asked who they are at its door."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import text

from actions.letters.letter_send import Desk
from runtime import clock
from runtime.actor import Actor
from runtime.migrations import as_owner
from tests.accounts.asking import SIGN_IN, asked, codes
from tests.accounts.opening import (
    FORGOTTEN,
    ISSUE,
    PASSWORD,
    SET,
    delivered,
    token_in,
)
from tests.hub_client import HubClient
from tests.mail.server import MailServer
from tests.rights.spaces import (
    BORN,
    CHILD,
    HOLDER,
    SPOUSE,
    SPOUSES,
    family,
    linked,
    opened,
    opening,
    shown,
)

ELSEWHERE = "robin@example.org"


async def test_an_adult_opens_their_space_by_the_link_of_a_mail_and_shares_from_there(
    hub: HubClient, agent: Actor, desk: Desk, mail_server: MailServer
) -> None:
    people = await family(hub, agent)
    token = await opened(hub, desk, mail_server, people)
    me = await asked(hub, "{ viewer { displayName capacity { role label } } }", token)
    assert me == {
        "displayName": "Robin Petit",
        "capacity": {"role": "BENEFICIARY", "label": "Bénéficiaire · 100960"},
    }
    seen = await asked(hub, "{ me { beneficiaries { id firstName } } }", token)
    assert [each["id"] for each in seen["beneficiaries"]] == [people.ids[SPOUSE]], "nobody but themselves"
    for given in (True, False):
        share = (
            f"mutation {{ sharingSet(input: {{given: {str(given).lower()}}}) {{ done errors {{ code }} }} }}"
        )
        assert await asked(hub, share, token) == {"done": True, "errors": []}
    signed_in = await asked(hub, SIGN_IN, login=SPOUSES.upper(), password=PASSWORD)
    assert signed_in["viewer"]["capacity"] == {"role": "BENEFICIARY"}


async def test_who_reads_the_mail_but_is_not_they_does_not_come_in(
    hub: HubClient, agent: Actor, desk: Desk, mail_server: MailServer
) -> None:
    """The holder, who may read the same mailbox, among them."""
    people = await family(hub, agent)
    await opening(hub, people.ids[SPOUSE])
    link = await linked(hub, desk, mail_server)
    for identity in (None, shown(HOLDER), {**shown(SPOUSE), "birthDate": BORN[HOLDER]}):
        refused = await asked(hub, SET, link=link, password=PASSWORD, identity=identity)
        assert (codes(refused), refused["accessToken"]) == (["UNAUTHENTICATED"], None)
    theirs = await asked(hub, SET, link=link, password=PASSWORD, identity=shown(SPOUSE))
    assert theirs["errors"] == [], "and the link is good still"


async def test_their_link_is_good_for_three_days_and_then_a_forgotten_password_brings_another(
    hub: HubClient, agent: Actor, desk: Desk, mail_server: MailServer
) -> None:
    people = await family(hub, agent)
    await opening(hub, people.ids[SPOUSE])
    link = await linked(hub, desk, mail_server)
    with clock.at(clock.now() + timedelta(days=3)):
        late = await asked(hub, SET, link=link, password=PASSWORD, identity=shown(SPOUSE))
        assert codes(late) == ["CODE_EXPIRED"]
        await asked(hub, FORGOTTEN, login=SPOUSES)
        link = await linked(hub, desk, mail_server)
        assert codes(await asked(hub, SET, link=link, password=PASSWORD)) == ["UNAUTHENTICATED"]
        again = await asked(hub, SET, link=link, password=PASSWORD, identity=shown(SPOUSE))
        assert again["errors"] == []


async def test_an_activation_id_is_for_holders_whose_space_opens_after_72_hours(
    hub: HubClient, agent: Actor, desk: Desk, mail_server: MailServer
) -> None:
    people = await family(hub, agent)
    await opening(hub, people.ids[SPOUSE])
    link = await linked(hub, desk, mail_server)
    issued = await asked(hub, ISSUE, await hub.token("agent"), n=SPOUSES, post=True)
    assert codes(issued) == ["NOT_FOUND"]
    theirs = await asked(hub, SET, link=link, password=PASSWORD, identity=shown(SPOUSE))
    assert theirs["errors"] == []


async def test_of_two_agents_at_once_one_opens_it(hub: HubClient, agent: Actor) -> None:
    people = await family(hub, agent)
    addresses = [SPOUSES, ELSEWHERE, SPOUSES, ELSEWHERE]
    said = await asyncio.gather(*(opening(hub, people.ids[SPOUSE], each) for each in addresses))
    assert sorted(codes(each) for each in said) == [[], [], ["CONFLICT"], ["CONFLICT"]]
    async with as_owner(hub.database.addresses) as owner:
        query = text("SELECT count(*) FROM capacities WHERE member_id = :m AND role = 'BENEFICIARY'")
        assert await owner.scalar(query, {"m": people.member_id}) == 1


async def test_asked_again_another_link_is_sent_until_it_is_open_and_five_an_hour(
    hub: HubClient, agent: Actor, desk: Desk, mail_server: MailServer
) -> None:
    people = await family(hub, agent)
    for _ in range(7):
        assert codes(await opening(hub, people.ids[SPOUSE])) == []
    letters = await delivered(hub, desk, mail_server)
    assert len(letters) == 5
    # Of five on the queue any can be the last.
    links = [token_in(letter) for _, letter in letters]
    said = [
        codes(await asked(hub, SET, link=each, password=PASSWORD, identity=shown(SPOUSE))) for each in links
    ]
    assert sorted(said) == [[], *[["CODE_EXPIRED"]] * 4]
    await delivered(hub, desk, mail_server)
    with clock.at(clock.now() + timedelta(hours=1)):
        assert codes(await opening(hub, people.ids[SPOUSE])) == []
        assert await delivered(hub, desk, mail_server) == []
    async with as_owner(hub.database.addresses) as owner:
        query = text("SELECT details FROM audit_entries WHERE action = 'BENEFICIARY_ACCOUNT_OPENED'")
        (details,) = (await owner.scalars(query)).all()
    assert details["identity_check"] == "IDENTITY_DOCUMENT"


@pytest.mark.parametrize(("place", "says"), [(HOLDER, "numéro d’adhérent"), (CHILD, "18 ans")])
async def test_the_holder_and_a_minor_get_none(hub: HubClient, agent: Actor, place: int, says: str) -> None:
    people = await family(hub, agent)
    (error,) = (await opening(hub, people.ids[place]))["errors"]
    assert (error["code"], error["field"]) == ("CONFLICT", ["input", "beneficiaryId"])
    assert says in error["message"]


async def test_somebody_whose_number_is_not_on_file_is_refused_since_nobody_could_know_them(
    hub: HubClient, agent: Actor
) -> None:
    people = await family(hub, agent, numbers=False)
    (error,) = (await opening(hub, people.ids[SPOUSE]))["errors"]
    assert (error["code"], error["field"]) == ("CONFLICT", ["input", "beneficiaryId"])
    assert "numéro de sécurité sociale" in error["message"]


@pytest.mark.parametrize("persona", ["member", "spouse", "guardian", "broker"])
async def test_nobody_but_an_agent_opens_one(hub: HubClient, agent: Actor, persona: str) -> None:
    people = await family(hub, agent)
    assert codes(await opening(hub, people.ids[SPOUSE], as_=persona)) == ["FORBIDDEN"]


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"id_": "bnf_00000000000000010000000000000999"}, ("NOT_FOUND", "beneficiaryId")),
        ({"email": "nobody"}, ("BAD_USER_INPUT", "email")),
        ({"email": "a@b.fr\x00"}, ("BAD_USER_INPUT", "email")),
        ({"email": "x" * 50_000 + "@example.org"}, ("BAD_USER_INPUT", "email")),
    ],
)
async def test_what_cannot_be_one_is_told_by_its_field(
    hub: HubClient, agent: Actor, given: dict[str, str], error: tuple[str, str]
) -> None:
    people = await family(hub, agent)
    (found,) = (await opening(hub, **{"id_": people.ids[SPOUSE], **given}))["errors"]
    assert (found["code"], found["field"]) == (error[0], ["input", error[1]])
