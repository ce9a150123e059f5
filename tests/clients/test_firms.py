"""A broker firm has several people, of whom administrators let in and take out the others."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import text

from actions.letters.letter_send import Desk
from runtime.migrations import as_owner
from tests.accounts.asking import SIGN_IN, asked, codes
from tests.accounts.opening import SET, delivered, token_in
from tests.clients.asking import PORTFOLIO, ask, created, numbers
from tests.clients.test_making_clients import broker_id
from tests.hub_client import HubClient
from tests.mail.server import MailServer

INVITE = """mutation($name: String!, $email: String!, $admin: Boolean!, $broker: ID) {
  brokerUserInvite(input: {name: $name, email: $email, administrator: $admin, brokerId: $broker}) {
    done errors { code message field } } }"""
REMOVE = "mutation($id: ID!) { brokerUserRemove(id: $id) { done errors { code field } } }"
USERS = "{ viewer { broker { users { totalCount edges { node { id name email administrator } } } } } }"
ALIX = "alix@rivoli.example"
PASSWORD = "cinq girafes boivent du thé"


async def invited(
    hub: HubClient, persona: str = "broker", email: str = ALIX, *, admin: bool = False, **more: Any
) -> Any:
    given = {"name": "Alix Durand", "email": email, "admin": admin, **more}
    return await asked(hub, INVITE, await hub.token(persona), **given)


async def joined(hub: HubClient, desk: Desk, mail_server: MailServer, email: str = ALIX, **more: Any) -> str:
    """The access token of somebody who was invited and has chosen a password."""
    assert codes(await invited(hub, email=email, **more)) == []
    ((to, letter),) = await delivered(hub, desk, mail_server)
    assert to == email
    payload = await asked(hub, SET, link=token_in(letter), password=PASSWORD)
    assert payload["errors"] == []
    return str(payload["accessToken"])


async def users(hub: HubClient, token: str) -> list[Any]:
    found = (await ask(hub, token, USERS)).data["viewer"]["broker"]["users"]
    return [each["node"] for each in found["edges"]]


async def user_id(hub: HubClient, email: str, persona: str = "broker") -> str:
    found = await users(hub, await hub.token(persona))
    return next(str(each["id"]) for each in found if each["email"] == email)


async def removed(hub: HubClient, token: str, id_: str) -> Any:
    return (await ask(hub, token, REMOVE, id=id_)).data["brokerUserRemove"]


async def test_who_is_invited_chooses_a_password_signs_in_and_sees_the_portfolio(
    hub: HubClient, desk: Desk, mail_server: MailServer
) -> None:
    token = await joined(hub, desk, mail_server)
    seen = numbers(await ask(hub, token, PORTFOLIO))
    assert seen == numbers(await hub.ask(PORTFOLIO, as_="broker"))
    again = await asked(hub, SIGN_IN, login=ALIX, password=PASSWORD)
    assert again["viewer"]["capacity"]["role"] == "BROKER"
    assert await users(hub, token) == [], "for administrators"
    listed = await users(hub, await hub.token("broker"))
    assert [(each["name"], each["email"], each["administrator"]) for each in listed] == [
        ("Cabinet Rivoli", "courtier@example.org", True), ("Alix Durand", ALIX, False),
    ]  # fmt: skip
    assert codes(await asked(hub, INVITE, token, name="x", email="b@rivoli.example", admin=False)) == [
        "FORBIDDEN"
    ]


async def test_who_is_taken_out_loses_sight_at_once_and_has_nothing_left_to_sign_in_for(
    hub: HubClient, desk: Desk, mail_server: MailServer
) -> None:
    token = await joined(hub, desk, mail_server)
    shown = (await ask(hub, token, PORTFOLIO)).data["members"]["edges"]
    assert shown
    id_ = await user_id(hub, ALIX)
    assert (await removed(hub, await hub.token("broker"), id_))["done"]
    assert (await ask(hub, token, PORTFOLIO)).data == {"members": {"totalCount": 0, "edges": []}}
    ids = [each["node"]["id"] for each in shown]
    nodes = await ask(hub, token, "query($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=ids)
    assert nodes.data == {"nodes": [None] * len(ids)}
    assert codes(await asked(hub, SIGN_IN, login=ALIX, password=PASSWORD)) == ["FORBIDDEN"]
    letters = [letter for to, letter in await delivered(hub, desk, mail_server) if to == ALIX]
    assert sum("mis fin à votre accès" in each for each in letters) == 1
    assert codes(await removed(hub, await hub.token("broker"), id_)) == ["NOT_FOUND"], (
        "there is nobody any more"
    )


async def test_who_is_let_in_again_sees_again(hub: HubClient, desk: Desk, mail_server: MailServer) -> None:
    await joined(hub, desk, mail_server)
    await removed(hub, await hub.token("broker"), await user_id(hub, ALIX))
    assert codes(await invited(hub)) == []
    payload = await asked(hub, SIGN_IN, login=ALIX, password=PASSWORD)
    assert numbers(await ask(hub, payload["accessToken"], PORTFOLIO))


async def test_the_last_administrator_is_not_taken_out_by_a_firm_but_by_an_agent(hub: HubClient) -> None:
    id_ = await user_id(hub, "courtier@example.org")
    assert codes(await removed(hub, await hub.token("broker"), id_)) == ["CONFLICT"]
    await invited(hub)
    assert codes(await removed(hub, await hub.token("broker"), id_)) == ["CONFLICT"], "the other is none"
    assert (await removed(hub, await hub.token("agent"), id_))["done"]


async def test_of_two_administrators_who_take_each_other_out_at_once_one_stays(
    hub: HubClient, desk: Desk, mail_server: MailServer
) -> None:
    other = await joined(hub, desk, mail_server, admin=True)
    mine = await hub.token("broker")
    theirs, ours = await user_id(hub, ALIX), await user_id(hub, "courtier@example.org")
    answers = await asyncio.gather(removed(hub, mine, theirs), removed(hub, other, ours))
    assert sorted(each["done"] for each in answers) == [False, True]


async def test_an_agent_makes_the_first_administrator(
    hub: HubClient, desk: Desk, mail_server: MailServer
) -> None:
    async with as_owner(hub.database.addresses) as owner:
        await owner.execute(text("UPDATE broker_users SET administrator = false"))
    assert codes(await invited(hub)) == ["FORBIDDEN"]
    assert codes(await created(hub)) == ["FORBIDDEN"]
    assert codes(await invited(hub, "agent", admin=True)) == ["BAD_USER_INPUT"], "of which firm is not said"
    firm = await broker_id(hub)
    named = await invited(hub, "agent", "courtier@example.org", admin=True, broker=firm)
    assert named["done"]
    assert codes(await invited(hub)) == []


async def test_people_of_another_firm_are_neither_seen_nor_taken_out(hub: HubClient) -> None:
    await invited(hub)
    theirs = await users(hub, await hub.token("other-broker"))
    assert [each["email"] for each in theirs] == ["cabinet@example.org"]
    id_ = await user_id(hub, ALIX)
    assert codes(await removed(hub, await hub.token("other-broker"), id_)) == ["NOT_FOUND"]
    foreign = await broker_id(hub, "broker")
    assert codes(await invited(hub, "other-broker", "b@vauban.example", broker=foreign)) == ["NOT_FOUND"]
    node = "query($id: ID!) { node(id: $id) { id } }"
    assert (await hub.ask(node, as_="other-broker", id=id_)).data == {"node": None}


@pytest.mark.parametrize(
    "email", ["", "alix", "alix@rivoli", "a b@rivoli.example", "é@rivoli.example", "a" * 300]
)
async def test_what_is_no_address_is_refused_by_name(hub: HubClient, email: str) -> None:
    refused = await invited(hub, email=email)
    assert [(each["code"], each["field"]) for each in refused["errors"]] == [
        ("BAD_USER_INPUT", ["input", "email"])
    ]


async def test_what_becomes_of_a_firms_people_is_in_the_audit(hub: HubClient) -> None:
    await invited(hub)
    await invited(hub, admin=True)
    await removed(hub, await hub.token("broker"), await user_id(hub, ALIX))
    async with as_owner(hub.database.addresses) as owner:
        actions = await owner.scalars(
            text("SELECT action FROM audit_entries WHERE action LIKE 'BROKER%' ORDER BY position")
        )
        assert actions.all() == ["BROKER_USER_INVITED", "BROKER_ADMINISTRATOR_NAMED", "BROKER_USER_REMOVED"]
