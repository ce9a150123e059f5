"""No question needs a table of households read from end to end: there is an index for whatever is asked."""

import pytest

from runtime.actor import Actor
from runtime.database import Database
from runtime.migrations import as_owner
from tests.hub_client import HubClient
from tests.scale.asking import everything
from tests.scale.plans import Sent, scanned
from tests.scale.questions import a_household
from tests.visibility.world import World


@pytest.mark.slow
async def test_there_is_an_index_for_every_statement_of_every_root_field(
    hub: HubClient, database: Database, world: World
) -> None:
    assert world.actors
    async with as_owner(database.addresses) as owner:
        household = await a_household(owner)
    asked = await everything(hub, household)
    planned = {(each.actor.role, each.question) for each in asked if each.sent.planned}
    assert {question for role, question in planned if role == "MEMBER"} >= {
        "viewer, without the account",
        "me",
        "contract",
    }
    assert {question for role, question in planned if role == "AGENT"} >= {
        "members, without numbers",
        "procedures, QUEUE, without numbers",
        "nodes of Reimbursement",
    }
    wrong = [
        f"{each} and reads all of {table}"
        for each in asked
        for table in await scanned(database, each.actor, each.sent, by_force=True)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("planned", [False, True])
async def test_a_statement_that_has_no_index_is_told_whoever_sends_it(
    database: Database, agent: Actor, planned: bool
) -> None:
    reading = "SELECT to_json(count(*)) FROM reimbursements WHERE {} = $1::bigint"
    for column, tables in (("quantity", {"reimbursements"}), ("member_id", set())):
        sent = Sent(reading.format(column), (1,), planned)
        assert await scanned(database, agent, sent, by_force=True) == tables
