"""Services that come with a contract, and the partners who give them."""

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, NewKey, one_of
from models.content import AUDIENCES


class ServiceRow(Base):
    """A service of the space or of a contract (service)."""

    __tablename__ = "services"
    __table_args__ = (one_of("audience", AUDIENCES),)

    service_id: Mapped[NewKey]
    code: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    description: Mapped[str]
    url: Mapped[str | None]
    audience: Mapped[str] = mapped_column(server_default="ALL")
    position: Mapped[int] = mapped_column(server_default="0")
    is_shown: Mapped[bool] = mapped_column(server_default="true")


class PartnerRow(Base):
    """Who gives a service, and how to reach them (partenaire)."""

    __tablename__ = "partners"
    __table_args__ = (
        one_of(
            "kind",
            ("TELECONSULTATION", "CARE_NETWORK", "ASSISTANCE", "LEGAL_PROTECTION", "SECOND_OPINION", "OTHER"),
        ),
        one_of("audience", AUDIENCES),
    )

    partner_id: Mapped[NewKey]
    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    description: Mapped[str]
    search: Mapped[str]
    """Name, kind and description, folded (`rules.names.folded`)."""
    phone: Mapped[str | None]
    hours: Mapped[str | None]
    email: Mapped[str | None]
    url: Mapped[str | None]
    identification: Mapped[str | None]
    """How a member says who they are: a code, the number on the card."""
    audience: Mapped[str] = mapped_column(server_default="ALL")
    position: Mapped[int] = mapped_column(server_default="0")
    is_shown: Mapped[bool] = mapped_column(server_default="true")


class PartnerProductRow(Base):
    """A partner who is named here is for the contracts of these products only."""

    __tablename__ = "partner_products"

    partner_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("partners.partner_id"), primary_key=True)
    product_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("products.product_id"), primary_key=True)
