"""Who may write the access log, and who may read it: Postgres says so too."""

import asyncpg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from actions.accesses.access_record import access_record, accesses_of
from runtime.actor import Actor
from runtime.database import Database
from runtime.postgres import EmbeddedPostgres


async def test_the_role_that_writes_it_can_neither_read_nor_change_it(
    database: Database, broker: Actor, member: Actor
) -> None:
    assert member.member_id is not None
    await access_record(database, accesses_of(broker, [(member.member_id, None, ["Member"])]))
    for statement in (
        "SELECT what FROM access_log",
        "UPDATE access_log SET what = ''",
        "DELETE FROM access_log",
        "SELECT number FROM members",
    ):
        with pytest.raises(ProgrammingError, match="permission denied"):
            async with database.recording() as connection:
                await connection.execute(text(statement))


@pytest.mark.parametrize("role", ["hub_member", "hub_broker", "hub_agent"])
async def test_no_role_that_reads_can_write_it(
    server: EmbeddedPostgres, database: Database, member: Actor, role: str
) -> None:
    connection = await asyncpg.connect(server.dsn(role, database.addresses.owner.database))
    try:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(
                "INSERT INTO access_log (member_id, at, account_id, role, label, what)"
                " VALUES ($1, now(), 1, 'AGENT', 'x', 'Member')",
                member.member_id,
            )
    finally:
        await connection.close()
