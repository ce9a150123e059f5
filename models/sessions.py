"""Sessions of accounts, the tokens that carry them on, and the second factor. No actor's role reads them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, NewKey


class SessionRow(Base):
    """Somebody signed in on a device. It is over when it was revoked or its time has come."""

    __tablename__ = "sessions"
    __table_args__ = (Index(None, "account_id", "session_id"),)

    session_id: Mapped[NewKey]
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.account_id"))
    device: Mapped[str]
    """What kind of browser and system, in words; nothing that tells one from another of its kind."""
    started_at: Mapped[datetime]
    used_at: Mapped[datetime]
    """When it was last gone on with, which is every quarter of an hour that it is in use."""
    expires_at: Mapped[datetime]
    """Whatever it is used for, it ends then."""
    revoked_at: Mapped[datetime | None]


class RefreshTokenRow(Base):
    """One link of a session's chain: each is used once, and gives the next. Used again, it was stolen."""

    __tablename__ = "refresh_tokens"
    __table_args__ = (Index(None, "session_id"),)

    token_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    """SHA-256. The token is drawn by chance from more than anybody can try, so nothing slower is needed."""
    session_id: Mapped[int] = mapped_column(ForeignKey("sessions.session_id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.account_id"))
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class SecondFactorRow(Base):
    """What an account shares with an application that makes codes (TOTP). It counts once it was confirmed."""

    __tablename__ = "second_factors"

    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.account_id"), primary_key=True)
    secret_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    added_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    last_step: Mapped[int] = mapped_column(server_default="0")
    """The half minute of the last code that was taken: no code is taken twice."""


class RecoveryCodeRow(Base):
    """A code for who has lost the application: good once, in place of one of its own."""

    __tablename__ = "recovery_codes"

    account_id: Mapped[int] = mapped_column(ForeignKey("second_factors.account_id"), primary_key=True)
    code_token: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    """An HMAC (`runtime.crypto`): a code is short, since people type it."""
    used_at: Mapped[datetime | None]
