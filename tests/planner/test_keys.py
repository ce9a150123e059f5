"""An edge that is joined by the key of its rows finds one of them at most, or it would come twice."""

from collections.abc import Sequence

import pytest
from sqlalchemy import UniqueConstraint
from sqlalchemy.sql.elements import BinaryExpression
from sqlalchemy.sql.schema import Column, Table

from planner.conditions import conjuncts
from planner.declarations import Predicate, ToOne, plain
from planner.plan import _is_by_key
from tests.both_ways import CATALOG

EDGES = [
    (f"{declared.rows.type_name}.{name}", source)
    for declared in CATALOG
    for name, source in declared.sources.items()
    if isinstance(source, ToOne) and _is_by_key(source)
]


def unique(table: Table, given: Sequence[Predicate] = ()) -> list[set[str]]:
    """Sets of columns of which no two rows have the same values, by the table's own word: in all of its rows,
    or in those where a condition holds that is given.
    """
    conditions = {str(each).removeprefix(f"{table.name}.") for each in given}
    keys = [set(table.primary_key.columns.keys())]
    keys += [set(each.columns.keys()) for each in table.constraints if isinstance(each, UniqueConstraint)]
    for index in table.indexes:
        where = index.dialect_kwargs.get("postgresql_where")
        if index.unique and (where is None or str(where) in conditions):
            keys.append({column.name for column in index.columns})
    return keys


def is_one_to_one(table: Table, condition: Predicate) -> bool:
    """Whether a joined table has one row at most for each of those before it."""
    given = list(conjuncts(condition))
    sides = [side for each in given if isinstance(each, BinaryExpression) for side in (each.left, each.right)]
    equal = {side.name for side in sides if isinstance(side, Column) and side.table.name == table.name}
    return any(key <= equal for key in unique(table, given))


@pytest.mark.parametrize(("name", "edge"), EDGES, ids=[name for name, _ in EDGES])
def test_the_key_of_rows_that_are_joined_is_one_of_their_table(name: str, edge: ToOne) -> None:
    key = {plain(part).name for part in edge.rows.key}
    assert any(each <= key for each in unique(edge.rows.table)), name
    assert all(is_one_to_one(table, condition) for table, condition in edge.rows.joins), name
