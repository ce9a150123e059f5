"""The database that is measured: invented households, kept from run to run, a database for each size.

Up to `SEEDED` households are made by the seed. Larger populations repeat them under other keys, which takes
minutes instead of hours; a copy has the lines, people, contracts and démarches of its original, and its
number. Portfolios are dealt out evenly: a firm has a hundred households and some, so that a page of a
hundred is a page of a hundred at every size.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import asyncpg
import click
from sqlalchemy import Table

from models.base import Base
from runtime import clock
from runtime.addresses import Addresses
from runtime.migrations import migrate, newest_revision
from runtime.postgres import EmbeddedPostgres
from runtime.provision import owned_database
from runtime.settings import Settings
from seed.generation import seed

SEEDED = 2_000
YEARS = 1
PORTFOLIO = 110
"""Households a firm; six in a hundred have none."""

OPTIONS = {
    "shared_buffers": "1GB", "max_connections": "100", "synchronous_commit": "off",
    "max_wal_size": "16GB", "checkpoint_timeout": "1h", "autovacuum": "off",
}  # fmt: skip
"""Everything that is read is in memory, and nothing goes on behind: work is measured, and no disk."""

Owner = Any  # an asyncpg.Connection, which has no types


@dataclass(frozen=True, slots=True)
class Population:
    """A database that is ready to be asked."""

    addresses: Addresses
    server: EmbeddedPostgres
    members: int

    @property
    def superuser(self) -> str:
        return self.server.dsn(database=str(self.addresses.owner.database))


@asynccontextmanager
async def population(settings: Settings, members: int) -> AsyncIterator[Population]:
    """The database of so many households, made if it is not there; it stops with the block."""
    with EmbeddedPostgres(settings.data_dir, OPTIONS) as server:
        name = f"bench_{members}"
        made_as = f"{newest_revision()}, {members} households, {YEARS} years, links that hold"
        if await _note(server, name) != made_as:
            await _on(server.dsn(), f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        addresses = await owned_database(server, name)
        found = Population(addresses, server, members)
        if await _note(server, name) != made_as:
            await _make(found, settings)
            await _on(server.dsn(), f"COMMENT ON DATABASE {name} IS '{made_as}'")
        yield found


async def _note(server: EmbeddedPostgres, name: str) -> object:
    """What was said of a database when it was whole: none of one that is not."""
    return await _on(
        server.dsn(),
        f"SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = '{name}'",
    )


async def _on(dsn: str, sql: str) -> object:
    """One statement as superuser: the first value of its first row."""
    owner = await asyncpg.connect(dsn)
    try:
        return await owner.fetchval(sql)
    finally:
        await owner.close()


async def _make(found: Population, settings: Settings) -> None:
    await migrate(found.addresses)
    seeded = min(found.members, SEEDED)
    with click.progressbar(length=seeded, label="households") as bar:
        until = clock.today() - timedelta(days=1)
        await seed(found.addresses, settings, members=seeded, years=YEARS, until=until, progress=bar.update)
    owner = await asyncpg.connect(found.superuser)
    try:
        async with owner.transaction():
            # Foreign keys hold for a copy as they do for its original.
            await owner.execute("SET LOCAL session_replication_role = replica")
            await _deal(owner, seeded, found.members)
        await owner.execute("VACUUM (ANALYZE)")
    finally:
        await owner.close()


async def _deal(owner: Owner, seeded: int, members: int) -> None:
    first = await owner.fetchval("SELECT min(member_id) FROM members")
    firm = await owner.fetchval("SELECT min(broker_id) FROM brokers")
    firms = members // PORTFOLIO + 1
    await owner.execute(
        """INSERT INTO brokers (broker_id, name) OVERRIDING SYSTEM VALUE
           SELECT id, 'Cabinet ' || id FROM generate_series($1::bigint, $2::bigint) AS id
           ON CONFLICT DO NOTHING""",
        firm, firm + firms - 1,
    )  # fmt: skip
    await owner.execute(
        """DELETE FROM member_brokers more USING member_brokers kept
           WHERE more.member_id = kept.member_id AND more.valid_from = kept.valid_from
             AND more.broker_id > kept.broker_id"""
    )
    # Policies are coarser than predicates: they show a firm whom it has followed once, too.
    await owner.execute("UPDATE member_brokers SET valid_to = NULL")
    tables = [table for table in Base.metadata.sorted_tables if _is_of_a_household(table)]
    with click.progressbar(tables, label="copies") as bar:
        for table in bar:
            for sql in _statements(table, first, firm, seeded, members):
                await owner.execute(sql)


def _is_of_a_household(table: Table) -> bool:
    """Look-up tables are not copied: what is looked up is unique."""
    return next(iter(table.primary_key.columns)).name == "member_id"


def _statements(table: Table, first: int, firm: int, seeded: int, members: int) -> list[str]:
    copies = -(-members // seeded) - 1
    names = [column.name for column in table.c if column.computed is None]
    dealt = {
        "broker_id": f"CASE WHEN broker_id IS NOT NULL THEN {_firm(first, firm)} END",
        "broker_ids": f"CASE cardinality(broker_ids) WHEN 0 THEN '{{}}' ELSE ARRAY[{_firm(first, firm)}] END",
    }
    changed = ", ".join(f"{name} = {value}" for name, value in dealt.items() if name in names)
    given = ", ".join(
        f"member_id + copy * {seeded}" if name == "member_id"
        else dealt.get(name, name).replace("member_id", f"(member_id + copy * {seeded})")
        for name in names
    )  # fmt: skip
    found = [f"UPDATE {table.name} SET {changed}"] if changed else []
    if copies:
        found.append(
            f"""INSERT INTO {table.name} ({", ".join(names)}) OVERRIDING SYSTEM VALUE
                SELECT {given} FROM {table.name}, generate_series(1, {copies}) AS copy
                WHERE member_id + copy * {seeded} < {first + members}"""
        )
    return found


def _firm(first: int, firm: int) -> str:
    return f"{firm} + (member_id - {first}) / {PORTFOLIO}"
