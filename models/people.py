"""People of a household, holder included, and what an adult among them shows to the holder."""

from datetime import date, datetime

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, MemberKey


class PersonRow(Base):
    """One person in one household. The same human being in two households is two rows."""

    __tablename__ = "people"
    __table_args__ = (
        Index(
            "people_one_holder_key",
            "member_id",
            unique=True,
            postgresql_where=text("is_holder"),
        ),
    )

    member_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("members.member_id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    is_holder: Mapped[bool] = mapped_column(server_default="false")
    first_name: Mapped[str]
    last_name: Mapped[str]
    birth_date: Mapped[date]
    email: Mapped[str | None]
    broker_ids: Mapped[list[int]] = mapped_column(ARRAY(BigInteger), server_default="{}")
    """Brokers of the contracts this person holds or is covered by: see `members.broker_ids`."""


class SharingRow(Base):
    """What an adult beneficiary shows to the holder, from one instant to another. No row is ever deleted."""

    __tablename__ = "sharings"
    __table_args__ = (
        ForeignKeyConstraint(["member_id", "person_id"], ["people.member_id", "people.person_id"]),
        CheckConstraint("withdrawn_at >= given_at", name="withdrawn_after_given"),
        Index(
            "sharings_one_current_key",
            "member_id",
            "person_id",
            unique=True,
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
    )

    member_id: Mapped[MemberKey]
    sharing_id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    person_id: Mapped[int]
    given_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
