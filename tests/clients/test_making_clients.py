"""Who may make a key, for what and for how long; what of it is shown afterwards, and to whom."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from rules.clients import MOST_OF_A_FIRM
from runtime import clock
from runtime.migrations import as_owner
from tests.accounts.asking import codes
from tests.clients.asking import KEYS, REVOKE, ROTATE, created, exchanged, key_id
from tests.hub_client import HubClient


async def broker_id(hub: HubClient, persona: str = "broker") -> str:
    return str((await hub.ask("{ viewer { broker { id } } }", as_=persona)).data["viewer"]["broker"]["id"])


async def test_an_administrator_makes_a_key_of_the_firm_and_sees_it_without_its_secret(
    hub: HubClient,
) -> None:
    client = await created(hub, name="  Logiciel de gestion ", scopes=["portfolio:read"])
    assert client["errors"] == []
    assert len(client["clientSecret"]) == 43
    await exchanged(hub, client)
    answer = await hub.assert_planned(KEYS, as_="broker")
    (edge,) = answer.data["viewer"]["broker"]["clients"]["edges"]
    node = edge["node"]
    assert (node["clientId"], node["name"], node["role"], node["scopes"]) == (
        client["clientId"], "Logiciel de gestion", "BROKER", ["portfolio:read"],
    )  # fmt: skip
    assert node["usedAt"]
    assert node["revokedAt"] is None
    assert client["clientSecret"] not in answer.response.text
    other = (await hub.ask(KEYS, as_="other-broker")).data["viewer"]["broker"]["clients"]
    assert other == {"totalCount": 0, "edges": []}


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": " "}, ["input", "name"]),
        ({"name": "x" * 81}, ["input", "name"]),
        ({"name": "deux\nlignes"}, ["input", "name"]),
        ({"name": "deux\u2028lignes"}, ["input", "name"]),
        ({"scopes": []}, ["input", "scopes"]),
        ({"scopes": ["portfolio:write"]}, ["input", "scopes"]),
        ({"scopes": ["content:read", "content:read"]}, ["input", "scopes"]),
        ({"role": "MEMBER"}, ["input", "role"]),
        ({"role": "SERVICE"}, ["input", "scopes"]),
        ({"ends": "2020-01-01"}, ["input", "expiresOn"]),
        ({"ends": "2100-01-01"}, ["input", "expiresOn"]),
    ],
    ids=str,
)
async def test_a_value_that_cannot_be_worked_with_is_named(
    hub: HubClient, given: dict[str, Any], field: list[str]
) -> None:
    client = await created(hub, **given)
    assert [(each["code"], each["field"]) for each in client["errors"]] == [("BAD_USER_INPUT", field)]
    assert client["clientSecret"] is None


async def test_a_firms_administrator_makes_no_key_of_another_firm_and_none_of_a_service(
    hub: HubClient,
) -> None:
    foreign = await broker_id(hub, "other-broker")
    assert codes(await created(hub, broker=foreign)) == ["NOT_FOUND"]
    assert codes(await created(hub, role="SERVICE", scopes=["content:read"])) == ["FORBIDDEN"]
    bad = await hub.ask(
        'mutation { clientCreate(input: {name: "x", scopes: ["content:read"], brokerId: "mbr_1"}) { clientId } }',
        as_="broker",
    )
    assert bad.errors[0]["extensions"] == {"code": "BAD_USER_INPUT", "argument": "input.brokerId"}


async def test_an_agent_makes_any_and_says_for_which_firm(hub: HubClient) -> None:
    assert codes(await created(hub, "agent")) == ["BAD_USER_INPUT"]
    assert codes(await created(hub, "agent", broker="brk_00000000000f4240")) == ["NOT_FOUND"]
    assert codes(await created(hub, "agent", broker=await broker_id(hub))) == []
    service = {"role": "SERVICE", "scopes": ["content:read"]}
    assert codes(await created(hub, "agent", **service)) == []
    assert codes(await created(hub, "agent", **service, broker=await broker_id(hub))) == ["BAD_USER_INPUT"]
    clients = await hub.assert_planned("{ clients { totalCount edges { node { role } } } }", as_="agent")
    assert [each["node"]["role"] for each in clients.data["clients"]["edges"]] == ["SERVICE", "BROKER"]


@pytest.mark.parametrize("persona", ["member", "spouse", "guardian", "service", "reporting"])
async def test_nobody_else_makes_keys_or_sees_any(hub: HubClient, persona: str) -> None:
    await created(hub)
    assert codes(await created(hub, persona)) == ["FORBIDDEN"]
    assert (await hub.ask("{ clients { totalCount } }", as_=persona)).codes == ["FORBIDDEN"]


async def test_a_member_sees_neither_the_keys_nor_the_people_of_their_broker(hub: HubClient) -> None:
    await created(hub)
    query = "{ me { contracts { broker { name users { totalCount } clients { totalCount } } } } }"
    brokers = [each["broker"] for each in (await hub.ask(query, as_="member")).data["me"]["contracts"]]
    nobody = {"totalCount": 0}
    assert brokers == [{"name": "Cabinet Rivoli", "users": nobody, "clients": nobody}] * 2


async def test_another_firms_key_is_neither_revoked_nor_given_another_secret(hub: HubClient) -> None:
    client = await created(hub)
    id_ = await key_id(hub, client)
    revoked = (await hub.ask(REVOKE, as_="other-broker", id=id_)).data["clientRevoke"]
    assert revoked == {"done": False, "errors": [{"code": "NOT_FOUND", "field": ["id"]}]}
    rotated = (await hub.ask(ROTATE, as_="other-broker", id=id_, leaked=True)).data["clientSecretRotate"]
    assert codes(rotated) == ["NOT_FOUND"]
    assert (await exchanged(hub, client)).status_code == 200
    agents = (await hub.ask(REVOKE, as_="agent", id=id_)).data["clientRevoke"]
    assert agents == {"done": True, "errors": []}
    over = (await hub.ask(ROTATE, as_="broker", id=id_, leaked=False)).data["clientSecretRotate"]
    assert codes(over) == ["CONFLICT"]


async def test_a_firm_has_so_many_keys_and_a_revoked_one_makes_room(hub: HubClient) -> None:
    first = await created(hub)
    for _ in range(MOST_OF_A_FIRM - 1):
        assert codes(await created(hub)) == []
    assert codes(await created(hub)) == ["CONFLICT"]
    await hub.ask(REVOKE, as_="broker", id=await key_id(hub, first))
    assert codes(await created(hub)) == []
    with clock.at(clock.now() + timedelta(days=300)):
        assert codes(await created(hub)) == ["CONFLICT"], "those that go on for a year still count"


async def test_what_was_done_with_keys_is_in_the_audit(hub: HubClient) -> None:
    client = await created(hub, scopes=["portfolio:read"])
    id_ = await key_id(hub, client)
    await hub.ask(ROTATE, as_="broker", id=id_, leaked=True)
    await hub.ask(REVOKE, as_="broker", id=id_)
    broker = (await hub.identity("broker")).capacities[0]
    async with as_owner(hub.database.addresses) as owner:
        entries = await owner.execute(
            text(
                "SELECT account_id, action, details FROM audit_entries WHERE action LIKE 'CLIENT%' ORDER BY position"
            )
        )
        found = [tuple(row) for row in entries]
    said = {"client_id": client["clientId"]}
    assert found == [
        (broker.account_id, "CLIENT_CREATED", {**said, "role": "BROKER", "scopes": "portfolio:read"}),
        (broker.account_id, "CLIENT_SECRET_ROTATED", {**said, "leaked": "True"}),
        (broker.account_id, "CLIENT_REVOKED", said),
    ]
