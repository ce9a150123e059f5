"""Démarches: what was asked for, what became of it, and the signature that some of them need."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
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
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, BrokerOf, JsonList, JsonObject, MemberKey, one_of, owned
from models.kinds import CLOSED_STATUSES, PROCEDURE_STATUSES
from runtime.actor import Role

_CLOSED = ", ".join(f"'{status}'::text" for status in CLOSED_STATUSES)

FOR_ONE_PERSON = (Role.BENEFICIARY.value, Role.GUARDIAN.value)
"""Whoever acts so asks about somebody, be it themselves."""


class ProcedureRow(Base):
    """One démarche. `kind` and `stage` are texts that the registry of démarches knows, not the database.

    A broker is granted the columns that say what kind it is and how far it got, never whom and what it is
    about. What is secret in a form (a NIR, an IBAN) is not in `form` but in `form_sealed`.
    """

    __tablename__ = "procedures"
    __table_args__ = (
        owned("contracts", "contract_id"),
        owned("coverages", "coverage_id"),
        owned("people", "person_id"),
        ForeignKeyConstraint(
            ["member_id", "coverage_id", "contract_id", "person_id"],
            [f"coverages.{column}" for column in ("member_id", "coverage_id", "contract_id", "person_id")],
            name="procedures_coverage_fkey",
        ),
        CheckConstraint(
            "coverage_id IS NULL OR (contract_id IS NOT NULL AND person_id IS NOT NULL)", name="coverage"
        ),
        CheckConstraint(f"submitted_as NOT IN {FOR_ONE_PERSON} OR person_id IS NOT NULL", name="whose"),
        owned("procedures", "follows_id", key=["procedure_id"]),
        UniqueConstraint("member_id", "submitted_by", "idempotency_key"),
        one_of("status", PROCEDURE_STATUSES),
        one_of("submitted_as", Role),
        CheckConstraint("(status = 'REJECTED') = (rejection_reason IS NOT NULL)", name="rejected"),
        CheckConstraint("version >= 1", name="version"),
        CheckConstraint("updated_at >= submitted_at", name="updated_at"),
        CheckConstraint("follows_id <> procedure_id", name="follows_another"),
        Index(None, "reference"),
        Index(None, "member_id", "submitted_at", "procedure_id"),
        # With whose they are, which is noted of what is counted.
        Index(None, "submitted_at", "member_id", "procedure_id", postgresql_include=["person_id"]),
        Index(None, "kind", "submitted_at", "member_id", "procedure_id"),
        Index(None, "status", "submitted_at", "member_id", "procedure_id"),
        Index(None, "taken_by"),
        Index(None, "broker_id", "submitted_at", "member_id", "procedure_id"),
        Index(
            "procedures_queue_ix",
            text(f"((status = ANY (ARRAY[{_CLOSED}]))::integer)"),
            "submitted_at",
            "member_id",
            "procedure_id",
        ),
    )

    member_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("members.member_id"), primary_key=True)
    procedure_id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    reference: Mapped[str]
    kind: Mapped[str]
    status: Mapped[str]
    stage: Mapped[str | None]
    contract_id: Mapped[int | None]
    coverage_id: Mapped[int | None]
    person_id: Mapped[int | None]
    """Whom it is about, covered or not yet: an adult's are theirs alone."""
    submitted_by: Mapped[int]
    """The account. It is not a foreign key: accounts are erased, démarches are kept."""
    submitted_as: Mapped[str]
    submitted_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    expected_by: Mapped[date | None]
    version: Mapped[int] = mapped_column(server_default="1")
    idempotency_key: Mapped[str]
    request_hash: Mapped[bytes] = mapped_column(LargeBinary)
    """Tells the same request again from another one under the same key."""
    form: Mapped[JsonObject]
    form_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    asked_documents: Mapped[JsonList]
    """What the desk asked for beyond what its kind needs anyway."""
    taken_by: Mapped[int | None]
    decision: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    rejection_reason: Mapped[str | None]
    follows_id: Mapped[int | None]
    """The one that it prolongs: a longer stay in hospital."""
    broker_id: Mapped[BrokerOf]


class ProcedureReferenceRow(Base):
    """References are unique across households: see `MemberNumberRow`."""

    __tablename__ = "procedure_references"
    __table_args__ = (owned("procedures", "procedure_id"),)

    reference: Mapped[str] = mapped_column(primary_key=True)
    member_id: Mapped[int]
    procedure_id: Mapped[int]


class ProcedureEventRow(Base):
    """What happened to a démarche; only ever added to. `note` is for agents, `message` for the person."""

    __tablename__ = "procedure_events"
    __table_args__ = (
        owned("procedures", "procedure_id"),
        one_of("from_status", PROCEDURE_STATUSES),
        one_of("to_status", PROCEDURE_STATUSES),
        one_of("role", Role),
        Index(None, "member_id", "procedure_id", "procedure_event_id"),
    )

    member_id: Mapped[MemberKey]
    procedure_event_id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    procedure_id: Mapped[int]
    at: Mapped[datetime]
    account_id: Mapped[int | None]
    """None where the hub did it by itself."""
    role: Mapped[str | None]
    from_status: Mapped[str | None]
    to_status: Mapped[str]
    stage: Mapped[str | None]
    message: Mapped[str | None]
    note: Mapped[str | None]


class ProcedureSignatureRow(Base):
    """A text to be signed by a code sent to a phone. The code itself is known as an HMAC only.

    One is pending at a time: sending another code ends the one before (`ended_at`).
    """

    __tablename__ = "procedure_signatures"
    __table_args__ = (
        owned("procedures", "procedure_id"),
        CheckConstraint("tries >= 0", name="tries"),
        CheckConstraint("expires_at > sent_at", name="expires_at"),
        CheckConstraint("signed_at IS NULL OR ended_at IS NULL", name="outcome"),
        CheckConstraint("(signed_at IS NULL) = (evidence IS NULL)", name="evidence"),
        Index(
            "procedure_signatures_one_pending_key",
            "member_id",
            "procedure_id",
            unique=True,
            postgresql_where=text("signed_at IS NULL AND ended_at IS NULL"),
        ),
    )

    member_id: Mapped[MemberKey]
    procedure_signature_id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    procedure_id: Mapped[int]
    text_hash: Mapped[bytes] = mapped_column(LargeBinary)
    code_token: Mapped[bytes] = mapped_column(LargeBinary)
    phone_masked: Mapped[str]
    tries: Mapped[int] = mapped_column(server_default="0")
    sent_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    signed_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    evidence: Mapped[dict[str, str] | None] = mapped_column(JSONB)
