"""Count an attempt before it is looked at, and take it back when it was none.

The rows of one attempt are locked in the order of their keys, so that two attempts never wait for each other
in a circle; of those on the same thing each waits for the one before, however many processes take them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, tuple_, update
from sqlalchemy.dialects.postgresql import insert

from actions.transaction import AccountTransaction
from models.attempts import AttemptRow
from rules.limits import (
    OF_A_PASSWORD,
    OF_AN_ADDRESS,
    OF_AN_IDENTITY,
    OF_INVITATIONS,
    OF_LINKS,
    Limit,
    Tally,
    blocked,
    one_less,
    one_more,
)
from runtime import clock

LIMITS = {
    "LOGIN": OF_A_PASSWORD, "ACCOUNT": OF_A_PASSWORD, "PROOF": OF_A_PASSWORD, "ADDRESS": OF_AN_ADDRESS,
    "ACTIVATION": OF_AN_IDENTITY, "LINK": OF_LINKS, "INVITATION": OF_INVITATIONS,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tried:
    """One thing that is tried: its kind, and what stands for it."""

    kind: str
    subject: bytes

    @property
    def limit(self) -> Limit:
        return LIMITS[self.kind]


@dataclass(frozen=True, slots=True)
class Counted:
    """Each thing as it was before this attempt and with it, and when that was looked at.

    Whoever asks whether it may be tried asks of that instant: by a later one a pause may be over, and what
    was not counted would be tried.
    """

    before: Mapping[Tried, Tally]
    after: Mapping[Tried, Tally]
    at: datetime

    def until(self, tried: Tried) -> datetime | None:
        """Until when it may not be tried; none when it may, and was counted."""
        return blocked(self.before[tried], self.at)

    def locks(self, tried: Tried) -> bool:
        """Whether it is this attempt that locks it."""
        return tried in self.after and self.after[tried].failures == tried.limit.lock_after


async def attempt_count(
    tx: AccountTransaction, tried: Sequence[Tried], *, silent: Sequence[Tried] = ()
) -> Counted:
    """Count one attempt on all of them, unless one of `tried` is blocked: what may not be tried counts
    nowhere. One of `silent` that is blocked does not keep the others from being counted, and is written as it
    was: with as much to do as for any other.
    """
    before, now = await _locked(tx, [*tried, *silent]), clock.now()
    after = {}
    if all(blocked(before[each], now) is None for each in tried):
        for each, tally in before.items():
            if blocked(tally, now) is None:
                after[each] = one_more(tally, each.limit, now)
            await _write(tx, each, after.get(each, tally))
    return Counted(before, after, now)


async def attempt_uncount(tx: AccountTransaction, tried: Sequence[Tried]) -> None:
    """It has not failed, but says nothing of those before it: of an address, from which others come too."""
    for each, tally in (await _locked(tx, tried)).items():
        await _write(tx, each, one_less(tally))


async def attempts_forget(
    tx: AccountTransaction, tried: Sequence[Tried], *, uncount: Sequence[Tried] = ()
) -> None:
    """Whoever it is has shown that `tried` is theirs. What is taken back besides is locked with it: one after
    the other would be out of order.
    """
    tallies = await _locked(tx, [*tried, *uncount])
    await tx.connection.execute(delete(AttemptRow).where(_is_one_of(tried)))
    for each in uncount:
        await _write(tx, each, one_less(tallies[each]))


async def _locked(tx: AccountTransaction, tried: Sequence[Tried]) -> Mapping[Tried, Tally]:
    """One statement makes a row or locks the one that is there: between two it could be purged."""
    row, now = AttemptRow, clock.now()
    ordered = sorted(set(tried), key=lambda each: (each.kind, each.subject))
    new = insert(row).values(
        [{"kind": each.kind, "subject": each.subject, "failures": 0, "since": now} for each in ordered]
    )
    locked = new.on_conflict_do_update(
        index_elements=[row.kind, row.subject], set_={"failures": row.failures}
    ).returning(row.kind, row.subject, row.failures, row.since, row.blocked_until)
    rows = await tx.connection.execute(locked)
    return {
        Tried(each.kind, each.subject): Tally(each.failures, each.since, each.blocked_until) for each in rows
    }


async def _write(tx: AccountTransaction, tried: Tried, tally: Tally) -> None:
    await tx.connection.execute(
        update(AttemptRow)
        .where(AttemptRow.kind == tried.kind, AttemptRow.subject == tried.subject)
        .values(failures=tally.failures, since=tally.since, blocked_until=tally.blocked_until)
    )


def _is_one_of(tried: Sequence[Tried]) -> ColumnElement[bool]:
    keys = [(each.kind, each.subject) for each in tried]
    return tuple_(AttemptRow.kind, AttemptRow.subject).in_(keys)
