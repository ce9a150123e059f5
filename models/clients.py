"""Clients that are programs (OAuth 2.0): each is an account without a password, and with one capacity."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Texts, one_of
from runtime.actor import SCOPES_OF


class ClientRow(Base):
    """What a program shows in exchange for an access token, and how far that reaches.

    A secret is drawn from 256 bits of chance, which nobody can try out: SHA-256 is enough, and what is made
    slow for passwords would be work for nothing.
    """

    __tablename__ = "clients"
    __table_args__ = (
        one_of("role", SCOPES_OF),
        CheckConstraint("(role = 'BROKER') = (broker_id IS NOT NULL)", name="broker"),
        CheckConstraint("(former_secret_hash IS NULL) = (former_until IS NULL)", name="former"),
        CheckConstraint("cardinality(scopes) > 0", name="scopes"),
        Index(None, "broker_id", "account_id"),
    )

    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.account_id"), primary_key=True)
    client_id: Mapped[str] = mapped_column(unique=True)
    """Its public name, and the login of its account."""
    name: Mapped[str]
    role: Mapped[str]
    broker_id: Mapped[int | None] = mapped_column(ForeignKey("brokers.broker_id"))
    """The firm to whose portfolio it is bound."""
    scopes: Mapped[Texts]
    secret_hash: Mapped[bytes] = mapped_column(LargeBinary)
    former_secret_hash: Mapped[bytes | None] = mapped_column(LargeBinary)
    """The secret before, while programs change from one to the other."""
    former_until: Mapped[datetime | None]
    created_at: Mapped[datetime]
    expires_on: Mapped[date]
    """The first day without."""
    revoked_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]
    """When it was last given a token."""
