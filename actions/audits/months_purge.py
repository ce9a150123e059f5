"""Take sealed months out of the audit: the entries go, and that they were there stays proven.

What was sealed by the last checkpoint before a month goes; each chain then begins where that checkpoint has
sealed it. A chain that is broken is not purged: its evidence would go with it.
"""

from datetime import date

from sqlalchemy import delete, func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from loaders.audit_chains import Audit, Progress, audit_verified, sealed_by, through
from models.audit import AuditCheckpointRow, AuditEntryRow, AuditPurgeRow
from rules.audit_chains import PURGE, Purge
from rules.audit_purges import newest_purgeable
from runtime import clock
from runtime.crypto import Vault

ONE_AT_A_TIME = text("LOCK TABLE audit_purges IN SHARE ROW EXCLUSIVE MODE")
"""Before the snapshot: who waits for another sees what that one has taken out. Who verifies does not wait."""


class PurgeRefused(Exception):
    """Nothing was purged; the message says why."""


async def months_purge(
    owner: AsyncConnection, vault: Vault, before: date, progress: Progress = lambda more: None
) -> Purge:
    """`before` is the first day of a month."""
    newest = newest_purgeable(clock.today())
    if before > newest:
        raise PurgeRefused(f"six months are kept: purge what is before {newest:%Y-%m}, or an earlier month")
    await owner.execute(ONE_AT_A_TIME)
    audit = await audit_verified(owner, vault, progress)
    checkpoint = await _checkpoint_before(owner, before, audit)
    ends = sealed_by(checkpoint).subquery("ends")
    gone = await owner.execute(
        delete(AuditEntryRow)
        .where(AuditEntryRow.member_id == ends.c.member_id, AuditEntryRow.position <= ends.c.position)
        .returning(AuditEntryRow.member_id)
    )
    chains = [row.member_id for row in gone]
    purge = Purge(
        number=len(audit.purges) + 1,
        at=clock.now(),
        through=checkpoint,
        before=f"{before:%Y-%m}",
        chains=len(set(chains)),
        entries=len(chains),
    )
    await owner.execute(
        insert(AuditPurgeRow).values(
            number=purge.number,
            at=purge.at,
            through=purge.through,
            before=purge.before,
            chains=purge.chains,
            entries=purge.entries,
            signature=vault.sign(PURGE, purge.content),
        )
    )
    return purge


async def _checkpoint_before(owner: AsyncConnection, before: date, audit: Audit) -> int:
    """The last one before the month begins in France."""
    if audit.broken:
        raise PurgeRefused(f"the audit is not whole: {audit.broken[0]}; run ./hub audit verify")
    begins = clock.beginning_of(before)
    number = await owner.scalar(
        select(func.max(AuditCheckpointRow.number)).where(AuditCheckpointRow.at <= begins)
    )
    if number is None or number <= through(audit.purges):
        raise PurgeRefused(f"nothing was sealed before {before:%Y-%m} that is there still")
    return number
