"""Rows brought to what a file says: found by what they are called, then inserted, updated or left alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Row, and_, delete, insert, select, true, update
from sqlalchemy.ext.asyncio import AsyncConnection

from models.base import Base, table_of

Wanted: TypeAlias = Mapping[str, Any]
"""A row by its columns. All rows of one call have the same ones; other columns keep what they hold."""


ALL = true()


@dataclass(frozen=True, slots=True)
class Count:
    """What became of the rows of one table."""

    inserted: int = 0
    updated: int = 0
    removed: int = 0
    unchanged: int = 0

    def __str__(self) -> str:
        return (
            f"{self.inserted} inserted, {self.updated} updated, {self.removed} removed,"
            f" {self.unchanged} unchanged"
        )

    def __add__(self, other: "Count") -> "Count":
        return Count(
            self.inserted + other.inserted,
            self.updated + other.updated,
            self.removed + other.removed,
            self.unchanged + other.unchanged,
        )


async def bring(
    owner: AsyncConnection,
    table: type[Base],
    natural_key: Sequence[str],
    wanted: Sequence[Wanted],
    among: ColumnElement[bool] = ALL,
    *,
    removing: bool = False,
) -> Count:
    """Bring those `among` the rows to what is wanted. What nobody wants stays, unless `removing`.

    What ends is written before what goes on: two rows may not be open at once, not even for a moment.
    """
    found = await owner.execute(select(table_of(table)).where(among))
    there = {tuple(getattr(row, name) for name in natural_key): row for row in found}
    new: list[Wanted] = []
    changed: list[tuple[Row[Any], Wanted]] = []
    for each in sorted(wanted, key=lambda row: row.get("valid_to") is None):
        row = there.pop(tuple(each[name] for name in natural_key), None)
        if row is None:
            new.append(each)
        elif any(getattr(row, name) != value for name, value in each.items()):
            changed.append((row, each))
    removed = list(there.values()) if removing else []
    for row in removed:
        await owner.execute(delete(table).where(_is(table, row)))
    for row, values in changed:
        await owner.execute(update(table).where(_is(table, row)).values(**values))
    if new:
        await owner.execute(insert(table), [dict(each) for each in new])
    return Count(len(new), len(changed), len(removed), len(wanted) - len(new) - len(changed))


async def keys_by(owner: AsyncConnection, table: type[Base], key: str, *names: str) -> dict[Any, int]:
    """The keys that the database gave, by what its rows are called."""
    columns = table_of(table).c
    rows = await owner.execute(select(columns[key], *(columns[name] for name in names)))
    return {row[1] if len(names) == 1 else tuple(row[1:]): row[0] for row in rows}


def _is(table: type[Base], row: Row[Any]) -> ColumnElement[bool]:
    return and_(*(column == getattr(row, column.name) for column in table_of(table).primary_key.columns))
