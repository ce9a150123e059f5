"""Behind a pooler that lends connections by the transaction: nothing that is asked leans on what was before it."""

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import asyncpg
import pytest
from sqlalchemy import event, text
from sqlalchemy.pool import Pool

from runtime.actor import Actor
from runtime.addresses import Addresses
from runtime.database import Database
from runtime.lane import Lane, StatementRefused
from runtime.migrations import current_revision, migrate, newest_revision
from runtime.postgres import EmbeddedPostgres
from tests.databases import empty_database
from tests.hub_client import HubClient
from tests.runtime.lane_users import ROLE

HOUSEHOLD = "{ me { number firstName contracts { number } beneficiaries { firstName } } }"
MEMBERS = "{ members(first: 3) { edges { node { number contracts { number } } } } }"
ASKED = [
    *((persona, HOUSEHOLD) for persona in ("member", "other-member", "spouse")),
    *((persona, MEMBERS) for persona in ("broker", "agent")),
]
SHARE = "mutation { sharingSet(input: {given: true}) { done errors { code } } }"
PREPARED = "SELECT to_json(count(*)) FROM pg_prepared_statements WHERE name <> ''"
FORGET = "DISCARD ALL"
NOWHERE = "postgresql://hub_owner@127.0.0.1:1/hub"

SETTINGS = """SELECT json_build_object(
    'jit', current_setting('jit'), 'zone', current_setting('TimeZone'), 'read only', current_setting('transaction_read_only'),
    'longest', current_setting('statement_timeout'), 'contracts', (SELECT count(*) > 0 FROM contracts))"""
STATED = {"jit": "off", "zone": "UTC", "read only": "on", "longest": "10s", "contracts": True}


@contextmanager
def forgetful() -> Iterator[None]:
    """Before each transaction its connection has forgotten all: prepared statements, settings, everything."""
    ask = Lane.ask

    async def forgetting(lane: Lane, *arguments: Any) -> bytes:
        await lane._connection.execute(FORGET)
        return await ask(lane, *arguments)

    def forget(dbapi: Any, *_: Any) -> None:
        dbapi.run_async(lambda connection: connection.execute(FORGET))

    event.listen(Pool, "checkout", forget)
    try:
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(Lane, "ask", forgetting)
            yield
    finally:
        event.remove(Pool, "checkout", forget)


@pytest.fixture
async def behind(addresses: Addresses) -> AsyncIterator[Database]:
    database = Database(replace(addresses, pooled=True), 1)
    yield database
    await database.close()


async def told(hub: HubClient) -> list[Any]:
    """What is said to several who share all connections, twice, each by the planner and by the executor."""
    answers = []
    for _ in range(2):
        for persona, query in ASKED:
            answers.append(await hub.ask(query, as_=persona))
        assert (await hub.ask(SHARE, as_="spouse")).data == {"sharingSet": {"done": True, "errors": []}}
    assert {answer.way for answer in answers} == {"planner"}
    return [answer.data for answer in answers]


async def test_connections_that_forget_everything_before_each_transaction_are_not_noticed(
    behind: Database, hub: HubClient
) -> None:
    expected = await told(hub)
    with forgetful():
        assert await told(HubClient(behind)) == expected


async def test_each_transaction_states_its_settings_and_its_actor(behind: Database, member: Actor) -> None:
    with forgetful():
        for _ in range(2):
            assert json.loads(await behind.lanes.fetch(ROLE, SETTINGS, [], member.setting)) == STATED
            async with behind.reading(member) as connection:
                assert await connection.scalar(text(SETTINGS)) == STATED


async def test_no_statement_stays_prepared_for_whoever_gets_the_connection_next(
    behind: Database, member: Actor
) -> None:
    assert await told(HubClient(behind))
    assert await behind.lanes.fetch(ROLE, PREPARED, []) == b"0"
    async with behind.reading(member) as connection:
        assert await connection.scalar(text(PREPARED)) == 0


async def test_without_a_pooler_settings_and_statements_are_kept_on_the_connection(
    database: Database,
) -> None:
    with forgetful():
        await database.lanes.fetch(ROLE, SETTINGS, [])
        with pytest.raises(StatementRefused, match="InvalidSQLStatementName"):
            await database.lanes.fetch(ROLE, SETTINGS, [])


async def test_migrations_go_around_the_pooler(
    server: EmbeddedPostgres, superuser: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    async with empty_database(server, superuser) as empty:
        direct = empty.owner.set(drivername="postgresql").render_as_string(hide_password=False)
        assert await migrate(Addresses.parse(NOWHERE, direct=direct, pooled=True))
        assert await current_revision(empty) == newest_revision()
