"""What a person is told, and how they want to be told it."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, Identity, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, MemberKey, owned


class NotificationRow(Base):
    """One notice to one person of a household (notification). What it is about is named, never described:
    a mail or a message on a telephone made of it must hold no health data.
    """

    __tablename__ = "notifications"
    __table_args__ = (
        owned("people", "person_id"),
        owned("procedures", "procedure_id"),
        owned("statements", "statement_id"),
        owned("documents", "document_id"),
        CheckConstraint("read_at >= created_at", name="read_at"),
        Index(None, "member_id", "person_id", "notification_id"),
        Index("notifications_unread_ix", "member_id", "person_id", postgresql_where=text("read_at IS NULL")),
    )

    member_id: Mapped[MemberKey]
    notification_id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    person_id: Mapped[int]
    kind: Mapped[str]
    title: Mapped[str]
    body: Mapped[str]
    procedure_id: Mapped[int | None]
    statement_id: Mapped[int | None]
    document_id: Mapped[int | None]
    created_at: Mapped[datetime]
    read_at: Mapped[datetime | None]


class NotificationChoiceRow(Base):
    """How a person wants to hear of things. Who has no row has chosen nothing: the defaults hold.

    The language is that of their account.
    """

    __tablename__ = "notification_choices"
    __table_args__ = (owned("people", "person_id"),)

    member_id: Mapped[MemberKey]
    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    by_email: Mapped[bool] = mapped_column(server_default="true")
    """What was decided or is waited for is told by mail. What is done to an account always is."""
    paperless: Mapped[bool] = mapped_column(server_default="true")
    """Statements come as files, not by post."""
