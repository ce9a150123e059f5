"""What Alembic does not compare: checks, partial indexes, and rows from before the domain had tables."""

import asyncpg
from alembic import command
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncConnection

from models import Base
from runtime.database import Database
from runtime.migrations import alembic_config, as_owner, migrate
from runtime.postgres import EmbeddedPostgres
from tests.databases import empty_database

CONSTRAINTS = text(
    "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
    " WHERE connamespace = 'public'::regnamespace AND contype <> 'n'"
    " AND conrelid <> 0 AND conrelid::regclass::text <> 'alembic_version'"
)
INDEXES = text(
    "SELECT tablename, indexname, indexdef FROM pg_indexes"
    " WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
)
LAST_WITHOUT_THE_DOMAIN = "0003_jobs"


async def rules(owner: AsyncConnection) -> set[tuple[str, ...]]:
    found = [*(await owner.execute(CONSTRAINTS)).all(), *(await owner.execute(INDEXES)).all()]
    return {tuple(row) for row in found}


async def test_every_constraint_and_index_is_what_the_models_say(
    database: Database, server: EmbeddedPostgres, superuser: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    async with empty_database(server, superuser) as addresses, as_owner(addresses) as owner:
        await owner.run_sync(Base.metadata.create_all)
        said = await rules(owner)
    async with as_owner(database.addresses) as owner:
        made = await rules(owner)
    assert (made - said, said - made) == (set(), set())


async def test_contracts_of_before_get_a_product_and_lose_nothing(database: Database) -> None:
    query = text("SELECT number, line_of_business, start_date, broker_id FROM contracts ORDER BY 1")

    def back(connection: Connection) -> None:
        command.downgrade(alembic_config(connection), LAST_WITHOUT_THE_DOMAIN)

    async with as_owner(database.addresses) as owner:
        before = (await owner.execute(query)).all()
        searched = (await owner.execute(text("SELECT search FROM members ORDER BY 1"))).all()
        await owner.run_sync(back)
    assert await migrate(database.addresses)
    async with as_owner(database.addresses) as owner:
        assert (await owner.execute(query)).all() == before
        products = await owner.execute(
            text("SELECT c.number, p.code, c.responsible, c.status FROM contracts c JOIN products p"
                 " USING (product_id) ORDER BY 1")
        )  # fmt: skip
        usual = {"P": ("PREVOYANCE_TNS", False), "S": ("SANTE_PRO", True)}
        assert [tuple(row) for row in products] == [
            (contract.number, *usual[contract.number[0]], "ACTIVE") for contract in before
        ]
        assert (await owner.execute(text("SELECT search FROM members ORDER BY 1"))).all() == searched


async def test_one_of_everything_goes_down_and_up_again(database: Database) -> None:
    from tests.models.rows import fill

    def back(connection: Connection) -> None:
        command.downgrade(alembic_config(connection), LAST_WITHOUT_THE_DOMAIN)

    async with as_owner(database.addresses) as owner:
        await fill(owner)
    async with as_owner(database.addresses) as owner:
        await owner.run_sync(back)
    assert await migrate(database.addresses)
    async with as_owner(database.addresses) as owner:
        assert await owner.scalar(text("SELECT count(*) FROM contracts")) == 11
