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
    LargeBinary,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, MemberKey, one_of, owned
from models.kinds import PERSON_SEXES


class PersonRow(Base):
    """One person in one household. The same human being in two households is two rows.

    The NIR is there twice: sealed (`runtime.crypto`), and masked, which is what everybody but an agent with
    a reason is shown. A child may have none of its own yet, or be covered under a parent's.
    """

    __tablename__ = "people"
    __table_args__ = (
        Index(
            "people_one_holder_key",
            "member_id",
            unique=True,
            postgresql_where=text("is_holder"),
        ),
        one_of("sex", PERSON_SEXES),
        CheckConstraint("birth_rank BETWEEN 1 AND 9", name="birth_rank"),
        CheckConstraint("death_date >= birth_date", name="death_date"),
        CheckConstraint("(nir_sealed IS NULL) = (nir_masked IS NULL)", name="nir"),
    )

    member_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("members.member_id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    is_holder: Mapped[bool] = mapped_column(server_default="false")
    first_name: Mapped[str]
    last_name: Mapped[str]
    birth_name: Mapped[str | None]
    birth_date: Mapped[date]
    birth_rank: Mapped[int] = mapped_column(server_default="1")
    """Twins of one birth day have 1 and 2 (rang gémellaire)."""
    sex: Mapped[str | None]
    death_date: Mapped[date | None]
    email: Mapped[str | None]
    phone: Mapped[str | None]
    nir_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    nir_masked: Mapped[str | None]
    broker_ids: Mapped[list[int]] = mapped_column(ARRAY(BigInteger), server_default="{}")
    """Brokers of the contracts this person holds or is covered by: see `members.broker_ids`."""


class NirTokenRow(Base):
    """Whose NIR it is, across households: an import knows a person by NIR, birth day and rank.

    A token is an HMAC (`runtime.crypto`). It is not unique: somebody covered by two households has one row
    in each, a child covered under a parent's number shares it, and a provisional number stays beside the
    final one. It is never a login, and never finds out who is the same person (CNIL).
    """

    __tablename__ = "nir_tokens"
    __table_args__ = (owned("people", "person_id"), UniqueConstraint("token", "member_id", "person_id"))

    token: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    nir_token_id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    member_id: Mapped[int]
    person_id: Mapped[int]


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
