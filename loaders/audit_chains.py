"""The audit as it is: all chains and checkpoints, gone along from their beginnings to their ends.

Read as the owner of the tables, in one snapshot: what is written meanwhile is not looked at.
"""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import CTE, Row, Select, and_, exists, func, select, text
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from models.audit import (
    AuditCheckpointRow,
    AuditEntryRow,
    AuditHeadRow,
    AuditPurgeRow,
    AuditSealedHeadRow,
)
from rules.audit_chains import (
    CHECKPOINT,
    PURGE,
    START,
    Broken,
    Checkpoint,
    Entry,
    Heads,
    Known,
    Link,
    Purge,
    Walk,
)
from runtime.crypto import Vault

ONE_SNAPSHOT = text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
AT_ONCE = 1_000
Progress = Callable[[int], object]
"""Told how many more entries were looked at."""

ENTRY, HEAD, SEALED = AuditEntryRow, AuditHeadRow, AuditSealedHeadRow


@dataclass(frozen=True, slots=True)
class LastCheckpoint:
    number: int
    at: datetime
    seal: bytes


@dataclass(slots=True)
class Audit:
    """What was looked at, and what is wrong with it: nothing, where it is whole."""

    entries: int = 0
    chains: int = 0
    checkpoints: int = 0
    purges: list[Purge] = field(default_factory=list)
    last: LastCheckpoint | None = None
    broken: list[Broken] = field(default_factory=list)


async def entries_of_all(owner: AsyncConnection) -> int:
    return await owner.scalar(select(func.count()).select_from(ENTRY)) or 0


async def audit_verified(
    owner: AsyncConnection,
    vault: Vault,
    progress: Progress = lambda more: None,
    kept: tuple[int, bytes] | None = None,
) -> Audit:
    """`kept` is the number and the seal of a checkpoint, as somebody has noted them elsewhere."""
    await owner.execute(ONE_SNAPSHOT)
    audit = Audit()
    await _checkpoints(owner, vault, audit, kept)
    await _purges(owner, vault, audit)
    known = _known(through(audit.purges))
    await _entries(owner, known, audit, progress)
    has_entries = exists().where(ENTRY.member_id == known.c.member_id).correlate(known)
    for row in await owner.execute(select(known).where(~has_entries)):
        _end(Walk(_known_of(row)), audit)
    return audit


def through(purges: list[Purge]) -> int:
    """Up to which checkpoint entries are gone by rule; 0 where none are."""
    return max((purge.through for purge in purges), default=0)


async def sealed_heads(owner: AsyncConnection, number: int) -> AsyncIterator[tuple[int, Link]]:
    """The heads of one checkpoint, in the order in which its digest takes them."""
    query = select(SEALED.member_id, SEALED.position, SEALED.hash)
    query = query.where(SEALED.number == number).order_by(SEALED.member_id)
    async with owner.stream(query, execution_options={"yield_per": AT_ONCE}) as found:
        async for row in found:
            yield row.member_id, Link(row.position, row.hash)


def sealed_by(number: int) -> Select[int, int, bytes]:
    """The head of every chain as a checkpoint knew it, which the one that saw it move last has."""
    return (
        select(SEALED.member_id, SEALED.position, SEALED.hash)
        .ext(distinct_on(SEALED.member_id))
        .where(SEALED.number <= number)
        .order_by(SEALED.member_id, SEALED.number.desc())
    )


async def _checkpoints(
    owner: AsyncConnection, vault: Vault, audit: Audit, kept: tuple[int, bytes] | None
) -> None:
    before, expected = START, 1
    found = await owner.execute(select(AuditCheckpointRow.__table__).order_by(AuditCheckpointRow.number))
    for row in found.all():
        if row.number != expected:
            _wrong(audit, "checkpoint", expected, "is missing")
        elif what := await _wrong_in(owner, vault, row, before):
            _wrong(audit, "checkpoint", row.number, what)
        elif kept is not None and kept[0] == row.number and kept[1] != row.seal:
            _wrong(audit, "checkpoint", row.number, "has another seal than the one that was kept")
        before, expected = row.seal, row.number + 1
        audit.checkpoints += 1
        audit.last = LastCheckpoint(row.number, row.at, row.seal)
    if kept is not None and kept[0] >= expected:
        _wrong(audit, "checkpoint", expected, "is gone, and all that came after")


async def _wrong_in(owner: AsyncConnection, vault: Vault, row: Row[Any], before: bytes) -> str | None:
    heads = Heads()
    async for member_id, link in sealed_heads(owner, row.number):
        heads.add(member_id, link)
    if (row.heads, row.digest) != (heads.count, heads.digest):
        return "has not the heads that it has sealed"
    if Checkpoint(row.number, row.at, row.heads, row.digest).sealed(before) != row.seal:
        return "is not what was sealed: it, or the one before, was changed"
    if not vault.has_signed(CHECKPOINT, row.seal, row.signature):
        return "was not signed by a key of this hub"
    return None


async def _purges(owner: AsyncConnection, vault: Vault, audit: Audit) -> None:
    """What is not signed is no purge: the entries that it names are missing then."""
    found = await owner.execute(select(AuditPurgeRow.__table__).order_by(AuditPurgeRow.number))
    for row in found.all():
        purge = Purge(row.number, row.at, row.through, row.before, row.chains, row.entries)
        if vault.has_signed(PURGE, purge.content, row.signature):
            audit.purges.append(purge)
        else:
            _wrong(audit, "purge", row.number, "was not signed by a key of this hub, or was changed")


def _known(purged_through: int) -> CTE:
    """A row a chain that has a head, or had one when a checkpoint was sealed."""
    keys = select(HEAD.member_id).union(select(SEALED.member_id)).subquery("keys")
    begins = sealed_by(purged_through).subquery("begins")
    furthest = (
        select(SEALED.member_id, func.max(SEALED.position).label("position"))
        .group_by(SEALED.member_id)
        .subquery("furthest")
    )
    return (
        select(
            keys.c.member_id,
            begins.c.position.label("begins_position"),
            begins.c.hash.label("begins_hash"),
            HEAD.position.label("head_position"),
            HEAD.hash.label("head_hash"),
            func.coalesce(furthest.c.position, 0).label("checkpointed"),
        )
        .select_from(keys)
        .outerjoin(HEAD, HEAD.member_id == keys.c.member_id)
        .outerjoin(furthest, furthest.c.member_id == keys.c.member_id)
        .outerjoin(begins, begins.c.member_id == keys.c.member_id)
        .cte("known")
    )


async def _entries(owner: AsyncConnection, known: CTE, audit: Audit, progress: Progress) -> None:
    denied = and_(
        SEALED.member_id == ENTRY.member_id, SEALED.position == ENTRY.position, SEALED.hash != ENTRY.hash
    )
    query = (
        select(
            *ENTRY.__table__.c,
            SEALED.number.label("denied_by"),
            *(column for column in known.c if column.name != "member_id"),
        )
        .outerjoin(known, known.c.member_id == ENTRY.member_id)
        .outerjoin(SEALED, denied)
        .order_by(ENTRY.member_id, ENTRY.position)
    )
    walk, of = None, None
    async with owner.stream(query, execution_options={"yield_per": AT_ONCE}) as found:
        async for rows in found.partitions():
            for row in rows:
                if walk is None or row.member_id != of:
                    _end(walk, audit)
                    walk, of = Walk(_known_of(row)), row.member_id
                walk.step(_entry_of(row), row.hash, row.denied_by)
            audit.entries += len(rows)
            progress(len(rows))
    _end(walk, audit)


def _entry_of(row: Any) -> Entry:
    return Entry(row.member_id, row.position, row.at, row.account_id, row.role, row.action, row.details)


def _known_of(row: Any) -> Known:
    begins = Link(0, START) if row.begins_position is None else Link(row.begins_position, row.begins_hash)
    head = None if row.head_position is None else Link(row.head_position, row.head_hash)
    return Known(row.member_id, begins, head, row.checkpointed or 0)


def _end(walk: Walk | None, audit: Audit) -> None:
    if walk is None:
        return
    walk.end()
    audit.chains += 1
    if walk.broken is not None:
        audit.broken.append(walk.broken)


def _wrong(audit: Audit, what: str, number: int, how: str) -> None:
    audit.broken.append(Broken(f"{what} {number}", None, how))
