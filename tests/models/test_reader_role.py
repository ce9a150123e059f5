"""The database role of those who see figures and content: it reads what is the same for everybody, and no person."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from models import Base
from models.base import table_of
from runtime.actor import Actor, Role
from runtime.database import Database
from runtime.migrations import as_owner
from tests.models.granted import OF_ACCOUNTS, OF_FIRMS
from tests.models.rows import ROWS, fill

ACTORS = [
    Actor(role, 1, 1, "…", member_id=1, person_id=1, broker_id=1) for role in (Role.REPORTING, Role.SERVICE)
]
TABLES = {table.name for table in Base.metadata.sorted_tables}
OF_PEOPLE = {table.name for table in Base.metadata.sorted_tables if "member_id" in table.columns}
NOT_FOR_ACTORS = OF_ACCOUNTS | OF_FIRMS | {
    "audit_heads", "audit_entries", "audit_checkpoints", "audit_sealed_heads", "audit_purges",
}  # fmt: skip
EVERY_PRIVILEGE = "SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER"
WRITES = "INSERT, UPDATE, DELETE, TRUNCATE"


async def tables_with(database: Database, query: str, **values: str) -> set[str]:
    async with as_owner(database.addresses) as owner:
        return set(await owner.scalars(text(query), values))


async def test_it_has_no_privilege_on_any_table_with_row_level_security(database: Database) -> None:
    found = await tables_with(
        database,
        """SELECT relname FROM pg_class
           WHERE relrowsecurity AND (has_table_privilege('hub_reader', oid, :every)
                                     OR has_any_column_privilege('hub_reader', oid, 'SELECT, INSERT, UPDATE, REFERENCES'))""",
        every=EVERY_PRIVILEGE,
    )
    assert found == set()


async def test_it_reads_all_that_is_the_same_for_everybody(database: Database) -> None:
    found = await tables_with(
        database,
        """SELECT relname FROM pg_class
           WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
             AND has_table_privilege('hub_reader', oid, 'SELECT')""",
    )
    assert found == TABLES - OF_PEOPLE - NOT_FOR_ACTORS


async def test_it_writes_nothing(database: Database) -> None:
    found = await tables_with(
        database,
        """SELECT relname FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
           WHERE relkind IN ('r', 'p') AND nspname <> 'information_schema' AND nspname NOT LIKE 'pg\\_%'
             AND (has_table_privilege('hub_reader', pg_class.oid, :writes)
                  OR has_any_column_privilege('hub_reader', pg_class.oid, 'INSERT, UPDATE'))""",
        writes=WRITES,
    )
    assert found == set()


@pytest.mark.parametrize("actor", ACTORS, ids=lambda actor: actor.role.lower())
async def test_whom_it_speaks_for_is_refused_the_rows_of_a_household(
    database: Database, actor: Actor
) -> None:
    """Whatever keys their capacity holds."""
    async with as_owner(database.addresses) as owner:
        await fill(owner)
    for table in sorted({table_of(row).name for row in ROWS} & OF_PEOPLE):
        with pytest.raises(ProgrammingError, match="permission denied"):
            async with database.reading(actor) as connection:
                await connection.execute(text(f"SELECT 1 FROM {table}"))


@pytest.mark.parametrize("actor", ACTORS, ids=lambda actor: actor.role.lower())
async def test_whom_it_speaks_for_reads_the_catalogue(database: Database, actor: Actor) -> None:
    async with database.reading(actor) as connection:
        found = await connection.execute(text("SELECT code FROM products"))
        assert "SANTE_PRO" in found.scalars().all()
