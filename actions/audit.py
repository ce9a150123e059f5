"""Write the audit: entries at the end of their households' chains, each sealed with the one before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from sqlalchemy import insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from models.audit import AuditEntryRow, AuditHeadRow
from rules.audit_chains import START, Entry
from runtime import clock
from runtime.actor import Actor
from runtime.database import WriteConnection


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was done in a household, or in none."""

    member_id: int
    action: str
    details: Mapping[str, str]


async def append(connection: WriteConnection, actor: Actor, events: Iterable[Event]) -> None:
    """Append to each chain in the order of their keys, so that two writers never wait in a circle."""
    by_household = groupby(sorted(events, key=attrgetter("member_id")), key=attrgetter("member_id"))
    for member_id, group in by_household:
        await _append_to(connection, actor, member_id, list(group))


async def _append_to(connection: WriteConnection, actor: Actor, member_id: int, events: list[Event]) -> None:
    head = AuditHeadRow
    await connection.execute(
        upsert(head).values(member_id=member_id, position=0, hash=START).on_conflict_do_nothing()
    )
    position, seal = (
        await connection.execute(
            select(head.position, head.hash).where(head.member_id == member_id).with_for_update()
        )
    ).one()
    now = clock.now()
    for event in events:
        position += 1
        entry = Entry(member_id, position, now, actor.account_id, actor.role, event.action, event.details)
        seal = entry.sealed(seal)
        await connection.execute(
            insert(AuditEntryRow).values(
                member_id=member_id,
                position=position,
                at=entry.at,
                account_id=entry.account_id,
                role=entry.role,
                action=entry.action,
                details=dict(entry.details),
                hash=seal,
            )
        )
    await connection.execute(
        update(head).where(head.member_id == member_id).values(position=position, hash=seal)
    )
