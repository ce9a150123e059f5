"""Brokers, and the households each may see, from one day to another."""

from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, NewKey


class BrokerRow(Base):
    """A broker firm (courtier), and how its clients reach it. `orias` is its number in the register."""

    __tablename__ = "brokers"

    broker_id: Mapped[NewKey]
    name: Mapped[str]
    email: Mapped[str | None]
    phone: Mapped[str | None]
    orias: Mapped[str | None]


class MemberBrokerRow(Base):
    """A broker sees a household from `valid_from` until the day before `valid_to`."""

    __tablename__ = "member_brokers"
    __table_args__ = (
        CheckConstraint("valid_to > valid_from", name="period"),
        Index(None, "broker_id", "member_id"),
    )

    member_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("members.member_id"), primary_key=True)
    broker_id: Mapped[int] = mapped_column(ForeignKey("brokers.broker_id"), primary_key=True)
    valid_from: Mapped[date] = mapped_column(primary_key=True)
    valid_to: Mapped[date | None]
