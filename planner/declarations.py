"""Where each field of a GraphQL type comes from: said once, read by the planner and by the batches.

`Rows` says what a type is made of in the database and who may see it. Every field of the type carries
a `Source`. Nothing here knows how a source is read; two readers do:

- `loaders` batches one relation at a time for GraphQL's own executor, which is the reference;
- `planner` makes one SQL statement of a whole operation.

Expressions name columns of the mapped tables as they are. A reader that needs the same table twice in one
statement puts each into a derived table of its own (`planner.level`), so a declaration never has to. What a
client chose of what it can choose here (`Criterion`, `Order`) is a `Choice` of `planner.choices`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, Table, and_
from sqlalchemy.sql import coercions, roles
from sqlalchemy.sql.schema import Column as TableColumn

from runtime.actor import ClientScope, Role, scope_for

Predicate = ColumnElement[bool]
Expression = SQLColumnExpression[Any]
"""A column as its mapped class names it, or SQL made of such columns."""
Scope = Callable[[Role], Predicate | None]
Pairs = tuple[tuple[Expression, Expression], ...]
"""Columns of one type's rows, each with the column of another's that holds the same value."""


def plain(expression: Expression) -> ColumnElement[Any]:
    """The SQL itself: an attribute of a mapped class stands for its column."""
    return coercions.expect(roles.ExpressionElementRole, expression)


OWNER = "owner"
"""In the `info` of a table's column: it holds whom a row belongs to."""

FACT = "fact"


def fact(name: str, column: Expression, predicate: Predicate) -> Predicate:
    """A predicate that is about the value of one column, and about nothing else of its row.

    Rows that hang on others by that column need not be looked at again: what holds of the value there holds
    here (`planner.level`). The name is the same wherever the same is said.
    """
    return predicate._annotate({FACT: (name, plain(column))})


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
    where: Predicate | None = None
    """Which rows of the tables the type is made of, for everybody: those that hold today, say."""
    tag: str | None = None
    """Three letters that begin the global ids of this type; none for a type that is not a Node."""
    person: "Expression | Column | None" = None
    """Whom of the owner's people a row is about; none where it is about the owner. A restricted column where
    there are readers who may not know."""
    people: "Expression | None" = None
    """The same where a row can be about several: an array of them."""
    scope: ClientScope | None = None
    """The scope that shows them to a program; none said for what follows from who else sees them."""

    @property
    def needs(self) -> ClientScope:
        """The scope without which a program sees none of them, whatever its role."""
        return self.scope or scope_for(self.visible)

    def within(self, scopes: frozenset[ClientScope] | None) -> bool:
        """Whether scopes show them; nothing narrows who has none."""
        return scopes is None or self.needs in scopes

    @property
    def is_owned(self) -> bool:
        """Whether the rows belong to somebody, whose key, marked `OWNER` in the table, then begins theirs."""
        key = plain(self.key[0])
        return isinstance(key, TableColumn) and OWNER in key.info

    def seen_by(self, role: Role) -> Predicate | None:
        """Which rows this role sees; none for nothing at all."""
        visible = self.visible(role)
        return visible if visible is None or self.where is None else and_(visible, self.where)

    def seen_in_full(self, role: Role) -> Predicate | None:
        """Where this role sees the restricted columns; none for nowhere."""
        return None if self.full is None else self.full(role)


@dataclass(frozen=True, eq=False)
class Column:
    """A scalar: a column or an SQL expression of the type's own rows."""

    expression: Expression
    restricted: bool = False
    """Null in rows that the reader may not see in full."""
    full: Scope | None = None
    """Where this restricted column is shown, if not wherever the row is seen in full."""


@dataclass(frozen=True, eq=False)
class Computed:
    """A value that Python makes of columns of the row: `compute` is given the `needs` by name."""

    compute: Callable[..., Any]
    needs: Mapping[str, Column]


@dataclass(frozen=True, eq=False)
class Sum:
    """A total over the rows of a page: nothing adds up to zero."""

    expression: Expression
    restricted: bool = False
    """Rows that the reader may not see in full are left out of it."""


@dataclass(frozen=True, eq=False)
class GlobalId:
    """The `id` of a node: its type's tag and its whole key."""


@dataclass(frozen=True, eq=False)
class Criterion:
    """A condition that an argument of a field sets: it holds for a row when `predicate` does.

    The predicate names one parameter, `planner.choices.given(name)`. A `restricted` one is about what the
    reader may not see in every row, and is never met by a row that is not seen in full, so that no
    count, sum or cursor tells what is hidden. One that looks at rows of another type, `through` them and
    `on` columns that are equal, finds only those that the reader sees.
    """

    name: str
    predicate: Predicate
    restricted: bool = False
    through: Rows | None = None
    on: Pairs = ()
    negated: bool = False
    """It holds where the predicate does not, or where no such row is."""


@dataclass(frozen=True, eq=False)
class Order:
    """An order of a page. Its columns are not null, all go one way, and the last of them are a key.

    By a `restricted` column only rows are listed that the reader sees in full.
    """

    name: str
    columns: tuple[Expression, ...]
    descending: bool = False
    restricted: bool = False
    unindexed: str | None = None
    """Why no index has it, where none does and none need to (`planner.index_lint`)."""


@dataclass(frozen=True, eq=False)
class ToOne:
    """At most one row of another type: `on` pairs columns of this type's rows with the other's."""

    rows: Rows
    on: Pairs
    criteria: tuple[Criterion, ...] = ()
    restricted: bool = False
    """Null from rows that the reader may not see in full."""
    always: str | None = None
    """Of one that must not be null: why whoever sees its start sees its end, where that does not follow from
    the predicates (`planner.edge_lint`)."""
    unindexed: str | None = None
    """Why no index begins with the columns that join it, where none does and none need to."""


@dataclass(frozen=True, eq=False)
class ToMany:
    """A short closed list of another type, in an order that ends in a unique key."""

    rows: Rows
    on: Pairs
    order: tuple[Expression, ...]
    criteria: tuple[Criterion, ...] = ()
    restricted: bool = False
    """Null, not empty, from rows that the reader may not see in full, and for who sees no such rows."""


@dataclass(frozen=True, eq=False)
class Root:
    """At most one row. `where` names `actor_…` parameters, or what the one who asks has `given`."""

    rows: Rows
    where: Predicate
    when: str | None = None
    """Of an object that is made of the request: the attribute without which it leads to no row."""


@dataclass(frozen=True, eq=False)
class ByIds:
    """The rows of global ids, of whatever types: of one id one row, of `many` a list in their order."""

    many: bool = False


@dataclass(frozen=True, eq=False)
class Page:
    """A keyset page of rows that the reader may see: all of them, or those `on` one parent.

    Cursors hold the `name` and the order, so that one list's are refused by another, also of one type.
    """

    name: str
    rows: Rows
    orders: tuple[Order, ...]
    """The first is the usual one."""
    on: Pairs = ()
    criteria: tuple[Criterion, ...] = field(default=())

    def ordered(self, name: str | None) -> Order:
        return self.orders[0] if name is None else next(each for each in self.orders if each.name == name)


@dataclass(frozen=True, eq=False)
class Count:
    """How many rows a page has in all, of those that its field chooses."""

    page: Page


@dataclass(frozen=True, eq=False)
class FromRequest:
    """An object that `make` makes of the request itself, such as who is asking: it stands in no table.

    Fields without a source are found in it by their Python names. Those with one are rows that hang on
    nothing, as a root field's do.
    """

    make: Callable[[Any], Any]


Edge = ToOne | ToMany
Source = Column | Computed | Sum | GlobalId | ToOne | ToMany | Root | ByIds | Page | Count | FromRequest
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

    @cached_property
    def columns(self) -> Mapping[str, Column]:
        """The columns to select, by the name that a row has each under; those of computed fields too."""
        own = {name: source for name, source in self.sources.items() if isinstance(source, Column)}
        needed = {
            need_of(name, need): column
            for name, source in self.sources.items()
            if isinstance(source, Computed)
            for need, column in source.needs.items()
        }
        return {**own, **needed}

    @cached_property
    def sums(self) -> Mapping[str, Sum]:
        return {name: source for name, source in self.sources.items() if isinstance(source, Sum)}

    @cached_property
    def edges(self) -> Mapping[str, ToOne | ToMany | Page]:
        return {
            name: source for name, source in self.sources.items() if isinstance(source, ToOne | ToMany | Page)
        }


def need_of(name: str, need: str) -> str:
    """The name under which a row has a column that a computed field is made of."""
    return f"{name}__{need}"
