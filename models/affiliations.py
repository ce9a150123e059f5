"""A person's mandatory scheme (régime obligatoire), and the link by which its statements come to the hub."""

from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, MemberKey, one_of, owned, period


class MandatorySchemeRow(Base):
    """The scheme codes (grand régime), from a reference table: 01 is the general one."""

    __tablename__ = "mandatory_schemes"
    __table_args__ = (CheckConstraint("scheme_code ~ '^[0-9]{2}$'", name="scheme_code"),)

    scheme_code: Mapped[str] = mapped_column(primary_key=True)
    label: Mapped[str]
    url: Mapped[str | None]
    """Where an attestation of rights is to be had."""


class SchemeAffiliationRow(Base):
    """Which scheme, fund (caisse) and centre a person belongs to. Somebody covered under another's rights
    names the one who opens them (ouvrant droit). `alsace_moselle`: the local scheme pays more.
    """

    __tablename__ = "scheme_affiliations"
    __table_args__ = (
        owned("people", "person_id"),
        owned("people", "opened_by_person_id", key=["person_id"]),
        CheckConstraint("fund ~ '^[0-9]{3}$'", name="fund"),
        CheckConstraint("centre ~ '^[0-9]{4}$'", name="centre"),
        CheckConstraint("NOT alsace_moselle OR scheme_code = '01'", name="alsace_moselle"),
        CheckConstraint("opened_by_person_id <> person_id", name="opened_by"),
        period(),
        Index(
            "scheme_affiliations_one_open_key",
            "member_id",
            "person_id",
            unique=True,
            postgresql_where=text("valid_to IS NULL"),
        ),
    )

    member_id: Mapped[MemberKey]
    scheme_affiliation_id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    person_id: Mapped[int]
    opened_by_person_id: Mapped[int | None]
    scheme_code: Mapped[str] = mapped_column(ForeignKey("mandatory_schemes.scheme_code"))
    fund: Mapped[str]
    centre: Mapped[str | None]
    alsace_moselle: Mapped[bool] = mapped_column(server_default="false")
    attested_on: Mapped[date | None]
    """The day on the attestation of rights, not the day it was sent."""
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class TeletransmissionRow(Base):
    """The state of a coverage's link from one day to another (télétransmission).

    Covered days without a CONNECTED row are the gap, for which statements are sent by hand: it is not
    retroactive. Of two states on one day only the later is kept, the row being changed in place.
    """

    __tablename__ = "teletransmissions"
    __table_args__ = (
        owned("coverages", "coverage_id"),
        one_of(
            "status",
            (
                "NOT_CONNECTED", "REQUESTED", "SENT_TO_SCHEME", "CONNECTED", "REJECTED", "OVERLAP",
                "CANCEL_REQUESTED",
            ),
        ),
        CheckConstraint("reject_code IS NULL OR status IN ('REJECTED', 'OVERLAP')", name="reject_code"),
        period(),
        Index(
            "teletransmissions_one_open_key",
            "member_id",
            "coverage_id",
            unique=True,
            postgresql_where=text("valid_to IS NULL"),
        ),
    )  # fmt: skip

    member_id: Mapped[MemberKey]
    teletransmission_id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    coverage_id: Mapped[int]
    status: Mapped[str]
    reject_code: Mapped[str | None]
    """What the scheme answered: a code of its own list."""
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
