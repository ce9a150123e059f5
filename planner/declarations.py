"""Where each field of a GraphQL type comes from: said once, read by the planner and by the batches.

`Rows` says what a type is made of in the database and who may see it. Every field of the type carries
a `Source`. Nothing here knows how a source is read; two readers do:

- `loaders` batches one relation at a time for GraphQL's own executor, which is the reference;
- `planner` makes one SQL statement of a whole operation.

Expressions name columns of the mapped tables as they are. A reader that needs the same table twice in
one statement gives it aliases (`planner.instance`), so a declaration never has to.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, Table
from sqlalchemy.sql import coercions, roles

from runtime.actor import Role

Predicate = ColumnElement[bool]
Expression = SQLColumnExpression[Any]
"""A column as its mapped class names it, or SQL made of such columns."""
Scope = Callable[[Role], Predicate | None]


def plain(expression: Expression) -> ColumnElement[Any]:
    """The SQL itself: an attribute of a mapped class stands for its column."""
    return coercions.expect(roles.ExpressionElementRole, expression)


@dataclass(frozen=True, eq=False)
class Rows:
    """The rows behind a GraphQL type: tables joined one to one, a key, and who may see which of them.

    `visible` says which rows a role sees; none means that it sees nothing, and then no SQL is sent. It
    has no default: rows cannot be declared without. `full` says in which of the visible rows the
    restricted columns are shown too; elsewhere they are null.
    """

    type_name: str
    table: Table
    key: tuple[Expression, ...]
    visible: Scope
    full: Scope | None = None
    joins: tuple[tuple[Table, Predicate], ...] = ()
    tag: str | None = None
    """Three letters that begin the global ids of this type; none for a type that is not a Node."""

    def seen_in_full(self, role: Role) -> Predicate | None:
        """Where this role sees the restricted columns; none for nowhere."""
        return None if self.full is None else self.full(role)


@dataclass(frozen=True, eq=False)
class Column:
    """A scalar: a column or an SQL expression of the type's own rows."""

    expression: Expression
    restricted: bool = False
    """Null in rows that the reader may not see in full."""


@dataclass(frozen=True, eq=False)
class GlobalId:
    """The `id` of a node: its type's tag and its whole key."""


@dataclass(frozen=True, eq=False)
class ToOne:
    """At most one row of another type: `on` pairs columns of this type's rows with the other's."""

    rows: Rows
    on: tuple[tuple[Expression, Expression], ...]


@dataclass(frozen=True, eq=False)
class ToMany:
    """A short closed list of another type, in an order that ends in a unique key."""

    rows: Rows
    on: tuple[tuple[Expression, Expression], ...]
    order: tuple[Expression, ...]


@dataclass(frozen=True, eq=False)
class Root:
    """At most one row, found from the actor: `where` names `actor_…` parameters."""

    rows: Rows
    where: Predicate


@dataclass(frozen=True, eq=False)
class Page:
    """A keyset page of all the rows that the reader may see. The order's columns are not null.

    Cursors hold the `name`, so that one list's are refused by another, also of the same type.
    """

    name: str
    rows: Rows
    order: tuple[Expression, ...]


Source = Column | GlobalId | ToOne | ToMany | Root | Page
SOURCE = "source"
"""Under this name a field's metadata holds its source."""


@dataclass(frozen=True, eq=False)
class Declared:
    """A GraphQL type with its rows and the sources of its fields, by their Python names."""

    rows: Rows
    sources: Mapping[str, Source]

    @cached_property
    def itself(self) -> ToOne:
        """The way to a row from its own key: how `node` finds it again, together with others of its type."""
        return ToOne(self.rows, on=tuple((part, part) for part in self.rows.key))

    @property
    def columns(self) -> Mapping[str, Column]:
        return {name: source for name, source in self.sources.items() if isinstance(source, Column)}

    @property
    def edges(self) -> Mapping[str, ToOne | ToMany]:
        return {name: source for name, source in self.sources.items() if isinstance(source, ToOne | ToMany)}
