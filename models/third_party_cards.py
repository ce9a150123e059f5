"""Third-party-payment cards (cartes de tiers payant): what a professional reads instead of being paid."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, Identity, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, JsonObject, MemberKey, one_of, owned, period


class ThirdPartyCardRow(Base):
    """One version of a health contract's card. Whatever changes on it makes a new one and revokes the old.

    `valid_to` is the first day without; the card itself prints the day before. The five items that every
    card prints are `amc_number`, `convention`, `routing` (CSR), `member_number` and the validity.
    """

    __tablename__ = "third_party_cards"
    __table_args__ = (
        owned("contracts", "contract_id", "line_of_business"),
        UniqueConstraint("member_id", "contract_id", "version"),
        CheckConstraint("line_of_business = 'HEALTH'", name="health_only"),
        one_of("status", ("ACTIVE", "REVOKED", "SUSPENDED", "EXPIRED")),
        CheckConstraint("version >= 1", name="version"),
        CheckConstraint("(status = 'REVOKED') = (revoked_at IS NOT NULL)", name="revoked"),
        period(),
        Index(
            "third_party_cards_one_active_key",
            "member_id",
            "contract_id",
            unique=True,
            postgresql_where=text("status = 'ACTIVE'"),
        ),
    )

    member_id: Mapped[MemberKey]
    third_party_card_id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    contract_id: Mapped[int]
    line_of_business: Mapped[str] = mapped_column(server_default="HEALTH")
    """The contract's, repeated for the constraint: there is no card for protection."""
    version: Mapped[int]
    status: Mapped[str] = mapped_column(server_default="ACTIVE")
    valid_from: Mapped[date]
    valid_to: Mapped[date]
    issued_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    amc_number: Mapped[str]
    convention: Mapped[str]
    routing: Mapped[str]
    member_number: Mapped[str]
    responsible: Mapped[bool] = mapped_column(server_default="true")
    barcode: Mapped[str | None]
    """What the datamatrix says."""


class ThirdPartyCardPersonRow(Base):
    """One person on a card. An adult beneficiary is shown their own line."""

    __tablename__ = "third_party_card_people"
    __table_args__ = (
        owned("third_party_cards", "third_party_card_id"),
        owned("coverages", "coverage_id"),
    )

    member_id: Mapped[MemberKey]
    third_party_card_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    coverage_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    domains: Mapped[JsonObject]
    """Domain of care (PHAR, MED, LABO …) to what the professional may count on: a rate, PEC, or -."""
