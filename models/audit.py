"""The audit: append-only, one hash chain a household, and one for what belongs to no household."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, MemberKey

NO_HOUSEHOLD = 0
"""The chain of what belongs to no household; no member has this key."""


class AuditHeadRow(Base):
    """The last link of a chain. It is locked last before a commit, so that a writer holds it briefly."""

    __tablename__ = "audit_heads"

    member_id: Mapped[MemberKey]
    position: Mapped[int]
    hash: Mapped[bytes] = mapped_column(LargeBinary)


class AuditEntryRow(Base):
    """Who did what, when. `hash` covers every other column and the hash of the entry before."""

    __tablename__ = "audit_entries"

    member_id: Mapped[MemberKey]
    position: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    at: Mapped[datetime]
    account_id: Mapped[int]
    role: Mapped[str]
    action: Mapped[str]
    details: Mapped[dict[str, str]] = mapped_column(JSONB)
    hash: Mapped[bytes] = mapped_column(LargeBinary)


class AuditCheckpointRow(Base):
    """All heads at one moment, numbered without a gap. `seal` covers the heads that have moved since the one
    before, and the seal of that one; `signature` is by a key of the hub, which the database has not.
    """

    __tablename__ = "audit_checkpoints"
    __table_args__ = (CheckConstraint("number >= 1", name="number"),)

    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    heads: Mapped[int]
    digest: Mapped[str]
    seal: Mapped[bytes] = mapped_column(LargeBinary)
    signature: Mapped[bytes] = mapped_column(LargeBinary)


class AuditSealedHeadRow(Base):
    """A head as a checkpoint has seen it; only those that had moved since the checkpoint before."""

    __tablename__ = "audit_sealed_heads"
    __table_args__ = (Index(None, "number", "member_id"), Index(None, "member_id", "position"))

    member_id: Mapped[MemberKey]
    number: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("audit_checkpoints.number"), primary_key=True, autoincrement=False
    )
    position: Mapped[int]
    hash: Mapped[bytes] = mapped_column(LargeBinary)


class AuditPurgeRow(Base):
    """Entries that were taken out by rule, up to the heads of a checkpoint; signed like one."""

    __tablename__ = "audit_purges"

    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    through: Mapped[int] = mapped_column(ForeignKey("audit_checkpoints.number"))
    before: Mapped[str]
    """A month, YYYY-MM: what is older was sealed, and is gone."""
    chains: Mapped[int]
    entries: Mapped[int]
    signature: Mapped[bytes] = mapped_column(LargeBinary)
