"""What tests are lent is as the template is: a database that one has written to goes to nobody else."""

import asyncpg
import pytest

from runtime.postgres import EmbeddedPostgres
from tests.clones import Clones
from tests.seed.connections import Connection

OID = "SELECT oid FROM pg_database WHERE datname = current_database()"


async def _lent(clones: Clones, server: EmbeddedPostgres, does: str) -> int:
    """Which database it was that somebody did this in."""
    async with clones.lent() as name:
        connection = await asyncpg.connect(server.dsn(database=name))
        oid = await connection.fetchval(OID)
        await connection.execute(does)
        await connection.close()
    return int(oid)


@pytest.mark.parametrize(
    "does",
    [
        "UPDATE people SET first_name = first_name",
        "TRUNCATE articles",
        "CREATE TABLE more ()",
        "ALTER TABLE people DISABLE ROW LEVEL SECURITY",
        "BEGIN; INSERT INTO brokers (name) VALUES ('Cabinet Essai'); ROLLBACK",
    ],
)
async def test_what_has_been_written_to_is_lent_to_nobody_else(
    server: EmbeddedPostgres, clones: Clones, does: str
) -> None:
    written = await _lent(clones, server, does)
    assert await _lent(clones, server, "SELECT") != written


async def test_what_has_only_been_read_goes_on_to_the_next(
    server: EmbeddedPostgres, clones: Clones, superuser: Connection
) -> None:
    assert await superuser.fetchval("SHOW track_counts") == "on"
    first = await _lent(clones, server, "SELECT FROM people")
    assert await _lent(clones, server, "SELECT FROM members") == first
