"""Which edges and orders no index serves: pure functions of the declarations and of a database's indexes.

An index serves an edge that begins with the columns that join it, in whatever order, and with others that are
the same in all rows that a reader sees. One serves a page's order that goes on with its columns, all one way.
Which index Postgres takes is not told here (`tests/scale` asks it), nor whether an expression is that of the
index: one about the same columns is taken for it.
"""

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import BinaryExpression, ColumnElement
from sqlalchemy.sql import operators, visitors
from sqlalchemy.sql.elements import BindParameter
from sqlalchemy.sql.schema import Column as TableColumn

from planner.catalog import Declaration
from planner.conditions import conjuncts
from planner.declarations import Order, Page, Rows, ToMany, ToOne, plain
from runtime.actor import Role
from runtime.indexes import Index, Key

Name = tuple[str, str]
"""A table and a column of it."""


def unindexed(declared: Iterable[Declaration], indexes: Sequence[Index]) -> Iterator[str]:
    """A sentence for each edge, and for each order of a page, that no index serves."""
    for each in declared:
        match each.source:
            case (ToOne(unindexed=None) | ToMany()) as edge if edge.on:
                if roles := _unserved(each, edge, None, indexes):
                    yield f"{each.name}: no index begins with {_joining(edge)}, for {roles}"
            case Page() as page:
                for order in (order for order in page.orders if order.unindexed is None):
                    if roles := _unserved(each, page, order, indexes):
                        yield f"{each.name}: no index has the order {order.name}, for {roles}"


def _unserved(
    declaration: Declaration, source: ToOne | ToMany | Page, order: Order | None, indexes: Sequence[Index]
) -> str:
    """The roles that can ask it, and for whose rows there is no index."""
    roles = declaration.roles or frozenset(Role)
    above, rows = declaration.rows, source.rows
    seeing = [each for each in Role if each in roles and rows.seen_by(each) is not None]
    asking = [each for each in seeing if above is None or above.seen_by(each) is not None]
    return ", ".join(each for each in asking if not _Wanted(source, order, each).served(indexes))


class _Wanted:
    """What one role wants of an index for one edge or order."""

    def __init__(self, source: ToOne | ToMany | Page, order: Order | None, role: Role) -> None:
        rows = source.rows
        visible = rows.seen_by(role)
        assert visible is not None
        conditions = [each for condition in (visible, *_joins(rows)) for each in conjuncts(condition)]
        self._same = _Same(conditions)
        self._joining = {
            self._same.name(each) for _, there in source.on if (each := _column(there)) is not None
        }
        self._fixed = self._joining | {self._same.name(each) for each in _equal_to_values(conditions)}
        self._order = [plain(each) for each in order.columns] if order is not None else []

    def served(self, indexes: Sequence[Index]) -> bool:
        return any(self._by(each) for each in indexes)

    def _by(self, index: Index) -> bool:
        if index.filled is not None and self._same.of(index.table, index.filled) not in self._joining:
            return False
        met: set[Name] = set()
        options: set[int] = set()
        rest = [each for each in self._order if not self._is_fixed(each)]
        for key in index.keys:
            name = self._same.of(index.table, *key.columns) if key.plain else None
            if name in self._fixed:
                met.add(name)
            elif self._joining <= met and rest and self._is(key, name, rest[0], index.table):
                rest.pop(0)
                options.add(key.option)
            else:
                break
        return self._joining <= met and not rest and len(options) <= 1

    def _is_fixed(self, expression: ColumnElement[object]) -> bool:
        column = _column(expression)
        return column is not None and self._same.name(column) in self._fixed

    def _is(self, key: Key, name: Name | None, wanted: ColumnElement[object], table: str) -> bool:
        column = _column(wanted)
        if column is not None:
            return name is not None and name == self._same.name(column)
        about = [each for each in visitors.iterate(wanted) if isinstance(each, TableColumn)]
        return name is None and {each.name for each in about if each.table.name == table} == key.columns


class _Same:
    """Columns that joins make equal go by one name."""

    def __init__(self, conditions: Sequence[ColumnElement[bool]]) -> None:
        self._names: dict[Name, Name] = {}
        for left, right in _equal(conditions):
            if (one := _column(left)) is not None and (other := _column(right)) is not None:
                kept, gone = self.name(one), self.name(other)
                self._names = {each: kept if to == gone else to for each, to in self._names.items()}
                self._names[gone] = kept

    def name(self, column: "TableColumn[object]") -> Name:
        return self.of(column.table.name, column.name)

    def of(self, table: str, column: str) -> Name:
        return self._names.get((table, column), (table, column))


def _joins(rows: Rows) -> list[ColumnElement[bool]]:
    return [condition for _, condition in rows.joins]


def _equal(
    conditions: Sequence[ColumnElement[bool]],
) -> Iterator[tuple[ColumnElement[object], ColumnElement[object]]]:
    for each in conditions:
        if isinstance(each, BinaryExpression) and each.operator is operators.eq:
            yield each.left, each.right


def _equal_to_values(conditions: Sequence[ColumnElement[bool]]) -> "Iterator[TableColumn[object]]":
    for sides in _equal(conditions):
        for one, other in (sides, sides[::-1]):
            column = _column(one)
            if column is not None and isinstance(other, BindParameter):
                yield column


def _column(expression: object) -> "TableColumn[object] | None":
    column = plain(expression)  # type: ignore[arg-type]  # whatever stands in a declaration
    return column if isinstance(column, TableColumn) else None


def _joining(edge: ToOne | ToMany) -> str:
    return ", ".join(str(each) for _, there in edge.on if (each := _column(there)) is not None)
