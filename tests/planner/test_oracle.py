"""The planner against the executor, which is the reference: operations at random over the whole schema, and every
kind of reader, demand the same JSON and the same people written down.
"""

import os
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from planner.plans import Ready
from resolvers.context import Context
from runtime.database import Database
from runtime.migrations import as_owner
from tests.both_ways import CATALOG, PLANS, SCHEMA, compare
from tests.hub_client import HubClient
from tests.planner.operations import Known, operations
from tests.visibility import side_doors, truth
from tests.visibility.conftest import world as world_fixture
from tests.visibility.world import World

world = world_fixture

READERS = [
    "member",
    "spouse",
    "adult-child",
    "former",
    "guardian",
    "guardian-of-spouse",
    "broker",
    "agent",
    "reporting",
    "service",
]
EXAMPLES = int(os.environ.get("ORACLE", "500"))
LEAST_PLANNED = 0.8


@pytest.fixture
async def known(hub: HubClient, database: Database, world: World) -> Known:
    async with as_owner(database.addresses) as owner:
        await side_doors.prepare(owner)
        facts = await truth.read(owner, CATALOG)
    cursors = ["none"]
    for who, query in (
        ("member", "{ me { reimbursements(first: 3) { edges { cursor } } } }"),
        ("member", "{ me { procedures(first: 3) { edges { cursor } } } }"),
        ("agent", "{ members(first: 2) { edges { cursor } } }"),
    ):
        data = (await hub.ask(query, as_=world.identity(who))).data
        page = data.get("members") or next(iter(data["me"].values()))
        cursors += [edge["cursor"] for edge in page["edges"]]
    ids = [
        id_ for kind in ("Beneficiary", "Contract", "Reimbursement", "Member") for id_ in facts.by_id(kind)
    ][:40]
    return Known(ids, ["800001", "800002", "S-800001", "P-800001", "S-800002", "none"], cursors)


@pytest.fixture(scope="module")
def ways() -> Iterator[Counter[str]]:
    """How the operations were answered. Of the executor compared with itself nothing would come."""
    found: Counter[str] = Counter()
    yield found
    assert found["planned"] >= LEAST_PLANNED * found.total() > 0, found


# Where a root field that must not be null fails at once, graphql-core drops what stands beside it, unawaited.
@pytest.mark.filterwarnings("ignore:coroutine 'GraphQLCoreConverter:RuntimeWarning")
@settings(
    max_examples=EXAMPLES,
    # The same ones each time, so that a change is judged by itself; ORACLE=5000 looks for others.
    derandomize="ORACLE" not in os.environ,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
)
@given(data=st.data(), who=st.sampled_from(READERS))
async def test_operations_at_random_are_answered_alike_both_ways(  # noqa: PLR0917  # fixtures
    database: Database, world: World, known: Known, ways: Counter[str], data: st.DataObject, who: str
) -> None:
    query, variables = data.draw(operations(SCHEMA._schema, known))
    identity = world.identity(who)
    actor = identity.capacities[0]
    found = PLANS.of(query, variables, None, actor.sees, recorded=actor.is_recorded)
    reference = Context(database, CATALOG, identity, actor)
    result = await SCHEMA.execute(query, variable_values=variables, context_value=reference)
    await reference.close()
    told = {(error.extensions or {}).get("code") for error in result.errors or []}
    assert "INTERNAL" not in told, (query, variables, who, result.errors)
    if result.errors:
        assert not isinstance(found, Ready), (query, variables, who, result.errors)
        return
    ways["planned" if isinstance(found, Ready) else found.reason] += 1
    if isinstance(found, Ready):
        await compare(database, identity, actor, query, variables)
