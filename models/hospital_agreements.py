"""Agreements to pay a hospital (prises en charge), which go to the hospital and to nobody else."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, JsonObject, MemberKey, one_of, owned, period


class HospitalAgreementRow(Base):
    """What the hospital is told will be paid. The member sees the démarche's status, and not this.

    Its file is therefore not in `documents`, which a household reads. `terms` holds ceilings and rates, and
    no diagnosis. The secret in the address that is sent is in `agreement_tokens`, good for one fetch.
    """

    __tablename__ = "hospital_agreements"
    __table_args__ = (
        owned("procedures", "procedure_id"),
        one_of("status", ("ISSUED", "SENT", "FETCHED", "CANCELLED", "EXPIRED")),
        CheckConstraint("status <> 'FETCHED' OR fetched_at IS NOT NULL", name="fetched"),
        CheckConstraint("fetched_at IS NULL OR sent_at IS NOT NULL", name="sent"),
        period(),
        Index(None, "member_id", "procedure_id"),
    )

    member_id: Mapped[MemberKey]
    hospital_agreement_id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    procedure_id: Mapped[int]
    hospital_id: Mapped[int] = mapped_column(ForeignKey("hospitals.hospital_id"))
    status: Mapped[str] = mapped_column(server_default="ISSUED")
    terms: Mapped[JsonObject]
    valid_from: Mapped[date]
    valid_to: Mapped[date]
    file_key: Mapped[str]
    sha256: Mapped[bytes] = mapped_column(LargeBinary)
    sent_at: Mapped[datetime | None]
    fetched_at: Mapped[datetime | None]


class AgreementTokenRow(Base):
    """Which agreement a hospital's address opens: see `MemberNumberRow`."""

    __tablename__ = "agreement_tokens"
    __table_args__ = (owned("hospital_agreements", "hospital_agreement_id"),)

    token_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    member_id: Mapped[int]
    hospital_agreement_id: Mapped[int]
