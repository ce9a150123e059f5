"""Decision 3: a write is one transaction, opened in one place, and all of it happens or nothing does."""

import asyncio
from datetime import date

import pytest
from sqlalchemy import event, func, select, text
from sqlalchemy.exc import DBAPIError

from actions.accounts.sharing_set import sharing_set
from actions.households.household_open import household_open
from actions.transaction import Transaction, transaction
from models.audit import AuditEntryRow
from models.members import MemberRow
from models.people import SharingRow
from rules.refusals import Refused
from runtime.actor import Actor
from runtime.database import Database
from runtime.migrations import as_owner
from tests.databases import as_superuser
from tests.households import a_household
from tests.hub_client import HubClient

TODAY = date(2026, 11, 25)


async def count(database: Database, what: str) -> int:
    async with as_owner(database.addresses) as owner:
        return await owner.scalar(text(f"SELECT count(*) FROM {what}")) or 0


async def test_the_first_statement_states_the_actor(database: Database, member: Actor) -> None:
    ran: list[str] = []
    engine = database._engine(member.database_role)
    event.listen(engine.sync_engine, "before_cursor_execute", lambda *given: ran.append(given[2]))
    async with transaction(database, member, TODAY) as tx:
        stated = await tx.connection.scalar(select(func.current_setting("hub.member_id")))
    assert stated == str(member.member_id)
    assert ran[0].startswith("SELECT set_config(")


async def test_a_job_is_there_after_the_commit(database: Database, member: Actor) -> None:
    async with transaction(database, member, TODAY) as tx:
        await tx.enqueue("example", member_id=member.member_id)
    async with as_owner(database.addresses) as owner:
        job = (await owner.execute(text("SELECT entrypoint, payload, status FROM jobs.pgqueuer"))).one()
    assert (job.entrypoint, bytes(job.payload)) == (
        "example",
        f'{{"member_id": {member.member_id}}}'.encode(),
    )


async def test_a_job_is_rolled_back_with_its_transaction(database: Database, member: Actor) -> None:
    class Failure(Exception):
        pass

    with pytest.raises(Failure):
        async with transaction(database, member, TODAY) as tx:
            await tx.enqueue("example", member_id=member.member_id)
            raise Failure
    assert await count(database, "jobs.pgqueuer") == 0
    assert await count(database, "jobs.pgqueuer_log") == 0


async def test_an_actor_reads_no_job_of_anybody(database: Database, member: Actor) -> None:
    async with transaction(database, member, TODAY) as tx:
        with pytest.raises(Exception, match="permission denied"):
            await tx.connection.execute(text("SELECT payload FROM jobs.pgqueuer"))


async def test_a_refusal_leaves_nothing_behind(database: Database, agent: Actor) -> None:
    before = await count(database, "members")
    with pytest.raises(Refused):
        async with transaction(database, agent, TODAY) as tx:
            await household_open(tx, a_household("100900"))
            await household_open(tx, a_household("100001"))
    assert await count(database, "members") == before
    assert await count(database, "audit_entries WHERE details->>'number' = '100900'") == 0


async def test_a_lost_connection_leaves_nothing_behind(database: Database, agent: Actor) -> None:
    before = await count(database, "members")
    with pytest.raises(DBAPIError):
        async with transaction(database, agent, TODAY) as tx:
            await household_open(tx, a_household("100901"))
            pid = await tx.connection.scalar(select(func.pg_backend_pid()))
            await terminate(database, pid)
            await household_open(tx, a_household("100902"))
    assert await count(database, "members") == before


async def terminate(database: Database, pid: int) -> None:
    async with as_owner(as_superuser(database.addresses)) as superuser:
        await superuser.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})


async def test_what_was_done_is_in_the_audit_with_who_did_it(database: Database, spouse: Actor) -> None:
    async with transaction(database, spouse, TODAY) as tx:
        await sharing_set(tx, given=True)
    async with as_owner(database.addresses) as owner:
        entries = (
            await owner.execute(
                select(AuditEntryRow.action, AuditEntryRow.account_id, AuditEntryRow.details)
                .where(AuditEntryRow.member_id == spouse.member_id)
                .order_by(AuditEntryRow.position)
            )
        ).all()
    assert [entry.action for entry in entries] == ["HOUSEHOLD_OPENED", "SHARING_GIVEN"]
    assert entries[-1].account_id == spouse.account_id
    assert entries[-1].details == {"person_id": str(spouse.person_id)}


async def test_asking_twice_changes_nothing_and_is_written_once(database: Database, spouse: Actor) -> None:
    for given in (True, True, False, False):
        async with transaction(database, spouse, TODAY) as tx:
            await sharing_set(tx, given=given)
    assert await count(database, "sharings") == 1
    assert await count(database, "audit_entries WHERE action LIKE 'SHARING%'") == 2


async def test_two_who_ask_at_once_leave_one_sharing(database: Database, spouse: Actor) -> None:
    async def give() -> None:
        async with transaction(database, spouse, TODAY) as tx:
            await sharing_set(tx, given=True)

    await asyncio.gather(*(give() for _ in range(8)))
    assert await count(database, "sharings WHERE withdrawn_at IS NULL") == 1
    assert await count(database, "audit_entries WHERE action = 'SHARING_GIVEN'") == 1


async def test_an_actor_cannot_write_into_another_household(
    database: Database, spouse: Actor, hub: HubClient
) -> None:
    other = (await hub.identity("other-member")).capacities[0]
    with pytest.raises(Exception, match="row-level security"):
        async with transaction(database, spouse, TODAY) as tx:
            await tx.connection.execute(
                SharingRow.__table__.insert().values(
                    member_id=other.member_id, person_id=other.person_id, given_at=func.now()
                )
            )


async def test_a_reading_connection_cannot_write(database: Database, agent: Actor) -> None:
    async with database.reading(agent) as connection:
        with pytest.raises(Exception, match="read-only transaction"):
            await connection.execute(MemberRow.__table__.insert().values(number="1", sort_name="x"))


def test_a_transaction_holds_what_an_action_may_use() -> None:
    assert set(Transaction.__dataclass_fields__) == {"connection", "actor", "today", "events"}
