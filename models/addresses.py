"""Where a household, or a person with an address of their own, lives from one day to another."""

from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, BrokersOf, owned, period


class AddressRow(Base):
    """The household's address where `person_id` is null, else that person's own, which is theirs to show.

    The next address begins on the day the one before ends. A move to come leaves one open row as well: the
    one to come.
    """

    __tablename__ = "addresses"
    __table_args__ = (
        owned("people", "person_id"),
        CheckConstraint("country ~ '^[A-Z]{2}$'", name="country"),
        CheckConstraint("country <> 'FR' OR postal_code ~ '^[0-9]{5}$'", name="postal_code"),
        period(),
        Index(
            "addresses_one_of_the_household_key",
            "member_id",
            unique=True,
            postgresql_where=text("valid_to IS NULL AND person_id IS NULL"),
        ),
        Index(
            "addresses_one_a_person_key",
            "member_id",
            "person_id",
            unique=True,
            postgresql_where=text("valid_to IS NULL AND person_id IS NOT NULL"),
        ),
    )

    member_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("members.member_id"), primary_key=True)
    address_id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    person_id: Mapped[int | None]
    street: Mapped[str]
    complement: Mapped[str | None]
    postal_code: Mapped[str]
    city: Mapped[str]
    country: Mapped[str] = mapped_column(server_default="FR")
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    broker_ids: Mapped[BrokersOf]
    """Those of the household, or of the person: see `members.broker_ids`."""
