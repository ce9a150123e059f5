"""Migrations: forwards, backwards and forwards again, also with rows in the tables."""

import asyncio

import asyncpg
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import text

from actions.personas import PERSONAS, open_personas
from runtime.database import Database
from runtime.migrations import alembic_config, as_owner, current_revision, migrate, newest_revision
from runtime.postgres import EmbeddedPostgres
from tests.databases import empty_database


async def test_the_tables_are_what_the_models_say(database: Database) -> None:
    async with as_owner(database.addresses) as owner:
        await owner.run_sync(lambda connection: command.check(alembic_config(connection)))


def test_the_newest_revision_is_where_alembic_ends() -> None:
    assert ScriptDirectory.from_config(alembic_config()).get_current_head() == newest_revision()


async def test_a_filled_database_goes_down_and_up_again(database: Database) -> None:
    async with as_owner(database.addresses) as owner:
        await owner.run_sync(lambda connection: command.downgrade(alembic_config(connection), "base"))
    async with as_owner(database.addresses) as owner:
        left = await owner.scalars(
            text("SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace"
                 " WHERE nspname IN ('public', 'jobs') AND relkind IN ('r', 'S')")
        )  # fmt: skip
        assert left.all() == ["alembic_version"]
    assert await migrate(database.addresses)
    assert await open_personas(database)


async def test_two_that_migrate_at_once_do_it_once(
    server: EmbeddedPostgres, superuser: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    async with empty_database(server, superuser) as addresses:
        assert await current_revision(addresses) is None
        assert sorted(await asyncio.gather(migrate(addresses), migrate(addresses))) == [False, True]
        assert await current_revision(addresses) == newest_revision()


async def test_the_personas_are_brought_in_once_and_an_interrupted_run_is_gone_on_with(
    database: Database,
) -> None:
    assert not await open_personas(database)
    async with as_owner(database.addresses) as owner:
        await owner.execute(text("DELETE FROM capacities WHERE role = 'MEMBER'"))
        await owner.execute(text("DELETE FROM accounts WHERE login LIKE '1000%'"))
        await owner.execute(text("DELETE FROM capacities WHERE role = 'BENEFICIARY'"))
        await owner.execute(text("DELETE FROM accounts WHERE login LIKE '%martin%'"))
    assert await open_personas(database)
    async with as_owner(database.addresses) as owner:
        assert await owner.scalar(text("SELECT count(*) FROM members")) == 8
        assert await owner.scalar(text("SELECT count(*) FROM accounts")) == len(PERSONAS)


async def test_two_that_bring_in_the_personas_at_once_do_it_once(
    server: EmbeddedPostgres, superuser: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    async with empty_database(server, superuser) as addresses:
        await migrate(addresses)
        databases = Database(addresses), Database(addresses)
        done = await asyncio.gather(*(open_personas(database) for database in databases))
        assert sorted(done) == [False, True]
        for database in databases:
            await database.close()
