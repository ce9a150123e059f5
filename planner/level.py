"""The rows of one type in a statement: a derived table `t0`, `t1` … around the type's own tables.

Whatever a declaration says about rows, their columns, who sees them and what is chosen, stands inside the
derived table, where the tables have their own names; around it only its columns are named. So the same table
can come again at any depth, and no expression has to be rewritten. Names are counted, never taken from the
client: equal operations give equal text.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, literal_column, select
from sqlalchemy.sql.elements import ColumnClause, UnaryExpression
from sqlalchemy.sql.selectable import FromClause, Subquery

from planner.conditions import source_of
from planner.declarations import Expression, Pairs, Predicate, Rows, plain
from runtime.actor import Role

STATED = literal_column("g.actor").is_not(None)
"""What is read after the actor has been stated (`planner.statement`)."""


class NotVisible(Exception):
    """The role sees nothing of these rows: there is nothing to select."""


class Level:
    """There is none without the predicate of a role that sees some of the rows."""

    def __init__(self, number: int, rows: Rows, role: Role) -> None:
        visible = rows.seen_by(role)
        if visible is None:
            raise NotVisible(rows.type_name)
        self.number, self.rows, self.role = number, rows, role
        self.name = f"t{number}"
        self._visible: Predicate = visible
        self._taken: dict[object, tuple[ColumnElement[Any], str]] = {}

    def take(self, expression: Expression) -> ColumnElement[Any]:
        """The value of an expression about these rows, by the name that it has outside."""
        inside = plain(expression)
        column = isinstance(inside, ColumnClause) and inside.table is not None
        key = (inside.table, inside.name) if column else id(inside)
        _, name = self._taken.setdefault(key, (inside, f"c{len(self._taken)}"))
        return literal_column(f"{self.name}.{name}", inside.type)

    def ordered(self, expression: Expression) -> ColumnElement[Any]:
        """The same to sort by: which way, and where nulls go, is said where the rows are sorted."""
        inside = plain(expression)
        if not isinstance(inside, UnaryExpression) or inside.modifier is None:
            return self.take(inside)
        return UnaryExpression(self.ordered(inside.element), modifier=inside.modifier)

    def joined(self, on: Pairs) -> list[Predicate]:
        """Which rows of another type hang on one of these."""
        return [self.take(local) == plain(remote) for local, remote in on]

    def base(
        self, conditions: Sequence[Predicate], order: Sequence[Any] = (), limit: int | None = None
    ) -> Select[Any]:
        """The rows themselves. Call it last: by then it is known which columns are taken."""
        columns: list[ColumnElement[Any]] = [inside.label(name) for inside, name in self._taken.values()]
        source = source_of(self.rows)
        found: Select[Any] = select(*(columns or [literal_column("1", Integer)])).select_from(source)
        found = found.where(self._visible, *conditions).order_by(*order)
        return found if limit is None else found.limit(literal_column(str(limit)))

    def rows_of(self, base: Select[Any]) -> Subquery:
        return base.subquery(self.name)


def added(
    rows: Rows, role: Role, conditions: Sequence[Predicate], *values: ColumnElement[Any]
) -> Select[Any]:
    """Counts and sums of rows, which are not shown themselves."""
    visible = rows.seen_by(role)
    assert visible is not None
    source: FromClause = source_of(rows)
    return select(*values).select_from(source).where(visible, *conditions)
