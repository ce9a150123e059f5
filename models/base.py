"""What every table shares: one metadata, constraint names that migrations can rely on, column types."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, ClassVar, cast

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    Date,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    MetaData,
    Numeric,
    Table,
    Text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, mapped_column

NAMES = {
    "ix": "%(table_name)s_%(column_0_N_name)s_ix",
    "uq": "%(table_name)s_%(column_0_N_name)s_key",
    "ck": "%(table_name)s_%(constraint_name)s_check",
    "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
    "pk": "%(table_name)s_pkey",
}

MemberKey = Annotated[int, mapped_column(BigInteger, primary_key=True)]
"""The household a row belongs to: first in every key of a member-owned table, and never changed."""

NewKey = Annotated[int, mapped_column(BigInteger, Identity(), primary_key=True)]
"""A key that the database gives."""

BrokerOf = Annotated[int | None, mapped_column(ForeignKey("brokers.broker_id"))]
"""The contract's broker, repeated: a row-level policy compares columns of its own row only."""

BrokersOf = Annotated[list[int], mapped_column(ARRAY(BigInteger), server_default="{}")]
"""Brokers whom the row-level policy lets through. `member_brokers` holds the dates and decides."""

Rate = Annotated[Decimal, mapped_column(Numeric(5, 4))]
"""A share of one: 0.7000 is 70 %."""

JsonObject = Annotated[dict[str, Any], mapped_column(JSONB)]
JsonList = Annotated[list[Any], mapped_column(JSONB, server_default="[]")]
Texts = Annotated[list[str], mapped_column(ARRAY(Text), server_default="{}")]


class Base(DeclarativeBase):
    """Rows are read with Core selects and handed over as they are; nobody loads entities."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[type, Any]] = {
        int: BigInteger,
        str: Text,
        date: Date,
        datetime: DateTime(timezone=True),
        Decimal: Numeric(12, 2),
    }
    """A `Decimal` that says nothing more is an amount in euros."""


def table_of(row: type[Base]) -> Table:
    """The table of a mapped class, as a table to the type checker too."""
    return cast("Table", row.__table__)


def one_of(column: str, values: Iterable[str]) -> CheckConstraint:
    """The column holds one of these texts, or null where it may."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def period(start: str = "valid_from", end: str = "valid_to") -> CheckConstraint:
    """The end is the first day without, so that a period that is not open holds one day at least."""
    return CheckConstraint(f"{end} > {start}", name="period")


def owned(table: str, *columns: str, key: Iterable[str] | None = None) -> ForeignKeyConstraint:
    """A reference to a row of the same household: `columns` here, `key` there if it is called otherwise."""
    there = ["member_id", *(columns if key is None else key)]
    return ForeignKeyConstraint(["member_id", *columns], [f"{table}.{name}" for name in there])
