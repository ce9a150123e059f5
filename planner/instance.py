"""One use of a type's rows inside a statement: the same tables under aliases of their own.

Aliases are counted, never taken from the client: `t0`, `t1` … in the order of planning, so that equal
operations give equal text.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Table
from sqlalchemy.schema import Column
from sqlalchemy.sql import visitors
from sqlalchemy.sql.selectable import FromClause, NamedFromClause

from planner.declarations import Expression, Predicate, Rows, plain
from runtime.actor import Role


class NotVisible(Exception):
    """The role sees nothing of these rows: there is nothing to select."""


class Instance:
    """Rows under fresh aliases. There is none without the predicate of a role that sees some of them."""

    def __init__(self, rows: Rows, role: Role, aliases: Iterator[str]) -> None:
        visible, full = rows.seen_by(role), rows.seen_in_full(role)
        if visible is None:
            raise NotVisible(rows.type_name)
        self.rows = rows
        tables = [rows.table, *(table for table, _ in rows.joins)]
        self._aliases: dict[Table, NamedFromClause] = {table: table.alias(next(aliases)) for table in tables}
        self.visible: Predicate = self.of(visible)
        self.full: Predicate | None = None if full is None else self.of(full)

    @property
    def tables(self) -> tuple[NamedFromClause, ...]:
        return tuple(self._aliases.values())

    @property
    def source(self) -> FromClause:
        source: FromClause = self._aliases[self.rows.table]
        for table, condition in self.rows.joins:
            source = source.join(self._aliases[table], self.of(condition))
        return source

    def of(self, expression: Expression) -> ColumnElement[Any]:
        """An expression of the declaration, naming this use's aliases."""

        def aliased(element: Any, **_: Any) -> Any:
            if isinstance(element, Column) and element.table in self._aliases:
                return self._aliases[element.table].c[element.key]
            return None

        replaced: ColumnElement[Any] = visitors.replacement_traverse(plain(expression), {}, aliased)
        return replaced
