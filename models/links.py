"""What opens an account without its password: links, activation ids; and changes of address, to be told of.

No actor's role reads them. The tokens themselves are in mails and nowhere else.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, NewKey, one_of

PURPOSES = ("ACTIVATION", "PASSWORD")


class LinkRow(Base):
    """A link that sets a password, once. Of an account the newest counts.

    ACTIVATION was asked for by who has shown their identity; PASSWORD by anybody who knows a login.
    """

    __tablename__ = "links"
    __table_args__ = (one_of("purpose", PURPOSES), Index(None, "account_id", "link_id"))

    link_id: Mapped[NewKey]
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.account_id"))
    token_hash: Mapped[bytes] = mapped_column(LargeBinary)
    """SHA-256."""
    purpose: Mapped[str]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class ActivationRow(Base):
    """The activation id of an account that is not activated yet. A new one takes the place of the old."""

    __tablename__ = "activations"
    __table_args__ = (UniqueConstraint("id_token"),)

    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.account_id"), primary_key=True)
    id_token: Mapped[bytes] = mapped_column(LargeBinary)
    """An HMAC (`runtime.crypto`): an id is short, since people type it."""
    confirmed_at: Mapped[datetime]
    """When the mail that confirms the subscription was sent. The space opens 72 hours later."""
    issued_at: Mapped[datetime]


class EmailChangeRow(Base):
    """An account has got another address. Kept so that the one before can be told."""

    __tablename__ = "email_changes"
    __table_args__ = (
        one_of("identity_check", ("IDENTITY_DOCUMENT", "CALL_BACK", "LETTER")),
        CheckConstraint("before IS DISTINCT FROM after", name="differs"),
        Index(None, "account_id"),
    )

    email_change_id: Mapped[NewKey]
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.account_id"))
    before: Mapped[str | None]
    after: Mapped[str]
    at: Mapped[datetime]
    by_account_id: Mapped[int] = mapped_column(ForeignKey("accounts.account_id"))
    """The agent who recorded it."""
    identity_check: Mapped[str]
    """How they saw that it was the bearer who asked."""
