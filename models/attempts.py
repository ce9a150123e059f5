"""Attempts at what can be guessed, counted in the database: restarts forget none, and workers share them."""

from datetime import datetime

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, one_of

KINDS = ("LOGIN", "ADDRESS", "ACCOUNT", "PROOF", "ACTIVATION", "LINK", "INVITATION")


class AttemptRow(Base):
    """A row is there from the first failure to the next success. Nobody can tell from it what was tried."""

    __tablename__ = "attempts"
    __table_args__ = (one_of("kind", KINDS),)

    kind: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    """An HMAC (`runtime.crypto`) of a login, a network address or the key of an account."""
    failures: Mapped[int]
    since: Mapped[datetime]
    blocked_until: Mapped[datetime | None]
