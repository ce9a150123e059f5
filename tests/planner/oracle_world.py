"""The world of the visibility tests, and a judge of how it is answered by either way."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from actions.personas import PERSONAS
from runtime.actor import ClientScope, held
from runtime.database import Database
from runtime.migrations import as_owner
from tests.both_ways import CATALOG, PLANS, Judge
from tests.hub_client import HubClient
from tests.planner.known import known_of
from tests.planner.oracle import Oracle, Reader, spoil
from tests.planner.values import Known
from tests.visibility import side_doors, truth
from tests.visibility.world import World


@pytest.fixture
async def readers(hub: HubClient, world: World) -> Mapping[str, Reader]:
    """Everybody of the world, programs too, and the demo's personas in each of their capacities."""
    found = {who: (world.identity(who), actor) for who, actor in world.actors.items()}
    for persona in PERSONAS:
        identity = await hub.identity(persona)
        for place, actor in enumerate(identity.capacities):
            found[f"the demo's {persona}" + (f" in capacity {place + 1}" if place else "")] = identity, actor
    for scope in ClientScope:
        program = replace(world.actors["broker"], scopes=held([scope]))
        identity = replace(world.identity("broker"), capacities=(program,), client_id="hub_of_the_world")
        found[f"a program of the broker's for {scope.value}"] = identity, program
    both = (world.actors["member"], world.actors["other-member"])
    found["of two households"] = replace(world.identity("member"), capacities=both), both[0]
    return found


OTHERWISE = {
    "articles": "'article_id', 1000 + article_id, 'slug', 'otherwise', 'section', 'PREVENTION'",
    "allowances": "'allowance_id', 1000 + allowance_id, 'code', 'EYES', 'scope', 'EYE'",
    "allowance_uses": "'allowance_use_id', 1000 + allowance_use_id, 'code', 'EYES', 'part', 'LEFT', 'used_on', current_date",
}
"""Of what the world has one kind of, another: a section of articles, an allowance that is told by parts."""
AGAIN = """INSERT INTO {0} OVERRIDING SYSTEM VALUE
           SELECT (jsonb_populate_record({0}, jsonb_build_object({1}))).* FROM {0}"""

_KNOWN: list[Known] = []
"""The same in every clone of the world, and long to gather."""


@pytest.fixture
async def known(hub: HubClient, database: Database, world: World) -> Known:
    async with as_owner(database.addresses) as owner:
        await side_doors.prepare(owner, world)
        for table, values in OTHERWISE.items():
            await owner.exec_driver_sql(AGAIN.format(table, values))
        facts = await truth.read(owner, CATALOG) if not _KNOWN else None
    if facts is not None:
        _KNOWN.append(await known_of(hub, world, facts))
    return _KNOWN[0]


@pytest.fixture
def oracle(database: Database, readers: Mapping[str, Reader], known: Known) -> Oracle:
    return Oracle(Judge(database, PLANS), readers, known)


@pytest.fixture
def by_hand(database: Database, readers: Mapping[str, Reader]) -> Oracle:
    """For questions that are written down: none can be drawn, so that nothing has to be known, which takes long."""
    return Oracle(Judge(database, PLANS), readers, Known({}, [], [], {}))


@pytest.fixture
async def spoiled(oracle: Oracle) -> Oracle:
    """Of a world with values that are not what their types say."""
    await spoil(oracle.judge.database)
    return oracle
