"""What every table shares: one metadata, constraint names that migrations can rely on, column types."""

from datetime import date, datetime
from typing import Annotated, Any, ClassVar, cast

from sqlalchemy import BigInteger, Date, DateTime, Identity, MetaData, Table, Text
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


class Base(DeclarativeBase):
    """Rows are read with Core selects and handed over as they are; nobody loads entities."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[type, Any]] = {
        int: BigInteger,
        str: Text,
        date: Date,
        datetime: DateTime(timezone=True),
    }


def table_of(row: type[Base]) -> Table:
    """The table of a mapped class, as a table to the type checker too."""
    return cast("Table", row.__table__)
