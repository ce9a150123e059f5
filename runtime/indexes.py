"""The indexes that a database has, as Postgres itself tells them."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

# Of trees that are valid, the columns that order it: what is only included orders nothing. An option of a
# column has a bit for falling and one for nulls first; 0 and 3 are what Postgres takes if nothing is said.
INDEXES = text("""
    SELECT tables.relname AS table_name, pg_get_expr(i.indpred, i.indrelid) AS predicate,
        array_agg(pg_get_indexdef(i.indexrelid, place::int, false) ORDER BY place) AS keys,
        array_agg(i.indoption[place - 1]::int ORDER BY place) AS options,
        (SELECT array_agg(attname::text) FROM pg_attribute
         WHERE attrelid = i.indrelid AND attnum > 0 AND NOT attisdropped) AS columns
    FROM pg_index i
    JOIN pg_class tables ON tables.oid = i.indrelid
    JOIN pg_class itself ON itself.oid = i.indexrelid
    JOIN pg_am methods ON methods.oid = itself.relam AND methods.amname = 'btree'
    CROSS JOIN generate_series(1, i.indnkeyatts) AS place
    WHERE i.indisvalid AND tables.relnamespace = 'public'::regnamespace
    GROUP BY i.indexrelid, i.indrelid, i.indpred, tables.relname
    ORDER BY tables.relname, i.indexrelid""")
USUAL = {0, 3}


@dataclass(frozen=True, slots=True)
class Key:
    """What a part of an index is about: a column of its table, or an expression of some."""

    columns: Set[str]
    plain: bool
    option: int = 0
    """Two parts with the same one go the same way."""


@dataclass(frozen=True, slots=True)
class Index:
    table: str
    keys: tuple[Key, ...]
    filled: str | None = None
    """The column that no row of it has empty, where it leaves out those that do."""


async def indexes_of(connection: AsyncConnection) -> list[Index]:
    """Those that a query can count on: of partial ones only such as leave out rows with an empty column."""
    found = []
    for row in await connection.execute(INDEXES):
        filled = re.fullmatch(r"\((\w+) IS NOT NULL\)", row.predicate or "")
        if (row.predicate is None or filled) and set(row.options) <= USUAL:
            keys = tuple(_keys(row.keys, row.options, set(row.columns)))
            found.append(Index(row.table_name, keys, filled[1] if filled else None))
    return found


def _keys(written: Sequence[str], options: Sequence[int], columns: set[str]) -> Iterator[Key]:
    for each, option in zip(written, options, strict=True):
        # Names that are words of SQL too are quoted.
        yield Key(columns.intersection(re.findall(r"\w+", each)), each.strip('"') in columns, option)
