"""What Alembic does not compare: checks, partial indexes, and rows from before the domain had tables."""

from types import SimpleNamespace as Keys

import asyncpg
import pytest
from alembic import command
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncConnection

from models import Base
from models.procedures import ProcedureRow
from runtime.database import Database
from runtime.migrations import alembic_config, as_owner, migrate
from runtime.postgres import EmbeddedPostgres
from tests.databases import empty_database
from tests.models.rows import ROWS, fill, put

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
    def back(connection: Connection) -> None:
        command.downgrade(alembic_config(connection), LAST_WITHOUT_THE_DOMAIN)

    async with as_owner(database.addresses) as owner:
        await fill(owner)
    async with as_owner(database.addresses) as owner:
        await owner.run_sync(back)
    assert await migrate(database.addresses)
    async with as_owner(database.addresses) as owner:
        assert await owner.scalar(text("SELECT count(*) FROM contracts")) == 11


VALID = text("SELECT convalidated FROM pg_constraint WHERE conname = 'procedures_whose_check'")


@pytest.mark.parametrize("account_is_known", [True, False])
async def test_who_acts_for_themselves_has_their_earlier_demarches_named_after_them_where_that_can_be_told(
    database: Database, account_is_known: bool
) -> None:
    def back(connection: Connection) -> None:
        command.downgrade(alembic_config(connection), "0021_whose_procedure")

    async with as_owner(database.addresses) as owner:
        spouse = (await owner.execute(text("SELECT * FROM capacities WHERE role = 'BENEFICIARY'"))).first()
        assert spouse is not None
        await owner.run_sync(back)
    async with as_owner(database.addresses) as owner:
        nobody = {"person_id": None, "coverage_id": None, "contract_id": None, "broker_id": None}
        row = ROWS[ProcedureRow](Keys(member_id=spouse.member_id, **nobody))
        by = {"submitted_as": "BENEFICIARY", "submitted_by": spouse.account_id if account_is_known else 0}
        await put(owner, ProcedureRow, {**row, **by})
    assert await migrate(database.addresses)
    async with as_owner(database.addresses) as owner:
        found = await owner.scalar(text("SELECT person_id FROM procedures"))
        assert found == (spouse.person_id if account_is_known else None)
        assert await owner.scalar(VALID) is account_is_known
        await owner.run_sync(back)
