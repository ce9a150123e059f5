"""The audit: append-only, one hash chain a household, and one for what belongs to no household."""

from datetime import datetime

from sqlalchemy import BigInteger, LargeBinary
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
