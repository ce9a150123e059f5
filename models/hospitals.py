"""Hospitals, by their number in the national register (FINESS)."""

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, NewKey


class HospitalRow(Base):
    """A hospital or clinic. A number of Corsica has a letter in it; its last digit is a check digit."""

    __tablename__ = "hospitals"
    __table_args__ = (
        CheckConstraint("finess ~ '^[0-9][0-9AB][0-9]{7}$'", name="finess"),
        Index(None, "search", "hospital_id"),
    )

    hospital_id: Mapped[NewKey]
    finess: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    search: Mapped[str]
    """Name, town and number, folded (`rules.names.folded`)."""
    street: Mapped[str]
    postal_code: Mapped[str]
    city: Mapped[str]
    phone: Mapped[str | None]
    admissions_phone: Mapped[str | None]
    admissions_email: Mapped[str | None]
    """Where an agreement's address is sent (bureau des entrées)."""
