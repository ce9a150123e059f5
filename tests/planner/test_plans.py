"""Plans that are kept: what one request has made answers the next, and never with what the other asked."""

from typing import Any

import pytest
from graphql import DocumentNode

from planner.plans import LONGEST_KEPT, MOST_DOCUMENTS, NOT_VALID, Kept, Plans
from planner.uncovered import Uncovered
from runtime.actor import Actor, Role
from runtime.database import Database
from schema.build import fitting, reading
from tests.both_ways import CATALOG, SCHEMA
from tests.hub_client import Answer, HubClient
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


async def test_of_two_operations_in_one_text_the_one_that_is_named_is_answered(hub: HubClient) -> None:
    text = "query A { me { number } } query B { me { firstName } }"
    headers = {"Authorization": f"Bearer {await hub.token('member')}"}
    me = (await hub.ask("{ me { number firstName } }", as_="member")).data["me"]
    for name, field in (("A", "number"), ("B", "firstName"), ("A", "number")):
        body = {"query": text, "operationName": name}
        answer = Answer(await hub.http.post("/graphql", json=body, headers=headers))
        assert (answer.way, answer.data) == ("planner", {"me": {field: me[field]}})


def test_a_plan_serves_whatever_has_its_shape_and_holds_no_value() -> None:
    families: list[Any] = [["PHYSIOTHERAPY"], ["PHARMACY", "SPECIALIST"]]
    one, other = (planned(LINES, first=3, families=each) for each in families)
    assert one.statement is other.statement
    assert "PHYSIOTHERAPY" not in one.statement.sql
    assert planned(LINES, first=4, families=["PHYSIOTHERAPY"]).statement is not one.statement
    assert planned(LINES, first=3).statement is not one.statement


def test_a_flood_of_distinct_texts_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.plans.MOST_PLANS", 500)
    plans = Plans(SCHEMA, CATALOG, reading(SCHEMA), fitting(SCHEMA))
    for i in range(MOST_DOCUMENTS + 50):
        query = f"{{ me {{ a{i}: number }} }}"
        assert not isinstance(plans.of(query, None, None, Role.MEMBER, recorded=False), Uncovered)
    assert len(plans._documents) == MOST_DOCUMENTS
    assert [len(kept) for kept in (plans._by_ids, plans._walks, plans._statements)] == [500] * 3


def test_of_a_long_text_nothing_is_kept() -> None:
    plans = Plans(SCHEMA, CATALOG, reading(SCHEMA), fitting(SCHEMA))
    for name in (None, "Q"):
        text = f"query {name or ''} {{ me {{ number }} }}" + " " * LONGEST_KEPT
        assert not isinstance(plans.of(text, None, name, Role.MEMBER, recorded=False), Uncovered)
    assert not any(map(len, (plans._documents, plans._by_ids, plans._walks, plans._statements)))


def test_a_text_without_a_query_to_run_is_read_once() -> None:
    read: list[str] = []

    def reads(text: str) -> DocumentNode | None:
        read.append(text)
        return reading(SCHEMA)(text)

    plans = Plans(SCHEMA, CATALOG, reads, fitting(SCHEMA))
    texts = ["mutation { sharingSet(input: {given: true}) { done } }", "{ nothing }", "{"]
    for text in texts * 3:
        assert plans.of(text, None, None, Role.MEMBER, recorded=False) == NOT_VALID
    assert read == texts


@pytest.mark.parametrize("several", [5, 8, 20])
def test_fragments_spread_in_each_other_are_no_large_statement(several: int) -> None:
    """A thousand characters would else be megabytes of SQL, over which the whole process waits."""
    on_contract, on_node = (
        " ".join(f"a{i}: {inner}" for i in range(several))
        for inner in ("member { ...M }", "contract { ...C }")
    )
    query = f"""{{ me {{ reimbursements(first: 1) {{ edges {{ node {{ {on_node} }} }} }} }} }}
        fragment C on Contract {{ {on_contract} }} fragment M on Member {{ contracts {{ number }} }}"""
    found = Plans(SCHEMA, CATALOG, reading(SCHEMA), lambda *_: True).of(
        query, None, None, Role.MEMBER, recorded=False
    )
    assert isinstance(found, Uncovered) == (several > 5), found


def test_what_is_kept_is_bounded_and_what_was_used_last_stays() -> None:
    kept = Kept[str, int](2)
    kept.put("a", 1)
    kept.put("b", 2)
    assert kept.get("a") == 1
    kept.put("c", 3)
    assert [kept.get(name) for name in ("a", "b", "c")] == [1, None, 3]
