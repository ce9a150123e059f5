"""Seal all heads of the audit as they are now: that a chain, or its end, is taken away shows from then on."""

from dataclasses import dataclass

from sqlalchemy import Select, insert, literal, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from loaders.audit_chains import sealed_by, sealed_heads
from models.audit import AuditCheckpointRow, AuditHeadRow, AuditSealedHeadRow
from rules.audit_chains import CHECKPOINT, START, Checkpoint, Heads
from runtime import clock
from runtime.crypto import Vault

ONE_AT_A_TIME = text("LOCK TABLE audit_checkpoints IN SHARE ROW EXCLUSIVE MODE")


@dataclass(frozen=True, slots=True)
class SealedCheckpoint:
    """`heads` is how many had moved since the checkpoint before. `kept` is worth noting elsewhere."""

    number: int
    heads: int
    seal: bytes

    @property
    def kept(self) -> str:
        """As it is noted, and given to `./hub audit verify`."""
        return f"{self.number}:{self.seal.hex()}"


async def checkpoint_seal(owner: AsyncConnection, vault: Vault) -> SealedCheckpoint:
    """As the owner of the tables: no actor's role may read all heads, or write a checkpoint."""
    await owner.execute(ONE_AT_A_TIME)
    before = (await owner.execute(_LAST)).one_or_none()
    number = 1 if before is None else before.number + 1
    now = clock.now()
    # Written first, for the heads refer to it, and all of it again when they have been read.
    row = {"number": number, "at": now, "heads": 0, "digest": "", "seal": b"", "signature": b""}
    await owner.execute(insert(AuditCheckpointRow).values(row))
    columns = ["number", "member_id", "position", "hash"]
    await owner.execute(insert(AuditSealedHeadRow).from_select(columns, _moved(number)))
    heads = Heads()
    async for member_id, link in sealed_heads(owner, number):
        heads.add(member_id, link)
    checkpoint = Checkpoint(number, now, heads.count, heads.digest)
    seal = checkpoint.sealed(START if before is None else before.seal)
    await owner.execute(
        update(AuditCheckpointRow)
        .where(AuditCheckpointRow.number == number)
        .values(heads=heads.count, digest=heads.digest, seal=seal, signature=vault.sign(CHECKPOINT, seal))
    )
    return SealedCheckpoint(number, heads.count, seal)


_LAST = (
    select(AuditCheckpointRow.number, AuditCheckpointRow.seal)
    .order_by(AuditCheckpointRow.number.desc())
    .limit(1)
)


def _moved(number: int) -> Select[int, int, int, bytes]:
    """Heads that are not as the last checkpoint that saw them has them: moved on, new, or set back."""
    head, last = AuditHeadRow, sealed_by(number).subquery("last")
    return (
        select(literal(number), head.member_id, head.position, head.hash)
        .outerjoin(last, last.c.member_id == head.member_id)
        .where(or_(last.c.hash.is_(None), last.c.position != head.position, last.c.hash != head.hash))
    )
