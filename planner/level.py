"""The rows of one type in a statement: a derived table `t0`, `t1` … around the type's own tables.

Whatever a declaration says about rows, their columns, who sees them and what is chosen, stands inside the
derived table, where the tables have their own names; around it only its columns are named. So the same table
can come again at any depth, and no expression has to be rewritten. Names are counted, never taken from the
client: equal operations give equal text.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, case, literal_column, select, true
from sqlalchemy.dialects.postgresql import JSON
from sqlalchemy.sql.elements import ColumnClause, Grouping, True_, UnaryExpression
from sqlalchemy.sql.selectable import FromClause, LateralFromClause

from planner.conditions import conjuncts, source_of
from planner.declarations import FACT, Column, Expression, Pairs, Predicate, Rows, plain
from runtime.actor import Role

STATED = literal_column("g.actor").is_not(None)
"""What is read after the actor has been stated (`planner.statement`)."""


class NotVisible(Exception):
    """The role sees nothing of these rows: there is nothing to select."""


class Level:
    """There is none without the predicate of a role that sees some of the rows."""

    def __init__(self, number: int, rows: Rows, role: Role, *, listed: bool = False) -> None:
        visible = rows.seen_by(role)
        if visible is None:
            raise NotVisible(rows.type_name)
        self.number, self.rows, self.role, self.listed = number, rows, role, listed
        self.name = f"t{number}"
        self._visible = [(each, _fact(each)) for each in conjuncts(visible)]
        self._facts = {said for _, said in self._visible}
        self._taken: dict[object, tuple[ColumnElement[Any], str]] = {}
        self._beside: list[FromClause] = []
        self._shaped: list[FromClause] = []

    def known_of(self, parent: "Level", on: Pairs) -> None:
        """What the rows of the parent were found by is not asked again of what hangs on them."""
        hang = [(_name(plain(local)), _name(plain(remote))) for local, remote in on]
        known = {
            (name, there)
            for name, there in self._facts
            for local, remote in hang
            if there == remote and (name, local) in parent._facts
        }
        self._visible = [each for each in self._visible if each[1] not in known]

    def take(self, expression: Expression) -> ColumnElement[Any]:
        """The value of an expression about these rows, by the name that it has outside."""
        inside = plain(expression)
        _, name = self._taken.setdefault(_name(inside), (inside, f"c{len(self._taken)}"))
        return literal_column(f"{self.name}.{name}", inside.type)

    def shown(self, field: Column) -> ColumnElement[Any] | None:
        """The value of a field where this role may see it; none where it may see it in no row.

        Whether it may is worked out once a row, and not again for each restricted field.
        """
        if not field.restricted:
            return self.take(field.expression)
        own = self.rows.seen_in_full if field.full is None else field.full
        full = own(self.role)
        if full is None or isinstance(full, True_):
            return None if full is None else self.take(field.expression)
        return case((self.take(full), self.take(field.expression)))

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
        found = found.where(*(each for each, _ in self._visible), *conditions).order_by(*order)
        return found if limit is None else found.limit(literal_column(str(limit)))

    def beside(self, found: Select[Any], number: int) -> ColumnElement[Any]:
        """The value `v` of a select that has one row at most for each of these rows, or null.

        It is joined, and not put in its place: there it would be run for each row, whatever Postgres knows
        of a better way. The order of the rows is lost, and must be said above.
        """
        self._beside.append(found.lateral(f"e{number}"))
        return literal_column(f"e{number}.v", JSON)

    def shaped(self, row: LateralFromClause) -> ColumnElement[Any]:
        """All that a row has which is made of each of these rows, as one value.

        Postgres makes it where it is used. A select in that place would be run for each row.
        """
        self._shaped.append(row)
        return literal_column(row.name, JSON)

    @property
    def is_joined(self) -> bool:
        return bool(self._beside)

    def rows_of(self, base: Select[Any]) -> FromClause:
        found: FromClause = base.subquery(self.name)
        for each in self._beside:
            found = found.outerjoin(each, true())
        for each in self._shaped:
            found = found.join(each, true())
        return found


def _name(expression: ColumnElement[Any]) -> object:
    """Mapped classes hand out the same column as different objects."""
    column = isinstance(expression, ColumnClause) and expression.table is not None
    return (expression.table, expression.name) if column else id(expression)


def _fact(predicate: Predicate) -> tuple[str, object]:
    """What it says, and of which column; of no other, it says it of itself."""
    inside: Any = predicate.element if isinstance(predicate, Grouping) else predicate
    name, column = inside._annotations.get(FACT, ("", predicate))
    return name, _name(column)


def added(
    rows: Rows, role: Role, conditions: Sequence[Predicate], *values: ColumnElement[Any]
) -> Select[Any]:
    """Counts and sums of rows, which are not shown themselves: one row, though no value looks at any."""
    visible = rows.seen_by(role)
    assert visible is not None
    source: FromClause = source_of(rows)
    return select(*values).select_from(source).where(visible, *conditions).having(true())
