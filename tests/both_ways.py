"""What the planner answers is what the executor answers: looked at again for whatever a test asks of the hub."""

import json
from typing import Any

from strawberry.http import GraphQLRequestData

from planner.plans import Plans, Ready
from planner.uncovered import Uncovered
from resolvers.context import Context
from routes.planned import Planned
from runtime.actor import Actor
from runtime.database import Database
from runtime.tokens import Identity
from schema.build import build, catalog_of, fitting, reading

SCHEMA = build()
CATALOG = catalog_of(SCHEMA)
PLANS = Plans(SCHEMA, CATALOG, reading(SCHEMA), fitting(SCHEMA))
"""Kept for all tests of the process: most answers are given by a plan that was made for another reader."""


def ordered(text: str | bytes) -> Any:
    """JSON with the order of its keys, which GraphQL prescribes."""
    return json.loads(text, object_pairs_hook=lambda pairs: pairs)


def assert_planned(actor: Actor, query: str, variables: dict[str, Any]) -> Ready:
    """The planner's statement; where the executor would answer, it fails with the field and the reason."""
    found = PLANS.of(query, variables, None, actor.sees, recorded=actor.is_recorded)
    if isinstance(found, Uncovered):
        where = f" at {'.'.join(found.path)}" if found.path else ""
        raise AssertionError(f"left to the executor{where}: {found.reason} (asked as {actor.role})")
    return found


async def compare(
    database: Database, identity: Identity, actor: Actor, query: str, variables: dict[str, Any]
) -> None:
    by_plan = Context(database, CATALOG, identity, actor)
    by_executor = Context(database, CATALOG, identity, actor)
    asked = GraphQLRequestData(query=query, variables=variables, operation_name=None, extensions=None)
    planned = await Planned(PLANS, database).answer(asked, by_plan)
    result = await SCHEMA.execute(query, variable_values=variables, context_value=by_executor)
    await by_executor.close()
    await by_plan.close()
    text = json.dumps({"data": result.data})
    assert not result.errors, (query, variables, actor, result.errors)
    assert hasattr(planned, "body"), (query, variables, actor, planned)
    body = bytes(planned.body).decode()
    assert ordered(body) == ordered(text), (query, variables, actor.role, body, text)
    found = assert_planned(actor, query, variables)
    anew = Plans(SCHEMA, CATALOG, reading(SCHEMA), fitting(SCHEMA)).of(
        query, variables, None, actor.sees, recorded=actor.is_recorded
    )
    assert isinstance(anew, Ready)
    assert (found.statement.sql, found.asked) == (anew.statement.sql, anew.asked), (query, variables)
    if actor.is_recorded:
        assert list(by_plan.reader.seen) == list(by_executor.reader.seen), (query, variables, actor.role)
