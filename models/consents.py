"""What a person has agreed to, and who looked at a household's data."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, MemberKey, one_of, owned
from runtime.actor import Role


class ConsentRow(Base):
    """Given, perhaps until a day, and withdrawn; no row is ever deleted. One that ended by its day is
    withdrawn before it is given again.

    HEALTH_DATA is needed where a contract is not responsible; BROKER_ACCESS opens more to one broker. What an
    adult shows to the holder is in `sharings`.
    """

    __tablename__ = "consents"
    __table_args__ = (
        owned("people", "person_id"),
        one_of("purpose", ("HEALTH_DATA", "BROKER_ACCESS", "MARKETING", "ASSISTANT")),
        CheckConstraint("(purpose = 'BROKER_ACCESS') = (broker_id IS NOT NULL)", name="broker"),
        CheckConstraint("withdrawn_at >= given_at", name="withdrawn_after_given"),
        Index(
            "consents_one_current_key",
            "member_id",
            "person_id",
            "purpose",
            text("coalesce(broker_id, 0)"),
            unique=True,
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
    )

    member_id: Mapped[MemberKey]
    consent_id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    person_id: Mapped[int]
    purpose: Mapped[str]
    broker_id: Mapped[int | None] = mapped_column(ForeignKey("brokers.broker_id"))
    text_version: Mapped[str]
    """Which wording was agreed to."""
    given_at: Mapped[datetime]
    ends_on: Mapped[date | None]
    """The first day without."""
    withdrawn_at: Mapped[datetime | None]


class AccessRow(Base):
    """Somebody looked (journal des accès); only ever added to. It says who in words that stay true when the
    account is gone, and what in a code, never the data. With a `person_id`, that person's data.
    """

    __tablename__ = "access_log"
    __table_args__ = (
        owned("people", "person_id"),
        one_of("role", Role),
        Index(None, "member_id", "person_id", "access_id"),
    )

    member_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("members.member_id"), primary_key=True)
    access_id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    at: Mapped[datetime]
    account_id: Mapped[int]
    role: Mapped[str]
    label: Mapped[str]
    what: Mapped[str]
    reason: Mapped[str | None]
    person_id: Mapped[int | None]
