"""The audit: chains in which a change shows, and writers that do not wait for other households."""

import asyncio
from datetime import date

import pytest
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.transaction import transaction
from models.audit import NO_HOUSEHOLD, AuditEntryRow, AuditHeadRow
from rules.audit_chains import START, Entry
from runtime.actor import Actor
from runtime.database import Database
from runtime.migrations import as_owner
from tests.hub_client import HubClient
from tests.waiting import until_somebody_waits_for_a_lock

TODAY = date(2026, 11, 25)


async def chain(owner: AsyncConnection, member_id: int) -> list[tuple[Entry, bytes]]:
    rows = await owner.execute(
        select(AuditEntryRow.__table__)
        .where(AuditEntryRow.member_id == member_id)
        .order_by(AuditEntryRow.position)
    )
    return [
        (
            Entry(row.member_id, row.position, row.at, row.account_id, row.role, row.action, row.details),
            row.hash,
        )
        for row in rows
    ]


async def is_whole(owner: AsyncConnection, member_id: int) -> bool:
    """Each entry follows the one before, and the head is the last of them."""
    seal, position = START, 0
    for entry, hash_ in await chain(owner, member_id):
        if entry.position != position + 1 or entry.sealed(seal) != hash_:
            return False
        seal, position = hash_, entry.position
    head = (
        await owner.execute(
            select(AuditHeadRow.position, AuditHeadRow.hash).where(AuditHeadRow.member_id == member_id)
        )
    ).one()
    return (head.position, head.hash) == (position, seal)


async def write(database: Database, actor: Actor, member_id: int, times: int = 1, **details: str) -> None:
    async with transaction(database, actor, TODAY) as tx:
        for _ in range(times):
            tx.record("EXAMPLE", member_id, **details)


async def test_entries_of_many_writers_make_one_whole_chain_a_household(
    database: Database, agent: Actor, member: Actor
) -> None:
    households = [member.member_id, member.member_id + 1, NO_HOUSEHOLD]
    await asyncio.gather(
        *(write(database, agent, key, times=2, note="é « ' \\ 😀") for key in households for _ in range(5))
    )
    async with as_owner(database.addresses) as owner:
        for key, opened in zip(households, (1, 1, 0), strict=True):
            assert len(await chain(owner, key)) == 10 + opened
            assert await is_whole(owner, key)


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE audit_entries SET action = 'NOTHING' WHERE member_id = :key AND position = 2",
        "UPDATE audit_entries SET at = at + interval '1 microsecond' WHERE member_id = :key AND position = 2",
        "UPDATE audit_entries SET details = '{}' WHERE member_id = :key AND position = 2",
        "DELETE FROM audit_entries WHERE member_id = :key AND position = 2",
        "DELETE FROM audit_entries WHERE member_id = :key AND position = 3",
        "UPDATE audit_entries SET position = 5 - position WHERE member_id = :key AND position IN (2, 3)",
    ],
)
async def test_a_changed_chain_is_not_whole(
    database: Database, agent: Actor, member: Actor, tampering: str
) -> None:
    for number in ("1", "2"):
        await write(database, agent, member.member_id, number=number)
    async with as_owner(database.addresses) as owner:
        assert await is_whole(owner, member.member_id)
        for statement in positions_apart(tampering):
            await owner.execute(text(statement), {"key": member.member_id})
        assert not await is_whole(owner, member.member_id)


def positions_apart(statement: str) -> list[str]:
    """Two rows change places in two steps, since a key is checked at each row."""
    if "5 - position" not in statement:
        return [statement]
    return [
        statement.replace("5 - position", "position + 10"),
        "UPDATE audit_entries SET position = 15 - position WHERE member_id = :key AND position > 10",
    ]


async def test_nobody_changes_or_deletes_an_entry(database: Database, agent: Actor, member: Actor) -> None:
    for statement in (
        "UPDATE audit_entries SET action = ''",
        "DELETE FROM audit_entries",
        "TRUNCATE audit_entries",
    ):
        for actor in (agent, member):
            with pytest.raises(Exception, match="permission denied"):
                async with transaction(database, actor, TODAY) as tx:
                    await tx.connection.execute(text(statement))


async def test_writers_of_different_households_do_not_wait_for_one_another(
    database: Database, agent: Actor, member: Actor
) -> None:
    key = member.member_id
    async with database.writing(agent) as held:
        await held.execute(
            select(AuditHeadRow.position).where(AuditHeadRow.member_id == key).with_for_update()
        )
        await asyncio.wait_for(write(database, agent, key + 1), timeout=5)
        same = asyncio.create_task(write(database, agent, key))
        await until_somebody_waits_for_a_lock(database)
        assert not same.done()
    await asyncio.wait_for(same, timeout=5)


async def test_the_head_is_locked_last(database: Database, agent: Actor, member: Actor) -> None:
    """While an action works, and until it ends, another writer of the household goes ahead of it."""
    async with transaction(database, agent, TODAY) as slow:
        slow.record("SLOW", member.member_id)
        await slow.enqueue("example", member_id=member.member_id)
        await asyncio.wait_for(write(database, agent, member.member_id), timeout=5)
    async with as_owner(database.addresses) as owner:
        actions = [entry.action for entry, _ in await chain(owner, member.member_id)]
        assert actions == ["HOUSEHOLD_OPENED", "EXAMPLE", "SLOW"]
        assert await is_whole(owner, member.member_id)


async def test_a_member_cannot_write_into_the_chain_of_another_household(
    database: Database, member: Actor, hub: HubClient
) -> None:
    other = (await hub.identity("other-member")).capacities[0]
    for key in (other.member_id, NO_HOUSEHOLD):
        with pytest.raises(Exception, match="row-level security"):
            await write(database, member, key)
