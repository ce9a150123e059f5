"""Who is asking, and as what."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import update

from actions.personas import PERSONAS
from models.contracts import CoverageRow
from runtime.actor import Role
from runtime.addresses import Addresses
from runtime.database import Database
from runtime.tokens import Identity
from tests.capacities import acting_as
from tests.hub_client import Answer, HubClient
from tests.insured import as_the_owner, the_insured

VIEWER = """{ viewer { displayName member { number } broker { name } unreadNotifications
  beneficiary { firstName relation contract { number } }
  capacity { id role household { number } } capacities { id household { number } } } }"""
READ_FOR_ANOTHER = """{ viewer { __typename name: displayName member { number features { code message } }
  capacity { __typename role label household { id lastName contracts { number } } }
  capacities { label held: household { number } } } }"""
IN_LISTS = """query($with: Boolean!) { viewer { capacities { id role label @skip(if: $with)
  household @include(if: $with) { number beneficiaries { firstName } } } } }"""


async def several(hub: HubClient, *personas: str) -> Identity:
    """One account that may act as each of these does."""
    identities = [await hub.identity(each) for each in personas]
    capacities = tuple(capacity for each in identities for capacity in each.capacities)
    return Identity(identities[0].account_id, 'D’Artagnan « père », \\ "Jr"', capacities)


@pytest.mark.parametrize("persona", [each for each in PERSONAS if each not in ("reporting", "service")])
async def test_who_is_asking_is_answered_by_the_planner_for_every_kind_of_actor(
    hub: HubClient, persona: str
) -> None:
    answer = await hub.ask(READ_FOR_ANOTHER, as_=persona)
    assert answer.way == "planner", answer.way
    identity = await hub.identity(persona)
    viewer = answer.data["viewer"]
    assert viewer["name"] == identity.display_name
    assert [viewer["__typename"], viewer["capacity"]["__typename"]] == ["Viewer", "Capacity"]
    assert viewer["capacity"]["role"] == identity.capacities[0].role
    assert viewer["capacities"][0]["label"] == identity.capacities[0].label


@pytest.mark.parametrize("persona", ["reporting", "service"])
async def test_who_sees_no_household_is_told_who_they_are_without_a_statement(
    hub: HubClient, persona: str
) -> None:
    answer = await hub.ask(READ_FOR_ANOTHER, as_=persona)
    assert answer.way == 'executor;desc="nothing is asked of the database"'
    assert answer.data["viewer"]["member"] is answer.data["viewer"]["capacity"]["household"] is None
    assert (await hub.ask(VIEWER[:-1] + "acts(first: 1) { totalCount } }", as_=persona)).way == "planner"


async def test_one_plan_serves_accounts_with_however_many_capacities(hub: HubClient) -> None:
    accounts = [
        await several(hub, *personas)
        for personas in (("member",), ("spouse", "other-member", "member"), ("member", "broker", "agent"))
    ]
    for account in accounts:
        for used in account.capacities:
            for shown in (True, False):
                answer = await hub.ask(
                    IN_LISTS, as_=account, capacity=str(used.capacity_id), **{"with": shown}
                )
                listed = answer.data["viewer"]["capacities"]
                assert [each["id"] for each in listed] == [
                    str(each.capacity_id) for each in account.capacities
                ]
                assert ("household" in listed[0]) is shown
                assert (answer.way == "planner") is shown


async def test_names_are_told_as_they_are_whatever_is_in_them(hub: HubClient) -> None:
    account = await several(hub, "member", "other-member")
    answer = await hub.ask(VIEWER, as_=account)
    assert answer.way == "planner"
    assert answer.data["viewer"]["displayName"] == account.display_name


@pytest.mark.parametrize("persona", ["member", "spouse"])
async def test_a_guardian_is_written_down_for_the_household_that_they_are_told_of(
    hub: HubClient, database: Database, persona: str
) -> None:
    of = (await hub.identity(persona)).capacities[0]
    guardian = replace(of, role=Role.GUARDIAN, represents_holder=persona == "member")
    identity = await acting_as(database, guardian)
    answer = await hub.ask(READ_FOR_ANOTHER, as_=identity)
    assert answer.way == "planner"  # and whom the two ways have seen has been compared
    assert answer.data["viewer"]["capacity"]["household"]["lastName"] == "Martin"
    assert (await hub.ask(VIEWER, as_=identity)).way.startswith("executor")


async def test_a_person_of_a_household_is_told_how_they_are_covered(hub: HubClient) -> None:
    covered = {}
    for persona in ("member", "spouse"):
        viewer = (await hub.ask(VIEWER, as_=persona)).data["viewer"]
        assert viewer["member"] == viewer["capacity"]["household"] == {"number": "100001"}
        assert viewer["broker"] is None
        covered[persona] = viewer["beneficiary"]
    assert covered == {
        "member": {"firstName": "Camille", "relation": "HOLDER", "contract": {"number": "S-200001"}},
        "spouse": {"firstName": "Dominique", "relation": "SPOUSE", "contract": {"number": "S-200001"}},
    }


async def test_who_is_covered_no_longer_is_told_how_they_were_last(
    hub: HubClient, database: Database
) -> None:
    async with as_the_owner(database) as owner:
        insured = await the_insured(owner)
        await owner.execute(
            update(CoverageRow)
            .where(CoverageRow.coverage_id == insured.coverages["Dominique"])
            .values(covered_to=date(2024, 1, 1))
        )
    viewer = (await hub.ask(VIEWER, as_="spouse")).data["viewer"]
    assert viewer["beneficiary"]["firstName"] == "Dominique"


async def test_a_broker_is_told_their_firm_and_an_agent_has_none(hub: HubClient) -> None:
    for persona, firm in (("broker", {"name": "Cabinet Rivoli"}), ("agent", None)):
        viewer = (await hub.ask(VIEWER, as_=persona)).data["viewer"]
        assert viewer["broker"] == firm
        assert viewer["member"] is viewer["beneficiary"] is viewer["capacity"]["household"] is None


async def test_only_the_capacity_in_use_shows_its_household(hub: HubClient) -> None:
    holder, covered = await hub.identity("other-member"), await hub.identity("spouse")
    both = Identity(holder.account_id, "Deux rôles", (*holder.capacities, *covered.capacities))
    first, second = (str(each.capacity_id) for each in both.capacities)
    for used, other, number in ((first, second, "100002"), (second, first, "100001")):
        viewer = (await hub.ask(VIEWER, as_=both, capacity=used)).data["viewer"]
        assert viewer["capacity"]["household"] == {"number": number}
        assert {each["id"]: each["household"] for each in viewer["capacities"]} == {
            used: {"number": number},
            other: None,
        }


async def test_signed_out_there_is_nobody(hub: HubClient) -> None:
    assert (await hub.ask(VIEWER)).data["viewer"] == {
        "displayName": None, "member": None, "broker": None, "unreadNotifications": 0, "beneficiary": None,
        "capacity": None, "capacities": [],
    }  # fmt: skip


async def test_who_is_asking_is_told_without_a_database_and_nothing_is_told_with_half_of_one(
    hub: HubClient,
) -> None:
    away = HubClient(Database(Addresses.parse("postgresql://hub_owner@127.0.0.1:1/hub")))
    member = await hub.identity("member")
    answer = await away.ask("{ viewer { displayName } }", as_=member)
    assert answer.data == {"viewer": {"displayName": "Camille Martin"}}
    headers = {"Authorization": f"Bearer {await away.token(member)}"}
    body = {"query": "{ viewer { displayName } me { id } }"}
    refused = Answer(await away.http.post("/graphql", json=body, headers=headers))
    assert (refused.response.status_code, refused.codes) == (503, ["UNAVAILABLE"])
