"""What EXPLAIN says is told at the fields that it is about."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text

from explain.fields import Field
from explain.question import Question
from explain.report import Part, Report
from explain.terminal import lines_of
from explaining import PLANS, SCHEMA, Wish, explained_to
from planner.declarations import Page
from planner.keyset import encode
from planner.plans import Ready
from planner.uncovered import Uncovered
from resolvers.context import Context
from routes.ide import Example, all_examples
from runtime.addresses import Addresses
from runtime.database import SERVER_SETTINGS, Database
from runtime.migrations import as_owner
from schema.build import RULES
from tests.both_ways import CATALOG
from tests.hub_client import HubClient
from tests.planner.test_plan import OPERATIONS
from tests.visibility.world import World

HOUSEHOLD = "{ me { firstName b: contracts { number } a: contracts { number plan { label } } beneficiaries { firstName } } }"


async def report(hub: HubClient, query: str, as_: str = "member", **variables: Any) -> Report:
    identity = await hub.identity(as_)
    actor = identity.capacities[0]
    question = Question.of(SCHEMA, RULES, query, variables, None)
    ready = question.planned(PLANS, actor)
    assert isinstance(ready, Ready), ready
    context = Context(hub.database, CATALOG, identity, actor)
    return await question.report(SCHEMA, ready, actor, hub.database, context)


def parts(found: Report) -> dict[str, Part]:
    return {".".join(part.path): part for part in found.parts}


def kinds(part: Part) -> list[tuple[str, str]]:
    return [(each.kind, each.sql) for each in part.conditions]


def all_fields(fields: tuple[Field, ...]) -> Iterator[Field]:
    for field in fields:
        yield field
        yield from all_fields(field.fields)


async def test_rows_are_counted_at_the_field_that_they_are_of(hub: HubClient) -> None:
    answer = (await hub.ask(HOUSEHOLD, as_="member")).data["me"]
    found = parts(await report(hub, HOUSEHOLD))
    assert {path: part.figures.rows for path, part in found.items()} == {
        "me": 1,
        "me.b": len(answer["b"]),
        "me.a": len(answer["a"]),
        "me.beneficiaries": len(answer["beneficiaries"]),
    }
    assert all(part.figures.ms > 0 for part in found.values())
    assert {scan.table for scan in found["me.b"].figures.scans.values()} == {"contracts"}
    assert {"contract_plans", "plans"} < {scan.table for scan in found["me.a"].figures.scans.values()}


async def test_the_index_that_rows_are_found_by_is_told(addresses: Addresses) -> None:
    """Of a few rows Postgres reads all, unless it is told not to."""
    database = Database(addresses, settings={**SERVER_SETTINGS, "enable_seqscan": "off"})
    found = parts(await report(HubClient(database), HOUSEHOLD))
    await database.close()
    async with as_owner(addresses) as owner:
        names = set(
            await owner.scalars(text("SELECT indexname FROM pg_indexes WHERE tablename = 'contracts'"))
        )
    (scan,) = found["me.b"].figures.scans.values()
    assert scan.table == "contracts"
    assert scan.index in names


async def test_conditions_say_who_sees_what_hangs_on_the_parent_and_what_was_asked(hub: HubClient) -> None:
    query = """query($after: String, $families: [ActFamily!]) { me { reimbursements(
      first: 3, after: $after, filter: {family: $families}) { totalCount edges { node { label } } } } }"""
    page = CATALOG.named("Member").sources["reimbursements"]
    assert isinstance(page, Page)
    after = encode(page, page.orders[0], (date(2026, 5, 4), 1))
    found = parts(await report(hub, query, after=after, families=["PHARMACY"]))
    listed, counted = kinds(found["me.reimbursements"]), kinds(found["me.reimbursements.totalCount"])
    assert kinds(found["me"]) == [("visible", "members.member_id = :actor_member_id")]
    assert [kind for kind, _ in listed] == ["visible", "join", "visible", "filter", "place", "order"]
    assert [kind for kind, _ in counted] == ["visible", "join", "visible", "filter"]
    assert listed[:4] == counted
    assert listed[1] == ("join", "reimbursements.member_id = parent.member_id")
    assert re.fullmatch(r"reimbursements\.family = ANY \(:f\d_given_family\)", listed[3][1])
    assert listed[5][1].endswith("LIMIT 3")


@pytest.mark.parametrize("example", all_examples(), ids=lambda example: example.title)
async def test_of_every_example_each_place_is_a_fields_and_each_time_is_told_once(
    hub: HubClient, world: World, example: Example
) -> None:
    assert world.actors
    for persona in example.personas:
        identity = await hub.identity(persona)
        actor = identity.capacities[0]
        context = Context(hub.database, CATALOG, identity, actor)
        question = Question.of(SCHEMA, RULES, example.query, {}, None)
        ready = question.planned(PLANS, actor)
        if isinstance(ready, Uncovered):
            continue
        found = await question.report(SCHEMA, ready, actor, hub.database, context)
        assert found.elsewhere() == []
        assert {part.path for part in found.parts} <= {field.path for field in all_fields(found.fields)}
        told = sum(figures.ms for figures in found.found.figures.values())
        assert 0 < told <= found.found.execution_ms
        assert [line for line in lines_of(found) if len(line) > 120] == []


async def test_no_place_of_a_statement_is_left_without_a_field(hub: HubClient) -> None:
    for operation, variables in OPERATIONS:
        found = await report(hub, operation, **variables)
        assert found.elsewhere() == [], operation


async def test_what_is_told_is_of_the_operation_and_not_of_the_answer(hub: HubClient) -> None:
    query = """{ viewer { displayName capacities { label } member { number } }
      me { firstName lastName email contracts { number } beneficiaries { firstName birthDate } } }"""
    answer = await hub.ask(query, as_="member")
    text = "\n".join(lines_of(await report(hub, query)))
    values = re.findall(r'":"([^"]+)"', answer.response.text)
    assert len(values) > 10
    assert [value for value in values if value in text] == []


async def test_an_id_leads_to_the_fields_of_its_type(hub: HubClient) -> None:
    id_ = (await hub.ask("{ me { contracts { id } } }", as_="member")).data["me"]["contracts"][0]["id"]
    query = "query($id: ID!) { node(id: $id) { id ... on Contract { number } ... on Member { lastName } } }"
    found = await report(hub, query, id=id_)
    assert [field.key for field in found.fields[0].fields] == ["id", "number"]
    (part,) = found.parts
    assert [kind for kind, _ in kinds(part)] == ["visible", "id", "id"]
    assert part.figures.rows == 1


async def test_an_answer_that_is_written_down_is_measured_without_its_marks(hub: HubClient) -> None:
    query = "{ members(first: 100) { edges { node { number contracts { number } } } } }"
    answer = await hub.ask(query, as_="agent")
    assert (await report(hub, query, as_="agent")).found.answer_bytes == len(answer.response.content)


async def test_what_is_not_covered_is_told_with_its_place_and_reason(hub: HubClient) -> None:
    actor = (await hub.identity("member")).capacities[0]
    query = '{ me { number } __type(name: "Member") { name } }'
    question = Question.of(SCHEMA, RULES, query, {}, None)
    text = await explained_to(hub.database, actor, question, Wish("member", query, {}, None, None))
    assert text.startswith("The planner does not cover it at __type: about the schema itself.")
