"""Reads by others than the household are written down: before the answer for agents, soon for everybody else."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from starlette.responses import Response

from actions.accesses.access_queue import PAUSE, AccessQueue
from actions.accesses.access_record import Access, accesses_of
from loaders.members import OWN_HOUSEHOLD
from planner.catalog import Catalog
from resolvers.context import Context
from routes.recording import Recording
from runtime import clock
from runtime.actor import Actor
from runtime.database import Database
from runtime.migrations import as_owner
from runtime.postgres import EmbeddedPostgres
from runtime.settings import ROOT
from runtime.tokens import Identity
from schema.build import build, catalog_of
from tests import statement_log
from tests.hub_client import HubClient
from tests.loaders.test_statements import open_households

HOUSEHOLDS = "query Households($first: Int!) { members(first: $first) { edges { node { number } } } }"
PEOPLE = """{ members(first: 100) { edges { node { number contracts { number }
    beneficiaries { firstName } } } } }"""
ROWS = text("SELECT member_id, person_id, role, label, what, account_id FROM access_log ORDER BY access_id")
FORBID = "REVOKE INSERT ON access_log FROM hub_recorder"
ALLOW = "GRANT INSERT ON access_log TO hub_recorder"


async def rows(database: Database) -> Sequence[Any]:
    async with as_owner(database.addresses) as owner:
        return (await owner.execute(ROWS)).all()


async def let(database: Database, grant: str) -> None:
    async with as_owner(database.addresses) as owner:
        await owner.execute(text(grant))


async def until(database: Database, there: Callable[[Sequence[Any]], bool]) -> Sequence[Any]:
    """The rows once they are so: what is written soon is waited for."""
    async with asyncio.timeout(30):
        while not there(found := await rows(database)):  # noqa: ASYNC110  # the database rings no bell
            await asyncio.sleep(0.05)
    return found


@pytest.fixture
def recorded(server: EmbeddedPostgres, database: Database) -> Any:
    """As `statements`, of what is recorded only."""
    (log,) = Path(ROOT / ".data" / "tests").glob("postgres-*/server.log")
    name = database.addresses.owner.database
    assert name is not None
    return lambda: statement_log.statements_of(log, name, recorded=True)


async def test_what_an_agent_reads_is_written_when_they_have_the_answer(
    hub: HubClient, database: Database, agent: Actor, member: Actor
) -> None:
    answer = await hub.ask(PEOPLE, as_="agent")
    written = [row for row in await rows(database) if row.member_id == member.member_id]
    assert answer.errors == []
    assert {(row.role, row.label, row.account_id) for row in written} == {
        ("AGENT", agent.label, agent.account_id)
    }
    about = {row.person_id: row.what for row in written}
    assert about[None] == "Contract,Member"
    assert about[member.person_id] == "Beneficiary"
    assert len(about) == 5


async def test_what_cannot_be_written_down_an_agent_does_not_see(hub: HubClient, database: Database) -> None:
    await let(database, FORBID)
    refused = await hub.ask(PEOPLE, as_="agent")
    assert refused.response.status_code == 503
    assert refused.codes == ["UNAVAILABLE"]
    assert "Camille" not in refused.response.text
    assert "100001" not in refused.response.text
    assert (await hub.ask("{ viewer { displayName } }", as_="agent")).errors == []
    await let(database, ALLOW)
    assert (await hub.ask(PEOPLE, as_="agent")).errors == []


async def test_a_hundred_households_are_written_in_one_statement(
    hub: HubClient, database: Database, agent: Actor, recorded: Any
) -> None:
    await open_households(database, agent, 101000, 100)
    identity = await hub.identity("agent")
    with recorded() as ran:
        answer = await hub.ask(PEOPLE, as_=identity)
    assert len(answer.data["members"]["edges"]) == 100
    assert [each.split("(")[0].strip() for each in ran] == ["INSERT INTO access_log"]
    assert len({row.member_id for row in await rows(database)}) == 100


async def test_what_a_broker_reads_is_written_soon_after(
    hub: HubClient, database: Database, broker: Actor
) -> None:
    seen = await portfolio(hub)
    written = await until(database, lambda found: len(found) >= seen)
    assert len({row.member_id for row in written}) == len(written) == seen
    assert {(row.role, row.what, row.account_id) for row in written} == {
        ("BROKER", "Member", broker.account_id)
    }
    assert PAUSE < 1


async def test_what_brokers_read_at_once_is_written_together(
    hub: HubClient, database: Database, recorded: Any
) -> None:
    with recorded() as ran:
        # One look less each time: who sees the same again has looked once.
        seen = await asyncio.gather(*(portfolio(hub, first) for first in (1, 2)))
        await until(database, lambda found: len(found) >= sum(seen))
    assert len(ran) < len(seen)


async def test_what_waits_is_written_before_the_database_is_closed(
    hub: HubClient, database: Database
) -> None:
    seen = await portfolio(hub)
    await database.close()
    assert len(await rows(database)) == seen


async def test_who_sees_the_same_again_within_a_minute_has_looked_once(
    hub: HubClient, database: Database
) -> None:
    noon = datetime(2026, 11, 25, 12, tzinfo=UTC)
    for seconds in (0, 30, 61):
        with clock.at(noon + timedelta(seconds=seconds)):
            seen = await portfolio(hub)
    await database.close()
    assert len(await rows(database)) == 2 * seen


async def test_who_sees_more_has_looked_again(hub: HubClient, database: Database) -> None:
    seen = [await portfolio(hub, 1), await portfolio(hub, 2)]
    assert seen == [1, 2]
    await database.close()
    assert len(await rows(database)) == sum(seen)


async def portfolio(hub: HubClient, first: int = 20) -> int:
    """How many households a broker has read."""
    answer = await hub.ask(HOUSEHOLDS, as_="broker", first=first)
    assert answer.errors == []
    return len(answer.data["members"]["edges"])


async def test_a_household_that_reads_its_own_is_not_written_down(hub: HubClient, database: Database) -> None:
    for persona in ("member", "spouse"):
        answer = await hub.ask("{ me { firstName contracts { number } beneficiaries { id } } }", as_=persona)
        assert answer.errors == []
    await database.close()
    assert await rows(database) == []


@pytest.mark.parametrize("persona", ["agent", "broker"])
async def test_who_finds_nothing_has_seen_nothing(hub: HubClient, database: Database, persona: str) -> None:
    answer = await hub.ask('{ members(search: "personne") { totalCount edges { cursor } } }', as_=persona)
    assert answer.data["members"] == {"totalCount": 0, "edges": []}
    await database.close()
    assert await rows(database) == []


def lines(actor: Actor, member: Actor, count: int) -> list[Access]:
    assert member.member_id is not None
    return accesses_of(actor, [(member.member_id, None, ["Member"])] * count)


async def test_what_fails_is_written_later_and_nothing_of_it_twice(
    database: Database, broker: Actor, member: Actor, caplog: pytest.LogCaptureFixture
) -> None:
    await let(database, FORBID)
    queue = AccessQueue(database, pause=0.05)
    assert queue.put(lines(broker, member, 3))
    async with asyncio.timeout(30):
        while "the access log takes nothing" not in caplog.text:  # noqa: ASYNC110  # a log rings none either
            await asyncio.sleep(0.01)
    assert queue.put(lines(broker, member, 2))
    await let(database, ALLOW)
    assert len(await until(database, lambda found: len(found) >= 5)) == 5
    await queue.close()
    assert len(await rows(database)) == 5
    assert queue.lost == 0


async def test_a_full_queue_takes_no_more_and_says_so(
    database: Database, broker: Actor, member: Actor, caplog: pytest.LogCaptureFixture
) -> None:
    queue = AccessQueue(database, most=2)
    assert queue.put(lines(broker, member, 2))
    assert not queue.put(lines(broker, member, 1))
    assert queue.refused == 1
    assert "a read was refused" in caplog.text
    await queue.close()
    assert len(await rows(database)) == 2


async def test_what_cannot_be_written_at_the_end_is_counted_and_said(
    database: Database, broker: Actor, member: Actor, caplog: pytest.LogCaptureFixture
) -> None:
    queue = AccessQueue(database)
    assert queue.put(lines(broker, member, 2))
    await let(database, FORBID)
    await queue.close()
    assert queue.lost == 2
    assert "2 lines of the access log are lost" in caplog.text
    assert not queue.put(lines(broker, member, 1))


async def test_a_broker_is_refused_when_nothing_more_can_wait(
    database: Database, broker: Actor, member: Actor
) -> None:
    recording = Recording(database)
    recording.queue = AccessQueue(database, most=1, pause=60)
    context = await having_read(database, catalog_of(build()), broker, member)
    assert (await recording.recorded(context, Response("Camille"))).status_code == 200
    context.reader.seen.add(broker.account_id, None, "Contract")
    answer = await recording.recorded(context, Response("Camille"))
    assert answer.status_code == 503
    assert b"Camille" not in answer.body
    await recording.queue.close()


async def test_a_line_about_somebody_who_is_there_no_more_keeps_no_other_from_being_written(
    database: Database, broker: Actor, member: Actor
) -> None:
    queue = AccessQueue(database, pause=0.01)
    assert member.member_id is not None
    good = accesses_of(broker, [(member.member_id, None, ["Member"])])
    bad = accesses_of(broker, [(member.member_id, 999_999, ["Member"])])
    assert queue.put([*bad, *good])
    await queue.close()
    assert queue.lost == 1
    assert [row.role for row in await until(database, bool)] == ["BROKER"]


async def test_a_sum_is_written_down_like_the_rows_that_it_is_of(hub: HubClient, database: Database) -> None:
    query = '{ member(number: "100001") { reimbursements(first: 0) { totals { spent } } } }'
    assert (await hub.ask(query, as_="agent")).errors == []
    (row,) = await until(database, bool)
    assert row.what.split() != ["Member"]
    assert "Reimbursement" in row.what


async def test_a_guardian_is_written_down_and_not_of_the_household(
    hub: HubClient, database: Database
) -> None:
    (capacity, *_) = (await hub.identity("guardian")).capacities
    assert (await hub.ask("{ me { number } }", as_="guardian")).data["me"] is not None
    (row,) = await until(database, bool)
    assert (row.role, row.label, row.member_id) == ("GUARDIAN", capacity.label, capacity.member_id)
    told = (await hub.ask("{ me { accessLog { edges { node { role what } } } } }", as_="guardian")).data
    assert told["me"]["accessLog"]["edges"] == [{"node": {"role": "GUARDIAN", "what": ["Member"]}}]


async def having_read(database: Database, catalog: Catalog, actor: Actor, member: Actor) -> Context:
    """A request of somebody who has seen the household of `member`."""
    context = Context(database, catalog, Identity(actor.account_id, "", (actor,)), actor)
    as_member = Context(database, catalog, None, member)
    assert await as_member.reader.root(OWN_HOUSEHOLD) is not None
    await as_member.close()
    context.reader.seen = as_member.reader.seen
    return context
