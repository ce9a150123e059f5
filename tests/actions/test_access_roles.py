"""Who may write the access log, and who may read it: Postgres says so too."""

import asyncpg
import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import ProgrammingError

from actions.accesses.access_record import access_record, accesses_of
from models.consents import AccessRow
from runtime import clock
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
async def test_no_role_that_reads_writes_it_in_anothers_name(
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


async def test_an_agents_role_adds_to_it_in_its_own_name_and_reads_and_changes_nothing(
    database: Database, agent: Actor, member: Actor
) -> None:
    line = {"at": clock.now(), "role": "AGENT", "label": "x", "what": "NIR", "member_id": member.member_id}
    add = insert(AccessRow).inline().values(line)
    async with database.writing(agent) as connection:
        await connection.execute(add.values(account_id=agent.account_id))
    with pytest.raises(ProgrammingError, match="row-level security"):
        async with database.writing(agent) as connection:
            await connection.execute(add.values(account_id=agent.account_id + 1))
    for statement in (
        "SELECT what FROM access_log",
        "UPDATE access_log SET what = ''",
        "DELETE FROM access_log",
    ):
        with pytest.raises(ProgrammingError, match="permission denied"):
            async with database.writing(agent) as connection:
                await connection.execute(text(statement))
