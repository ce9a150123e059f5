"""Which rows and columns each database role reads, whatever predicate is forgotten above."""

from types import SimpleNamespace as Keys

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import ProgrammingError

from loaders.consented import SETTING
from models.base import table_of
from runtime.actor import Actor, Role
from runtime.database import STATE_ACTOR, Database
from runtime.migrations import as_owner
from runtime.roles import SERVANTS
from tests.models.granted import CATALOGUE, OWNED, READABLE, wrongly_granted
from tests.models.rows import ROWS, fill
from tests.models.second_lock import all_rows, furnish, wrongly_read, wrongly_written

BY_CONSENT = ("reimbursements", "scheme_affiliations")
"""What a broker's role reads of a household that agreed, and of none else: see `loaders.consented`."""


async def test_each_role_reads_the_columns_that_the_matrix_gives_it(database: Database) -> None:
    async with as_owner(database.addresses) as owner:
        assert await wrongly_granted(owner) == []


async def test_nothing_new_can_be_written_by_an_actor(database: Database) -> None:
    writable = {
        "members", "member_numbers", "member_words", "member_brokers", "people", "contracts",
        "contract_numbers", "coverages", "sharings", "audit_heads", "audit_entries",
    }  # fmt: skip
    in_part = {("hub_member", "consents"), ("hub_agent", "access_log")}
    in_part |= {("hub_agent", "accounts"), ("hub_agent", "capacities")}
    query = text(
        "SELECT has_table_privilege(:role, CAST(:table AS text), 'INSERT, UPDATE, DELETE, TRUNCATE')"
        " OR has_any_column_privilege(:role, CAST(:table AS text), 'INSERT, UPDATE')"
    )
    added_to = {
        "hub_agent": {"reimbursements", "allowance_uses"},
        "hub_member": {"procedures", "procedure_references", "procedure_events"},
    }
    """By the actions that settle and reverse lines, and those that send a démarche, which change none."""
    async with as_owner(database.addresses) as owner:
        for role in READABLE.keys() - SERVANTS:
            for table in (CATALOGUE | OWNED) - writable - added_to.get(role, set()):
                allowed = await owner.scalar(query, {"role": role, "table": table})
                assert allowed == ((role, table) in in_part), (role, table)
        for role, tables in added_to.items():
            for table in tables:
                changing = text(
                    "SELECT has_table_privilege(:role, CAST(:table AS text), 'DELETE, TRUNCATE')"
                    " OR has_any_column_privilege(:role, CAST(:table AS text), 'UPDATE')"
                )
                assert not await owner.scalar(changing, {"role": role, "table": table}), (role, table)


async def test_each_role_sees_its_own_rows_and_no_others(database: Database) -> None:
    async with as_owner(database.addresses) as owner:
        keys = await fill(owner)
    mine = Actor(Role.MEMBER, 1, 1, "", member_id=keys.member_id)
    others = Actor(Role.MEMBER, 1, 1, "", member_id=keys.member_id + 1)
    broker = Actor(Role.BROKER, 1, 1, "", broker_id=keys.broker_id)
    stranger = Actor(Role.BROKER, 1, 1, "", broker_id=keys.broker_id + 1)
    agent = Actor(Role.AGENT, 1, 1, "")
    for actor, sees in ((mine, 1), (others, 0), (broker, 1), (stranger, 0), (agent, 1)):
        await _sees(database, actor, keys, sees)


async def _sees(database: Database, actor: Actor, keys: Keys, rows: int) -> None:
    async with database.reading(actor) as connection:
        for row in ROWS:
            table = table_of(row)
            if table.name in OWNED and table.name in READABLE[actor.database_role]:
                query = select(table.c.member_id).where(table.c.member_id == keys.member_id)
                found = (await connection.execute(query)).all()
                stated = actor.role is not Role.BROKER or table.name not in BY_CONSENT
                assert len(found) == (rows if stated else 0), (actor.role, table.name)


async def test_a_broker_reads_lines_of_the_one_household_that_is_stated_for_one_transaction(
    database: Database,
) -> None:
    async with as_owner(database.addresses) as owner:
        keys = await fill(owner)
    broker = Actor(Role.BROKER, 1, 1, "", broker_id=keys.broker_id)
    for stated, sees in (("", 0), (str(keys.member_id), 1), (str(keys.member_id + 1), 0)):
        async with database.reading(broker) as connection:
            await connection.execute(STATE_ACTOR, {"name": SETTING, "value": stated})
            for table in BY_CONSENT:
                found = await connection.execute(text(f"SELECT member_id FROM {table}"))
                assert [row.member_id for row in found] == [keys.member_id] * sees, (stated, table)
        async with database.reading(broker) as connection:
            assert (await connection.execute(text("SELECT member_id FROM reimbursements"))).all() == []


async def test_each_actor_reads_exactly_what_the_policies_mean(database: Database) -> None:
    async with as_owner(database.addresses) as owner:
        await furnish(owner)
        assert [name for name, rows in (await all_rows(owner)).items() if not rows] == []
    assert await wrongly_read(database) == []


async def test_nobody_writes_a_row_that_they_could_not_read(database: Database) -> None:
    async with as_owner(database.addresses) as owner:
        await furnish(owner)
    assert await wrongly_written(database) == []


async def test_every_table_with_people_in_it_has_its_policies_and_the_catalogue_has_none(
    database: Database,
) -> None:
    query = text("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
                 " AND relkind = 'r' AND NOT relrowsecurity")  # fmt: skip
    async with as_owner(database.addresses) as owner:
        assert set((await owner.scalars(query)).all()) == CATALOGUE | {"alembic_version"}


async def test_a_policy_compares_its_own_column_with_a_setting_and_does_nothing_else(
    database: Database,
) -> None:
    async with as_owner(database.addresses) as owner:
        words = set((await owner.scalars(text("SELECT qual FROM pg_policies WHERE qual IS NOT NULL"))).all())
    assert len(words) == 12
    assert not [each for each in words if " OR " in each or "SELECT" in each or "CASE" in each]


async def test_no_broker_reads_a_sealed_value_or_a_form(database: Database) -> None:
    broker = Actor(Role.BROKER, 1, 1, "", broker_id=1)
    for column in ("people.nir_masked", "procedures.form", "bank_accounts.iban_masked", "statements.total"):
        table, name = column.split(".")
        with pytest.raises(ProgrammingError, match="permission denied"):
            async with database.reading(broker) as connection:
                await connection.execute(text(f"SELECT {name} FROM {table}"))
