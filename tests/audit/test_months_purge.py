"""Sealed months go, and what is left is whole."""

import asyncio
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from actions.audits.months_purge import PurgeRefused, months_purge
from models.audit import NO_HOUSEHOLD
from runtime import clock
from runtime.actor import Actor
from runtime.database import Database
from runtime.migrations import as_owner
from tests.audit.chains import LATER, MAY, ROW, broken, seal, tamper, verified, write
from tests.hub_client import VAULT


async def purge(database: Database, month: str, at: datetime = LATER) -> tuple[int, int]:
    with clock.at(at):
        async with as_owner(database.addresses) as owner:
            done = await months_purge(owner, VAULT, datetime.fromisoformat(f"{month}-01").date())
            return done.chains, done.entries


async def test_sealed_months_go_and_what_is_left_is_whole(
    database: Database, agent: Actor, chain: int
) -> None:
    await write(database, agent, chain, at=MAY)
    await seal(database, MAY)
    before = await verified(database)
    chains, entries = await purge(database, "2026-04")
    found = await verified(database)
    assert (found.broken, found.entries) == ([], before.entries - entries)
    (gone,) = found.purges
    assert (gone.before, gone.chains, gone.entries, gone.through) == ("2026-04", chains, entries, 2)
    await write(database, agent, chain, NO_HOUSEHOLD, chain + 1)
    assert (await verified(database)).broken == []
    await tamper(database, "DELETE FROM audit_entries WHERE member_id = :key AND position = 5", key=chain)
    assert await broken(database) == [(f"chain of household {chain}", 5)]


async def test_what_was_not_sealed_before_the_month_stays(database: Database, chain: int) -> None:
    """Numbers 1 to 4 were sealed in March; 5 was written in March, and sealed in May."""
    await seal(database, MAY)
    await purge(database, "2026-05")
    async with as_owner(database.addresses) as owner:
        left = await owner.scalars(
            text("SELECT position FROM audit_entries WHERE member_id = :key ORDER BY 1"), {"key": chain}
        )
        assert left.all() == [5]


async def test_months_are_purged_one_after_the_other(database: Database, agent: Actor, chain: int) -> None:
    await write(database, agent, chain, at=MAY)
    await seal(database, MAY)
    await purge(database, "2026-04")
    with pytest.raises(PurgeRefused, match="nothing was sealed before 2026-04"):
        await purge(database, "2026-04")
    await write(database, agent, chain, at=LATER)
    later = LATER + timedelta(days=100)
    await purge(database, "2026-06", at=later)
    found = await verified(database)
    assert (found.broken, [each.before for each in found.purges]) == ([], ["2026-04", "2026-06"])


async def test_entries_that_were_taken_out_without_a_signed_purge_are_missed(
    database: Database, chain: int
) -> None:
    await purge(database, "2026-04")
    await tamper(database, "DELETE FROM audit_purges", key=chain)
    assert (f"chain of household {chain}", 1) in await broken(database)


async def test_a_purge_that_was_changed_is_named(database: Database, chain: int) -> None:
    await purge(database, "2026-04")
    await tamper(database, "UPDATE audit_purges SET entries = entries + 1", key=chain)
    assert ("purge 1", None) in await broken(database)


async def test_of_two_who_purge_at_once_one_does_and_the_other_is_told_that_it_is_done(
    database: Database, agent: Actor, chain: int
) -> None:
    await write(database, agent, chain, at=MAY)
    await seal(database, MAY)
    before = await verified(database)
    both = await asyncio.gather(*(purge(database, "2026-04") for _ in range(2)), return_exceptions=True)
    (done,) = [each for each in both if isinstance(each, tuple)]
    (refused,) = [each for each in both if isinstance(each, PurgeRefused)]
    assert "nothing was sealed before 2026-04" in str(refused)
    found = await verified(database)
    assert (found.broken, found.entries, len(found.purges)) == ([], before.entries - done[1], 1)


async def test_a_chain_that_grows_while_months_are_purged_stays_whole(
    database: Database, agent: Actor, chain: int
) -> None:
    await asyncio.gather(
        purge(database, "2026-04"), *(write(database, agent, chain, chain + 1, at=LATER) for _ in range(5))
    )
    assert (await verified(database)).broken == []


async def test_what_is_too_new_or_broken_is_not_purged(database: Database, chain: int) -> None:
    with pytest.raises(PurgeRefused, match="purge what is before 2026-05"):
        await purge(database, "2026-06")
    with pytest.raises(PurgeRefused, match="nothing was sealed before 2026-03"):
        await purge(database, "2026-03")
    await tamper(database, "DELETE FROM audit_entries WHERE " + ROW.format(2), key=chain)
    with pytest.raises(PurgeRefused, match=f"not whole: chain of household {chain}, number 2"):
        await purge(database, "2026-04")
