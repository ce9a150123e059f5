"""What opens an account without its password: links, activation ids; and changes of address and number.

No actor's role reads them. The tokens themselves are in mails and nowhere else.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, NewKey, one_of

PURPOSES = ("ACTIVATION", "PASSWORD", "EMAIL", "INVITATION")


class LinkRow(Base):
    """A link that is good once: to set a password, of which an account's newest counts, or to confirm an
    address.

    ACTIVATION was asked for by who has shown their identity; INVITATION goes to whom a broker firm lets in;
    PASSWORD was asked for by anybody who knows a login, or by an agent who opens a space; EMAIL by who knows
    the password.
    """

    __tablename__ = "links"
    __table_args__ = (
        one_of("purpose", PURPOSES),
        CheckConstraint("(purpose = 'EMAIL') = (email_change_id IS NOT NULL)", name="of_a_change"),
        Index(None, "account_id", "link_id"),
    )

    link_id: Mapped[NewKey]
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.account_id"))
    token_hash: Mapped[bytes] = mapped_column(LargeBinary)
    """SHA-256."""
    purpose: Mapped[str]
    email_change_id: Mapped[int | None] = mapped_column(ForeignKey("email_changes.email_change_id"))
    """The change that it confirms: a link that is sent late confirms no other address."""
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
    """Another address for an account: recorded by an agent, or asked for by its bearer, whose own waits until
    its link was opened. Kept so that the one before can be told, and that it can be said who changed it.
    """

    __tablename__ = "email_changes"
    __table_args__ = (
        one_of("identity_check", ("IDENTITY_DOCUMENT", "CALL_BACK", "LETTER")),
        CheckConstraint("before IS DISTINCT FROM after", name="differs"),
        CheckConstraint("(identity_check IS NULL) = (expires_at IS NOT NULL)", name="how"),
        Index(None, "account_id"),
    )

    email_change_id: Mapped[NewKey]
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.account_id"))
    before: Mapped[str | None]
    after: Mapped[str]
    at: Mapped[datetime]
    by_account_id: Mapped[int] = mapped_column(ForeignKey("accounts.account_id"))
    """The agent who recorded it, or the account itself."""
    identity_check: Mapped[str | None]
    """How an agent saw that it was the bearer who asked."""
    expires_at: Mapped[datetime | None]
    """Until when the bearer's own can be confirmed."""
    confirmed_at: Mapped[datetime | None]
    """Since when it is the address; null where it waits, or was never confirmed."""


class PhoneChangeRow(Base):
    """Another telephone number, asked for by its bearer. Of an account the newest counts.

    Codes go first to the number before, where it is one that a message can reach, then to the new one. They
    are worked out from the key of the change and the data key (`rules.phones`), so none is kept.
    """

    __tablename__ = "phone_changes"
    __table_args__ = (
        CheckConstraint("before IS DISTINCT FROM after", name="differs"),
        Index(None, "account_id", "phone_change_id"),
    )

    phone_change_id: Mapped[NewKey]
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.account_id"))
    before: Mapped[str | None]
    """Null where there was none, or none that a message can reach."""
    after: Mapped[str]
    """As E.164 writes it."""
    at: Mapped[datetime]
    before_confirmed_at: Mapped[datetime | None]
    """When the code of the number before was typed."""
    expires_at: Mapped[datetime]
    """When the code that was asked for last is over."""
    confirmed_at: Mapped[datetime | None]
    """Since when it is the number; null where it waits, or was never confirmed."""
