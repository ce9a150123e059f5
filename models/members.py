"""Households: a member (adhérent) holds one, and every row that a household owns begins with its key."""

from sqlalchemy import ARRAY, BigInteger, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, BrokersOf, NewKey


class MemberRow(Base):
    """A household and its holder. The holder is the one person of the household marked so."""

    __tablename__ = "members"
    __table_args__ = (Index(None, "sort_name", "member_id"), Index(None, "number"))

    member_id: Mapped[NewKey]
    number: Mapped[str]
    sort_name: Mapped[str]
    """The holder's last and first name, folded: what lists are ordered by, whatever the accents."""
    search: Mapped[str]
    """The holder's names and the number, folded: what a search for a member looks in."""
    broker_ids: Mapped[list[int]] = mapped_column(ARRAY(BigInteger), server_default="{}")
    """Brokers whom the row-level policy lets through. `member_brokers` holds the dates and decides."""


class MemberWordRow(Base):
    """One word of a holder's names or number, folded: what a search for a member begins with.

    A range of words is found by an index under row-level security, which a pattern is not.
    """

    __tablename__ = "member_words"
    __table_args__ = (Index(None, "word", "member_id"),)

    member_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("members.member_id"), primary_key=True)
    word: Mapped[str] = mapped_column(Text(collation="C"), primary_key=True)
    broker_ids: Mapped[BrokersOf]


class MemberNumberRow(Base):
    """Member numbers are unique across households: a look-up table, since no key of `members` may be."""

    __tablename__ = "member_numbers"

    number: Mapped[str] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.member_id"))
