"""Plans that are kept: what one request has made answers the next, and never with what the other asked."""

from typing import Any

import pytest

from planner.plans import LONGEST_KEPT, MOST_DOCUMENTS, Kept, Plans
from planner.uncovered import Uncovered
from runtime.actor import Actor, Role
from runtime.database import Database
from schema.build import fitting, reading
from tests.both_ways import CATALOG, SCHEMA
from tests.hub_client import HubClient
from tests.lines import add_lines
from tests.planner.test_plan import LINES, planned

OF_EITHER = """query($ids: [ID!]!) { nodes(ids: $ids) {
  ... on Member { reimbursements(filter: {family: [SPECIALIST]}) { totalCount } }
  ... on Beneficiary { reimbursements(filter: {family: [PHARMACY]}) { totalCount } } } }"""
IDS = "{ me { id beneficiaries { id firstName } } }"


@pytest.fixture
async def two_families(database: Database, member: Actor) -> None:
    lines = [{"who": "Camille"}, {"who": "Camille"}, {"who": "Camille", "family": "PHARMACY"}]
    await add_lines(database, member.member_id, *lines)


@pytest.mark.usefixtures("two_families")
async def test_an_id_of_another_type_is_asked_what_its_own_type_is_asked(hub: HubClient) -> None:
    """Both types are asked alike in shape: only the id says which of the two filters is meant."""
    me = (await hub.ask(IDS, as_="member")).data["me"]
    person = next(each["id"] for each in me["beneficiaries"] if each["firstName"] == "Camille")
    of = {me["id"]: 2, person: 1}
    for ids in ([me["id"]], [person], [me["id"]], [me["id"], person], [person, me["id"]], [person]):
        answer = await hub.ask(OF_EITHER, as_="member", ids=ids)
        assert answer.way == "planner"
        found = [node["reimbursements"]["totalCount"] for node in answer.data["nodes"]]
        assert found == [of[each] for each in ids]


async def test_an_id_of_nothing_leaves_the_plans_of_others_alone(hub: HubClient) -> None:
    me = (await hub.ask(IDS, as_="member")).data["me"]["id"]
    nothing = "zzz_0000000000000001"
    assert (await hub.ask(OF_EITHER, as_="member", ids=[nothing])).way != "planner"
    assert (await hub.ask(OF_EITHER, as_="member", ids=[me])).way == "planner"


def test_a_plan_serves_whatever_has_its_shape_and_holds_no_value() -> None:
    families: list[Any] = [["PHYSIOTHERAPY"], ["PHARMACY", "SPECIALIST"]]
    one, other = (planned(LINES, first=3, families=each) for each in families)
    assert one.statement is other.statement
    assert "PHYSIOTHERAPY" not in one.statement.sql
    assert planned(LINES, first=4, families=["PHYSIOTHERAPY"]).statement is not one.statement
    assert planned(LINES, first=3).statement is not one.statement


def test_a_flood_of_distinct_texts_is_not_kept() -> None:
    plans = Plans(SCHEMA, CATALOG, reading(SCHEMA), fitting(SCHEMA))
    for i in range(MOST_DOCUMENTS + 50):
        query = f"{{ me {{ a{i}: number }} }}"
        assert not isinstance(plans.of(query, None, None, Role.MEMBER, recorded=False), Uncovered)
    assert len(plans._documents) == MOST_DOCUMENTS
    plans.of("{ me { number } }" + " " * LONGEST_KEPT, None, None, Role.MEMBER, recorded=False)
    assert all(len(query) <= LONGEST_KEPT for query, _ in plans._documents)


def test_what_is_kept_is_bounded_and_what_was_used_last_stays() -> None:
    kept = Kept[str, int](2)
    kept.put("a", 1)
    kept.put("b", 2)
    assert kept.get("a") == 1
    kept.put("c", 3)
    assert [kept.get(name) for name in ("a", "b", "c")] == [1, None, 3]
