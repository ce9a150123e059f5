"""Somebody acts for a person by law: from when an agent has seen the mandate, until it ends or is taken away."""

import asyncio
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from actions.letters.letter_send import Desk
from rules.months import YEAR, months_after
from runtime import clock
from runtime.actor import Actor
from runtime.migrations import as_owner
from tests.accounts.asking import SIGN_IN, asked, codes, signed_in
from tests.accounts.opening import FORGOTTEN, PASSWORD, REGISTER, SET, delivered, token_in
from tests.hub_client import HubClient
from tests.mail.server import MailServer
from tests.rights.spaces import (
    APPOINT,
    CHILD,
    HOLDER,
    NAMES,
    REMOVE,
    SPOUSE,
    Family,
    appointed,
    family,
    shown,
)

PAUL = "paul.blanc@example.org"
SEEN = "{ me { beneficiaries { firstName } } }"
TUTELLE = {"name": "Paul Blanc", "email": "tutelle@example.org"}
"""The guardian among the personas, who has an account."""


async def opened(
    hub: HubClient, desk: Desk, mail_server: MailServer, people: Family, place: int = SPOUSE, **given: Any
) -> str:
    """Paul’s space, who acts for the person at this place of the family: an access token of his."""
    assert codes(await appointed(hub, people.ids[place], **given)) == []
    ((to, letter),) = await delivered(hub, desk, mail_server)
    assert to == PAUL
    payload = await asked(hub, SET, link=token_in(letter), password=PASSWORD, identity=shown(place))
    assert payload["errors"] == []
    await delivered(hub, desk, mail_server)
    return str(payload["accessToken"])


@pytest.mark.parametrize("acts", [(HOLDER, {"Alix", "Robin", "Noé"}), (SPOUSE, {"Robin"}), (CHILD, {"Noé"})])
async def test_a_guardian_opens_a_space_and_sees_what_the_one_for_whom_they_act_sees(
    hub: HubClient, agent: Actor, desk: Desk, mail_server: MailServer, acts: tuple[int, set[str]]
) -> None:
    place, sees = acts
    people = await family(hub, agent)
    token = await opened(hub, desk, mail_server, people, place)
    viewer = await asked(hub, "{ viewer { displayName capacity { role label } } }", token)
    assert viewer == {
        "displayName": "Paul Blanc",
        "capacity": {"role": "GUARDIAN", "label": f"Mandataire · 100960 · {NAMES[place]}"},
    }
    seen = await asked(hub, SEEN, token)
    assert {each["firstName"] for each in seen["beneficiaries"]} == sees


async def test_a_link_alone_opens_nothing_and_is_asked_for_again_by_forgotten_password(
    hub: HubClient, agent: Actor, desk: Desk, mail_server: MailServer
) -> None:
    people = await family(hub, agent)
    await appointed(hub, people.ids[SPOUSE])
    await delivered(hub, desk, mail_server)
    await asked(hub, FORGOTTEN, login=PAUL)
    ((_, letter),) = await delivered(hub, desk, mail_server)
    link = token_in(letter)
    for identity in (None, shown(HOLDER)):
        refused = await asked(hub, SET, link=link, password=PASSWORD, identity=identity)
        assert (codes(refused), refused["accessToken"]) == (["UNAUTHENTICATED"], None)
    payload = await asked(hub, SET, link=link, password=PASSWORD, identity=shown(SPOUSE))
    assert payload["errors"] == []


async def test_one_who_has_an_account_acts_for_one_person_more_beside_what_it_allowed(
    hub: HubClient, agent: Actor, desk: Desk, mail_server: MailServer
) -> None:
    people = await family(hub, agent)
    assert codes(await appointed(hub, people.ids[SPOUSE], **TUTELLE)) == []
    ((to, letter),) = await delivered(hub, desk, mail_server)
    assert (to, "jeton=" in letter) == ("tutelle@example.org", False)
    assert "Robin" not in letter
    assert "Petit" not in letter
    labels = [each.label for each in (await hub.identity("guardian")).capacities]
    assert labels == ["Mandataire · 100008", "Mandataire · 100960 · Robin"]


async def test_a_member_acts_for_their_spouse_by_the_address_that_is_on_file_for_them(
    hub: HubClient, agent: Actor
) -> None:
    people = await family(hub, agent)
    given = {"name": "camille MARTIN", "email": "camille.martin@example.org"}
    assert codes(await appointed(hub, people.ids[SPOUSE], **given)) == []
    roles = [each.role.value for each in (await hub.identity("member")).capacities]
    assert roles == ["MEMBER", "GUARDIAN"]


@pytest.mark.parametrize(
    "whose",
    [
        ("Paul Blanc", "camille.martin@example.org"),
        ("Camille Martin", "gestion@example.org"),
        ("Gestion", "gestion@example.org"),
        ("Service", "service@example.org"),
        ("Pilotage", "chiffres@example.org"),
        ("Cabinet Rivoli", "courtier@example.org"),
    ],
)
async def test_an_address_of_somebody_who_is_not_named_or_of_staff_or_a_firm_is_refused(
    hub: HubClient, agent: Actor, desk: Desk, mail_server: MailServer, whose: tuple[str, str]
) -> None:
    people = await family(hub, agent)
    (error,) = (await appointed(hub, people.ids[SPOUSE], name=whose[0], email=whose[1]))["errors"]
    assert (error["code"], error["field"]) == ("CONFLICT", ["input", "email"])
    assert await delivered(hub, desk, mail_server) == []


@pytest.mark.parametrize("login", ["gestion@example.org", "chiffres@example.org", "service@example.org"])
async def test_an_account_of_the_staff_that_was_not_opened_yet_is_no_invitation_to_be_taken_over(
    hub: HubClient, agent: Actor, login: str
) -> None:
    people = await family(hub, agent)
    token = await hub.token("agent2")
    async with as_owner(hub.database.addresses) as owner:
        closed = text("UPDATE accounts SET password_hash = NULL WHERE login = :login")
        await owner.execute(closed, {"login": login})
    given = {"id": people.ids[SPOUSE], "name": "Paul Blanc", "email": login, "ends": None}
    assert codes(await asked(hub, APPOINT, token, **given)) == ["CONFLICT"]


async def test_an_address_that_two_have_is_refused_though_one_is_whom_the_agent_names(
    hub: HubClient, agent: Actor
) -> None:
    people = await family(hub, agent)
    register = await hub.token("agent")
    for number in ("100001", "100004"):
        await asked(hub, REGISTER, register, n=number, email=PAUL)
    assert codes(await appointed(hub, people.ids[SPOUSE], name="Camille Martin")) == ["CONFLICT"]
    assert codes(await appointed(hub, people.ids[SPOUSE], name="Sofia Garcia")) == ["CONFLICT"]


async def test_two_mandates_given_at_once_to_somebody_new_are_two_of_one_account(
    hub: HubClient, agent: Actor
) -> None:
    people = await family(hub, agent)
    both = await asyncio.gather(*(appointed(hub, people.ids[place]) for place in (SPOUSE, CHILD, HOLDER)))
    assert [codes(each) for each in both] == [[], [], []]
    async with as_owner(hub.database.addresses) as owner:
        query = text("SELECT count(*), count(DISTINCT account_id) FROM capacities WHERE label LIKE :of")
        found = (await owner.execute(query, {"of": "Mandataire · 100960%"})).one()
    assert tuple(found) == (3, 1)


async def test_a_mandate_ends_on_its_day_and_a_renewal_moves_it(
    hub: HubClient, agent: Actor, desk: Desk, mail_server: MailServer
) -> None:
    people = await family(hub, agent)
    first, second = (months_after(clock.today(), each * YEAR) for each in (1, 5))
    token = await opened(hub, desk, mail_server, people, ends=first.isoformat())
    assert codes(await appointed(hub, people.ids[SPOUSE], ends=second.isoformat())) == []
    assert len(await delivered(hub, desk, mail_server)) == 1
    assert codes(await appointed(hub, people.ids[SPOUSE], ends=second.isoformat())) == []
    assert await delivered(hub, desk, mail_server) == [], "nothing has changed"
    assert [each["firstName"] for each in (await asked(hub, SEEN, token))["beneficiaries"]] == ["Robin"]
    async with as_owner(hub.database.addresses) as owner:
        held = (await owner.scalars(text("SELECT valid_to FROM capacities WHERE role = 'GUARDIAN'"))).all()
        assert second in held
        assert first not in held
    with clock.at(clock.now() + timedelta(days=5 * 366)):
        assert codes(await asked(hub, SIGN_IN, login=PAUL, password=PASSWORD)) == ["FORBIDDEN"], (
            "an account without any right left"
        )


async def test_a_mandate_that_is_taken_away_ends_at_once_and_nothing_else_does(
    hub: HubClient, agent: Actor, desk: Desk, mail_server: MailServer
) -> None:
    people = await family(hub, agent)
    token = await opened(hub, desk, mail_server, people)
    assert codes(await appointed(hub, people.ids[SPOUSE], **TUTELLE)) == []
    await delivered(hub, desk, mail_server)
    given = {"id": people.ids[SPOUSE], "email": PAUL.upper()}
    assert await asked(hub, REMOVE, await hub.token("agent"), **given) == {"done": True, "errors": []}
    ((to, letter),) = await delivered(hub, desk, mail_server)
    assert (to, "Robin" in letter) == (PAUL, False)
    answer = await hub.http.post(
        "/graphql", json={"query": SEEN}, headers={"Authorization": f"Bearer {token}"}
    )
    assert "Robin" not in answer.text, "though the token is good for minutes still"
    labels = [each.label for each in (await hub.identity("guardian")).capacities]
    assert labels == ["Mandataire · 100008", "Mandataire · 100960 · Robin"], "nobody else’s"
    (error,) = (await asked(hub, REMOVE, await hub.token("agent"), **given))["errors"]
    assert (error["code"], error["field"]) == ("NOT_FOUND", ["input", "email"])


async def test_what_was_done_is_in_the_audit_of_the_household_with_the_check_and_no_name(
    hub: HubClient, agent: Actor
) -> None:
    people = await family(hub, agent)
    ends = months_after(clock.today(), YEAR).isoformat()
    await appointed(hub, people.ids[SPOUSE], ends=ends)
    await asked(hub, REMOVE, await hub.token("agent"), id=people.ids[SPOUSE], email=PAUL)
    async with as_owner(hub.database.addresses) as owner:
        query = text(
            "SELECT action, details FROM audit_entries WHERE member_id = :m AND action LIKE 'GUARDIAN%'"
            " ORDER BY position"
        )
        found = (await owner.execute(query, {"m": people.member_id})).all()
    (_, given), (_, taken) = found
    assert [action for action, _ in found] == ["GUARDIAN_APPOINTED", "GUARDIAN_REMOVED"]
    assert given == taken | {"identity_check": "LETTER", "ends_on": ends}
    assert given.keys() == {"account_id", "person_id", "identity_check", "ends_on"}


async def test_for_somebody_without_a_number_on_file_nobody_could_show_that_they_know_them(
    hub: HubClient, agent: Actor
) -> None:
    people = await family(hub, agent, numbers=False)
    (error,) = (await appointed(hub, people.ids[SPOUSE]))["errors"]
    assert (error["code"], error["field"]) == ("CONFLICT", ["input", "beneficiaryId"])


@pytest.mark.parametrize("persona", ["member", "spouse", "guardian", "broker"])
async def test_nobody_but_an_agent_gives_or_takes_a_mandate(
    hub: HubClient, agent: Actor, persona: str
) -> None:
    people = await family(hub, agent)
    token = await hub.token(persona)
    assert codes(await appointed(hub, people.ids[SPOUSE], as_=persona)) == ["FORBIDDEN"]
    assert codes(await asked(hub, REMOVE, token, id=people.ids[SPOUSE], email=PAUL)) == ["FORBIDDEN"]


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        ({"name": ""}, ["name"]),
        ({"name": "http://x.example"}, ["name"]),
        ({"name": "x" * 50_000}, ["name"]),
        ({"email": "nobody"}, ["email"]),
        ({"ends": "2020-01-01"}, ["endsOn"]),
        ({"ends": date.max.isoformat()}, ["endsOn"]),
        ({"name": "a\x00", "email": "@", "ends": "0001-01-01"}, ["name", "email", "endsOn"]),
    ],
)
async def test_what_cannot_be_one_is_told_by_its_field_all_at_once(
    hub: HubClient, agent: Actor, given: dict[str, str], fields: list[str]
) -> None:
    people = await family(hub, agent)
    errors = (await appointed(hub, people.ids[SPOUSE], **given))["errors"]
    assert [each["field"] for each in errors] == [["input", field] for field in fields]
    assert {each["code"] for each in errors} == {"BAD_USER_INPUT"}


async def test_a_password_of_somebody_else_does_not_help(hub: HubClient, agent: Actor) -> None:
    """Appointed, and not opened yet: the account is not there for who signs in."""
    people = await family(hub, agent)
    await appointed(hub, people.ids[SPOUSE])
    assert codes(await signed_in(hub, login=PAUL)) == ["UNAUTHENTICATED"]
