"""A program sees its firm's own portfolio, as far as its scopes reach, and nothing else; it changes nothing."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey

from planner.declarations import ToOne
from runtime import clock
from runtime.actor import SCOPES_OF, Actor, ClientScope, Role, held
from runtime.tokens import Identity, Tokens
from schema.build import build, declarations_of
from tests.actions.test_access_record import until
from tests.asked import add_procedures
from tests.both_ways import CATALOG, PLANS, Asked, Judge
from tests.clients.asking import (
    BY_NUMBER,
    CONTENT,
    PORTFOLIO,
    REVOKE,
    ROTATE,
    ask,
    created,
    exchanged,
    key_id,
    numbers,
    token_of,
)
from tests.hub_client import KEY, HubClient
from tests.insured import as_the_owner


async def narrowed(hub: HubClient, *scopes: ClientScope, persona: str = "broker") -> Identity:
    """The firm's own user, narrowed as a program is: what is seen otherwise is told by the scopes alone."""
    identity = await hub.identity(persona)
    actors = tuple(replace(each, scopes=held(scopes)) for each in identity.capacities)
    return replace(identity, capacities=actors, client_id="hub_test")


async def both_ways(hub: HubClient, identity: Identity, query: str, **variables: Any) -> Any:
    """What the executor answers; the planner answers the same, or leaves it where there are errors."""
    judge = Judge(hub.database, PLANS)  # those that were made for wider scopes, and for narrower ones
    (actor,) = identity.capacities
    asked = Asked("program", query, variables)
    answer = await judge.reference(asked, identity, actor)
    way = await judge.way(asked, identity, actor, answer)
    if answer.codes:
        assert way == "errors"
    else:
        assert way in ("planned", "nothing is asked of the database")
    return answer


async def test_a_key_reads_the_portfolio_of_its_own_firm_and_nothing_of_another(hub: HubClient) -> None:
    ours = await token_of(hub, await created(hub))
    theirs = await token_of(hub, await created(hub, "other-broker"))
    for persona, token in (("broker", ours), ("other-broker", theirs)):
        answer = await ask(hub, token, PORTFOLIO)
        assert answer.errors == []
        assert answer.data == (await hub.ask(PORTFOLIO, as_=persona)).data
    shown = (await ask(hub, ours, PORTFOLIO)).data["members"]["edges"]
    foreign = [each["node"]["id"] for each in shown if each["node"]["number"] == "100001"]
    assert foreign, "of the first firm"
    query = "query($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    assert (await ask(hub, theirs, query, ids=foreign)).data == {"nodes": [None]}
    assert (await ask(hub, theirs, BY_NUMBER)).data == {"member": None, "contract": None}
    assert numbers(await ask(hub, theirs, PORTFOLIO)) < {"100007", *numbers(await ask(hub, ours, PORTFOLIO))}


async def test_what_a_program_reads_is_written_into_the_households_log(hub: HubClient) -> None:
    await ask(hub, await token_of(hub, await created(hub)), BY_NUMBER)
    await until(hub.database, lambda found: len(found) >= 1)
    log = await hub.ask("{ me { accessLog { edges { node { role label } } } } }", as_="member")
    assert log.data["me"]["accessLog"]["edges"][0]["node"] == {
        "role": "BROKER", "label": "Courtier · Cabinet Rivoli (programme)",
    }  # fmt: skip


async def test_each_scope_narrows_what_the_role_sees_on_both_ways(hub: HubClient, member: Actor) -> None:
    content, portfolio, procedures = ClientScope
    await add_procedures(hub.database, {"by": member.account_id, "kind": "ADDRESS_CHANGE"})
    all_ = await both_ways(hub, await hub.identity("broker"), PORTFOLIO)
    whole = await both_ways(hub, await narrowed(hub, procedures), PORTFOLIO)
    assert whole == all_
    without = await both_ways(hub, await narrowed(hub, portfolio), PORTFOLIO)
    assert without.codes == ()
    shown = [each["node"] for each in without.plain["members"]["edges"]]
    assert {each["number"] for each in shown} == {
        each["node"]["number"] for each in whole.plain["members"]["edges"]
    }
    assert "DEM-2026-0000001" in all_.data
    assert all(each["procedures"]["edges"] == [] for each in shown)
    nothing = await both_ways(hub, await narrowed(hub, content), PORTFOLIO)
    assert (nothing.codes, nothing.plain) == (("FORBIDDEN",), {"members": None})


async def test_what_is_found_by_name_or_id_is_null_outside_of_the_scopes(hub: HubClient) -> None:
    content, portfolio, _ = ClientScope
    inside, outside = await narrowed(hub, portfolio), await narrowed(hub, content)
    found = await both_ways(
        hub, inside, '{ contract(number: "S-200001") { id member { id } broker { id } } }'
    )
    contract = found.plain["contract"]
    ids = [contract["id"], contract["member"]["id"], contract["broker"]["id"]]
    query = "query($ids: [ID!]!) { nodes(ids: $ids) { id } viewer { broker { name } } }"
    assert (await both_ways(hub, inside, query, ids=ids)).plain["nodes"] == [{"id": each} for each in ids]
    nothing = {"nodes": [None, None, None], "viewer": {"broker": None}}
    assert (await both_ways(hub, outside, query, ids=ids)).plain == nothing
    assert (await both_ways(hub, outside, BY_NUMBER)).plain == {"member": None, "contract": None}
    assert (await both_ways(hub, inside, "{ procedures { totalCount } }")).codes == ("FORBIDDEN",)


async def test_sums_of_care_are_told_to_no_program(hub: HubClient) -> None:
    program = await narrowed(hub, *ClientScope)
    found = await both_ways(hub, program, '{ contract(number: "S-200001") { id } }')
    query = "query($id: ID!) { whatIf(contractId: $id, level: 4) { level { rank } } }"
    answer = await both_ways(hub, program, query, id=found.plain["contract"]["id"])
    assert answer.codes == ("FORBIDDEN",)


async def test_content_is_for_every_program(hub: HubClient) -> None:
    wanted = (await both_ways(hub, await hub.identity("service"), CONTENT)).plain
    for scope in ClientScope:
        assert (await both_ways(hub, await narrowed(hub, scope), CONTENT)).plain == wanted


def test_what_must_be_there_is_shown_by_every_scope_that_shows_where_it_is_asked() -> None:
    edges = [
        each for each in declarations_of(build())
        if isinstance(each.source, ToOne) and each.required and each.rows is not None
    ]  # fmt: skip
    assert len(edges) > 5
    for edge in edges:
        assert isinstance(edge.source, ToOne)
        assert edge.rows is not None
        assert edge.source.rows.within(held({edge.rows.needs})), edge.name


def test_the_scopes_of_types_are_what_the_page_of_the_clients_says() -> None:
    needed = {declared.rows.type_name: declared.rows.needs for declared in CATALOG}
    assert {name for name, scope in needed.items() if scope is ClientScope.PROCEDURES} == {
        "Procedure", "ProcedureEvent",
    }  # fmt: skip
    assert needed["Act"] is needed["Article"] is needed["Product"] is ClientScope.CONTENT
    assert needed["Member"] is needed["Contract"] is needed["Broker"] is ClientScope.PORTFOLIO


@pytest.mark.parametrize("role", [Role.SERVICE, Role.REPORTING])
async def test_a_service_and_a_reporting_client_see_content_and_nobody(hub: HubClient, role: Role) -> None:
    client = await created(hub, "agent", role=role.value, scopes=["content:read"])
    assert client["errors"] == []
    token = await token_of(hub, client)
    assert (await ask(hub, token, CONTENT)).data == (await hub.ask(CONTENT, as_=role.value.lower())).data
    assert (await ask(hub, token, BY_NUMBER)).data == {"member": None, "contract": None}
    assert (await ask(hub, token, "{ members { totalCount } }")).codes == ["FORBIDDEN"]


@pytest.mark.parametrize(
    "mutation",
    [
        "sharingSet(input: {given: true}) { errors { code } }",
        'passwordChange(input: {currentPassword: "x", newPassword: "y"}) { errors { code } }',
        "secondFactorEnroll { errors { code } }",
        'clientCreate(input: {name: "x", scopes: ["content:read"]}) { errors { code } }',
        'brokerUserInvite(input: {name: "x", email: "x@example.org"}) { errors { code } }',
        "signOut { errors { code } }",
    ],
)
async def test_a_program_changes_nothing(hub: HubClient, mutation: str) -> None:
    token = await token_of(hub, await created(hub))
    answer = await ask(hub, token, f"mutation {{ {mutation} }}")
    (payload,) = answer.data.values()
    assert [each["code"] for each in payload["errors"]] == ["FORBIDDEN"]


async def test_a_key_that_is_revoked_is_refused_at_once_with_the_tokens_that_it_has(hub: HubClient) -> None:
    client, other = await created(hub), await created(hub)
    token = await token_of(hub, client)
    assert (await ask(hub, token, PORTFOLIO)).errors == []
    id_ = await key_id(hub, client)
    for _ in range(2):
        revoked = await hub.ask(REVOKE, as_="broker", id=id_)
        assert revoked.data["clientRevoke"] == {"done": True, "errors": []}
    for query in (PORTFOLIO, CONTENT, "{ __typename }"):
        refused = await ask(hub, token, query)
        assert (refused.response.status_code, refused.codes) == (401, ["UNAUTHENTICATED"])
    assert (await exchanged(hub, client)).json()["error"] == "invalid_client"
    assert (await exchanged(hub, other)).status_code == 200


async def test_a_key_ends_on_its_day(hub: HubClient) -> None:
    ends = clock.today() + timedelta(days=30)
    client = await created(hub, ends=ends.isoformat())
    assert client["expiresOn"] == ends.isoformat()
    with clock.at(clock.now() + timedelta(days=28)):
        assert (await exchanged(hub, client)).status_code == 200
    with clock.at(clock.now() + timedelta(days=31)):
        assert (await exchanged(hub, client)).json()["error"] == "invalid_client"


async def test_two_secrets_are_good_while_programs_change_over_and_a_leaked_one_is_not(
    hub: HubClient,
) -> None:
    first = await created(hub)
    id_ = await key_id(hub, first)
    rotated = (await hub.ask(ROTATE, as_="broker", id=id_, leaked=False)).data["clientSecretRotate"]
    second = {**first, "clientSecret": rotated["clientSecret"]}
    assert [(await exchanged(hub, each)).status_code for each in (first, second)] == [200, 200]
    with clock.at(clock.now() + timedelta(days=8)):
        assert [(await exchanged(hub, each)).status_code for each in (first, second)] == [401, 200]
    leaked = (await hub.ask(ROTATE, as_="broker", id=id_, leaked=True)).data["clientSecretRotate"]
    third = {**first, "clientSecret": leaked["clientSecret"]}
    statuses = [(await exchanged(hub, each)).status_code for each in (first, second, third)]
    assert statuses == [401, 401, 200]


async def test_forged_tokens_are_refused(hub: HubClient) -> None:
    good = await token_of(hub, await created(hub, scopes=["content:read"]))
    head, body, signature = good.split(".")
    stranger = ECKey.generate_key("P-256")
    identity = hub.tokens.verify(good)
    forged = {
        "another key under our key's name": jwt.encode(
            {"alg": "ES256", "kid": ECKey.import_key(KEY).thumbprint()},
            {"iss": "hub", "sub": "1", "exp": 4102444800, "name": "x", "client_id": "x",
             "scope": "procedures:read", "capacities": [{"id": 1, "role": "BROKER", "label": "x", "broker": 1}]},
            stranger,
        ),
        "another key under its own": Tokens(stranger.as_pem(private=True).decode()).sign(identity),
        "no signature": f"{head}.{body}.",
        "alg none": f"eyJhbGciOiJub25lIn0.{body}.",
        "another body": f"{head}.{good.split('.')[1][:-4]}AAAA.{signature}",
    }  # fmt: skip
    for how, token in forged.items():
        answer = await ask(hub, token, PORTFOLIO)
        assert (answer.response.status_code, answer.codes) == (401, ["UNAUTHENTICATED"]), how


async def test_a_token_of_a_client_without_scopes_shows_nothing_and_one_that_is_unknown_adds_nothing(
    hub: HubClient,
) -> None:
    key = ECKey.import_key(KEY)
    broker = (await hub.identity("broker")).capacities[0]
    capacity = {"id": broker.capacity_id, "role": "BROKER", "label": "x", "broker": broker.broker_id}
    common = {"iss": "hub", "sub": str(broker.account_id), "exp": 4102444800, "name": "x",
              "client_id": "hub_x", "capacities": [capacity]}  # fmt: skip
    for more in ({}, {"scope": ""}, {"scope": "everything:read"}):
        token = jwt.encode({"alg": "ES256", "kid": key.thumbprint()}, {**common, **more}, key)
        (actor,) = hub.tokens.verify(token).capacities
        assert actor.scopes == frozenset()
        assert actor.may_write is False


def test_every_role_of_a_client_has_scopes_and_no_person_has_any() -> None:
    assert set(SCOPES_OF) == {Role.BROKER, Role.SERVICE, Role.REPORTING}
    assert held({ClientScope.PROCEDURES}) == frozenset(ClientScope)
    assert held({ClientScope.CONTENT}) == {ClientScope.CONTENT}


async def test_the_table_lets_no_client_be_without_a_scope(hub: HubClient) -> None:
    client = await created(hub)
    with pytest.raises(Exception, match="clients_scopes_check"):
        async with as_the_owner(hub.database) as owner:
            await owner.exec_driver_sql(
                f"UPDATE clients SET scopes = '{{}}' WHERE client_id = '{client['clientId']}'"
            )
