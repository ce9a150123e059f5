"""A token is true of when it was signed. What is another's to end is ended at once, whatever a token says."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import text, update

from models.accounts import CapacityRow
from models.brokers import MemberBrokerRow
from models.people import PersonRow
from rules.months import months_after
from runtime import clock
from runtime.actor import Actor
from runtime.database import Database
from runtime.tokens import Identity
from tests.hub_client import Answer, HubClient
from tests.insured import as_the_owner
from tests.seed.connections import Connection

ME = "{ me { number firstName } }"
NAME = "{ viewer { displayName } }"
"""The token has it: no table is read for it."""
CONSENT = """mutation { brokerConsentSet(input: {brokerId: "brk_0000000000000001", given: false}) {
  done errors { code message } } }"""
SHARE = "mutation { sharingSet(input: {given: true}) { done errors { code } } }"
ENDED = "The capacity in use has ended: sign in again."


async def ask(hub: HubClient, token: str, query: str, capacity: str | None = None) -> Answer:
    """With a token that was signed before."""
    headers = {"Authorization": f"Bearer {token}"}
    if capacity is not None:
        headers["Hub-Capacity"] = capacity
    return Answer(await hub.http.post("/graphql", json={"query": query}, headers=headers))


async def change(database: Database, statement: str, **values: Any) -> None:
    async with as_the_owner(database) as owner:
        await owner.execute(text(statement), values)


MANDATE_ENDS = {
    "by its day": "UPDATE capacities SET valid_to = CAST(:today AS date) WHERE role = 'GUARDIAN'",
    "taken away": "DELETE FROM capacities WHERE role = 'GUARDIAN'",
    "given to another account": "UPDATE capacities SET account_id = 1 WHERE role = 'GUARDIAN'",
    "for somebody else now": """UPDATE capacities SET (member_id, person_id) =
        (SELECT member_id, person_id FROM people WHERE first_name = 'Karim') WHERE role = 'GUARDIAN'""",
    "the one represented holds the household no more":
        "UPDATE people SET is_holder = false WHERE first_name = 'Suzanne'",
}  # fmt: skip


@pytest.mark.parametrize("how", MANDATE_ENDS)
async def test_a_mandate_that_ends_ends_at_once_for_reads_and_writes(
    hub: HubClient, database: Database, how: str
) -> None:
    token = await hub.token("guardian")
    assert (await ask(hub, token, ME)).data["me"]["firstName"] == "Suzanne"
    values = {"today": clock.today()} if ":today" in MANDATE_ENDS[how] else {}
    await change(database, MANDATE_ENDS[how], **values)
    for query in (ME, CONSENT, "{ viewer { member { number } } }", "{ __typename }"):
        answer = await ask(hub, token, query)
        assert (answer.response.status_code, answer.codes) == (403, ["FORBIDDEN"])
        assert answer.errors[0]["message"] == ENDED
        assert answer.data is None


async def test_a_mandate_holds_until_the_day_before_its_end(hub: HubClient, database: Database) -> None:
    token = await hub.token("guardian")
    tomorrow = clock.today() + timedelta(days=1)
    async with as_the_owner(database) as owner:
        await owner.execute(
            update(CapacityRow).where(CapacityRow.role == "GUARDIAN").values(valid_to=tomorrow)
        )
    assert (await ask(hub, token, ME)).data["me"]["firstName"] == "Suzanne"
    assert (await hub.identity("guardian")).capacities


async def test_who_has_ended_is_not_in_a_new_token(hub: HubClient, database: Database) -> None:
    await change(database, "UPDATE capacities SET valid_to = '2026-01-01' WHERE role = 'GUARDIAN'")
    assert (await hub.identity("guardian")).capacities == ()


async def test_what_else_the_account_may_act_as_goes_on(
    hub: HubClient, database: Database, member: Actor
) -> None:
    guardian = (await hub.identity("guardian")).capacities[0]
    token = hub.tokens.sign(Identity(member.account_id, "Camille Martin", (member, guardian)))
    await change(database, "DELETE FROM capacities WHERE role = 'GUARDIAN'")
    assert (await ask(hub, token, ME)).data["me"]["number"] == "100001"
    ended = await ask(hub, token, ME, capacity=str(guardian.capacity_id))
    assert (ended.response.status_code, ended.codes) == (403, ["FORBIDDEN"])


@pytest.mark.parametrize(
    ("persona", "statement", "query"),
    [
        ("member", "UPDATE people SET is_holder = false WHERE first_name = 'Camille'", CONSENT),
        ("spouse", "DELETE FROM capacities WHERE role = 'BENEFICIARY'", SHARE),
        ("spouse", "UPDATE capacities SET valid_to = '2026-01-01' WHERE role = 'BENEFICIARY'", SHARE),
        ("agent", "DELETE FROM capacities WHERE role = 'AGENT'", CONSENT),
        ("broker", "DELETE FROM capacities WHERE role = 'BROKER'", CONSENT),
    ],
)
async def test_nobody_writes_in_a_capacity_that_they_have_no_more(
    hub: HubClient, database: Database, persona: str, statement: str, query: str
) -> None:
    token = await hub.token(persona)
    await change(database, statement)
    (payload,) = (await ask(hub, token, query)).data.values()
    assert payload["done"] is False
    assert [each["code"] for each in payload["errors"]] == ["FORBIDDEN"]


@pytest.mark.parametrize(
    "query",
    [
        """mutation { emailRegistration(input: {memberNumber: "100005", email: "a@example.org",
        identityCheck: IDENTITY_DOCUMENT}) { errors { code } } }""",
        'mutation { activationIssue(input: {memberNumber: "100004", byPost: true}) { errors { code } } }',
    ],
)
async def test_an_agent_who_is_one_no_more_opens_nobodys_account(
    hub: HubClient, database: Database, query: str
) -> None:
    token = await hub.token("agent")
    await change(database, "UPDATE capacities SET valid_to = '2026-01-01' WHERE role = 'AGENT'")
    (payload,) = (await ask(hub, token, query)).data.values()
    assert [each["code"] for each in payload["errors"]] == ["FORBIDDEN"]


async def test_an_agent_who_is_one_no_more_is_shown_no_secret(hub: HubClient, database: Database) -> None:
    token = await hub.token("agent")
    await change(database, "UPDATE capacities SET valid_to = '2026-01-01' WHERE role = 'AGENT'")
    answer = await ask(
        hub, token, """mutation { secretReveal(input: {secret: NIR, id: "mbr_0000000000000001", reason: "x"}) {
        value errors { code message } } }""",
    )  # fmt: skip
    assert answer.data["secretReveal"] == {
        "value": None,
        "errors": [{"code": "FORBIDDEN", "message": "Vous n’agissez plus à ce titre : reconnectez-vous."}],
    }


PORTFOLIO = """{ members(search: "100001") { totalCount edges { node { number contracts { number } } } }
  member(number: "100001") { number } procedures(first: 5) { totalCount } }"""


@pytest.mark.parametrize("planner", [True, False])
async def test_a_household_leaves_a_brokers_portfolio_at_once(database: Database, planner: bool) -> None:
    hub = HubClient(database, planner=planner)
    token = await hub.token("broker")
    assert (await ask(hub, token, PORTFOLIO)).data["members"]["totalCount"] == 1
    async with as_the_owner(database) as owner:
        ended = {"valid_from": date(2020, 1, 1), "valid_to": clock.today()}
        await owner.execute(update(MemberBrokerRow).values(ended))
    left = (await ask(hub, token, PORTFOLIO)).data
    assert left == {
        "members": {"totalCount": 0, "edges": []},
        "member": None,
        "procedures": {"totalCount": 0},
    }


async def test_a_minor_who_comes_of_age_keeps_their_care_from_that_day(
    hub: HubClient, database: Database
) -> None:
    query = "{ me { beneficiaries { firstName sharing { given } allowances { code } } } }"
    token = await hub.token("member")

    async def of_noe() -> Any:
        found = (await ask(hub, token, query)).data["me"]["beneficiaries"]
        return next(each for each in found if each["firstName"] == "Noé")

    assert (await of_noe())["sharing"] is None
    of_age = months_after(clock.today(), -18 * 12)
    async with as_the_owner(database) as owner:
        await owner.execute(update(PersonRow).where(PersonRow.first_name == "Noé").values(birth_date=of_age))
    assert await of_noe() == {"firstName": "Noé", "sharing": {"given": False}, "allowances": None}


async def test_where_it_cannot_be_looked_up_nothing_is_answered(
    hub: HubClient, database: Database, superuser: Connection
) -> None:
    """The question needs no database: only whether the mandate holds is looked up, and of a member nothing is."""
    guardian, member = await hub.token("guardian"), await hub.token("member")
    name = database.addresses.owner.database
    await database.close()
    await superuser.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
    away = await ask(hub, guardian, NAME)
    assert (away.response.status_code, away.codes) == (503, ["UNAVAILABLE"])
    assert (await ask(hub, member, NAME)).data == {"viewer": {"displayName": "Camille Martin"}}
    await superuser.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
    assert (await ask(hub, guardian, NAME)).data == {"viewer": {"displayName": "Paul Blanc"}}


async def test_no_capacity_of_others_is_read_by_a_household_or_a_broker(
    database: Database, member: Actor, broker: Actor
) -> None:
    query = "SELECT DISTINCT coalesce(member_id, 0), coalesce(broker_id, 0) FROM capacities"
    for actor, own in ((member, (member.member_id, 0)), (broker, (0, broker.broker_id))):
        async with database.reading(actor) as connection:
            assert [tuple(row) for row in await connection.execute(text(query))] == [own]
