"""One operation, one SQL statement: made of the declarations that the batches of the executor use too.

Each field becomes an expression over the rows of its object (`planner.level`), each object and list JSON that
Postgres writes (`planner.shapes`), all root fields the columns of one row. What is not covered makes all of
the operation `Uncovered`, before any SQL is sent: then the executor answers, which is the reference.
"""

from dataclasses import dataclass, field
from itertools import count
from typing import Any

from graphql import GraphQLObjectType, is_non_null_type
from graphql.execution.values import VariableValues
from sqlalchemy import ColumnElement, Text, case, cast, func, null
from sqlalchemy.sql.schema import Column as TableColumn

from planner import global_id, shapes
from planner.asking import Asked
from planner.catalog import Catalog, roles_of, source_of
from planner.conditions import chosen, in_full, whom
from planner.declarations import (
    ByIds,
    Column,
    Computed,
    Count,
    FromRequest,
    GlobalId,
    Page,
    Pairs,
    Predicate,
    Root,
    Rows,
    Source,
    ToMany,
    ToOne,
    plain,
)
from planner.encoders import encoder, not_null, sure_of
from planner.leaves import Leaf, leaf_of, marked
from planner.level import STATED, Level
from planner.operation import Operation, Selected
from planner.pages import connection, counted
from planner.parameters import key_of, own
from planner.shapes import Entry, constant
from planner.told import Told, told
from planner.uncovered import Path, Unplannable
from runtime.actor import ClientScope, Role

MOST_IDS = 10
"""Each is a part of the statement of its own."""

MOST_OBJECTS, MOST_FIELDS = 100, 1_500
"""Places in an operation, whatever the number of rows. A fragment that is spread again is there again, with
what is spread in it: a thousand characters could become megabytes of SQL, over which everybody waits.
"""


@dataclass(slots=True, eq=False)
class Planning:
    """What one statement is made of, while it is made."""

    operation: Operation
    catalog: Catalog
    role: Role
    recorded: bool
    """Whether it is written down whose data this reader sees."""
    scopes: frozenset[ClientScope] | None
    """What narrows a program beside its role."""
    values: VariableValues
    asked: dict[int, Asked] = field(default_factory=dict)
    leaves: list[Leaf] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    levels: dict[int, tuple[Path, str]] = field(default_factory=dict)
    """By their numbers the field that each is of, and the type of its rows."""
    numbers: Any = field(default_factory=count)
    fields: int = 0
    reads: bool = False
    """Whether there are any rows in it."""

    def roots(self) -> list[Entry]:
        entries = [(each.key, self._root(each)) for each in self.operation.roots()]
        if self.told and not self.reads:
            raise Unplannable((), "nothing is asked of the database")
        return entries

    def asked_of(self, selected: Selected) -> Asked:
        """What its arguments ask, of whatever rows: a bad one is an error where none is shown too."""
        if selected.asking is None:
            return Asked()
        asked = self.operation.askings[selected.asking].of(self.values)
        self.asked[selected.asking] = asked
        return asked

    def level(
        self, rows: Rows, of: Selected, parent: Level | None = None, on: Pairs = (), *, listed: bool = False
    ) -> Level:
        """The rows of a type; `listed` where there can be many of them."""
        self.reads = True
        if len(self.levels) >= MOST_OBJECTS:
            raise Unplannable(of.path, f"over {MOST_OBJECTS} kinds of rows")
        level = Level(next(self.numbers), rows, self.role, listed=listed)
        self.levels[level.number] = (of.path, rows.type_name)
        if parent is not None:
            level.known_of(parent, on)
        return level

    def sees(self, rows: Rows) -> bool:
        return rows.within(self.scopes) and rows.seen_by(self.role) is not None

    def chosen(self, source: ToOne | ToMany | Page, asked: Asked) -> list[Predicate]:
        """The conditions of what was asked."""
        order = source.ordered(asked.choice.order) if isinstance(source, Page) else None
        return chosen(source, asked.choice, self.role, order)

    def entries(self, selected: Selected, level: Level, kind: GraphQLObjectType | None = None) -> list[Entry]:
        """The fields of an object. Where it is written down who looks, it says first whose data it is."""
        children = list(self.operation.under(selected, kind))
        self.fields += len(children)
        if self.fields > MOST_FIELDS:
            raise Unplannable(selected.path, f"over {MOST_FIELDS} fields")
        fields = [(each.key, self._field(each, level)) for each in children]
        if not (self.recorded and level.rows.is_owned):
            return fields
        if not fields:
            raise Unplannable(selected.path, "an object of nothing that is written down")
        return [*shapes.whose(self.whose(level)), *fields]

    def _root(self, selected: Selected) -> ColumnElement[Any]:
        if selected.name == "__typename":
            return constant(selected.kind.name)
        if selected.name.startswith("__"):
            raise Unplannable(selected.path, "about the schema itself")
        return self.hanging_on_nothing(selected)

    def hanging_on_nothing(self, selected: Selected) -> ColumnElement[Any]:
        """A root field, or one of an object that is made of the request."""
        source = source_of(selected.field)
        roles = roles_of(selected.field)
        if roles is not None and not self._is_allowed(roles, source):
            raise Unplannable(selected.path, "not for this kind of actor")
        match source:
            case Root():
                return self._found(selected, source)
            case ByIds():
                return self._by_ids(selected, source)
            case ToMany():
                return self._many(selected, source, None)
            case Page():
                return connection(self, selected, source, None)
            case Count():
                return counted(self, selected, source.page)
            case FromRequest():
                return told(self, selected, source)
        raise Unplannable(selected.path, "a resolver of its own")

    def _is_allowed(self, roles: frozenset[Role], source: Source | None) -> bool:
        return self.role in roles and not (isinstance(source, Page) and not source.rows.within(self.scopes))

    def _found(self, selected: Selected, root: Root) -> ColumnElement[Any]:
        asked = self.asked_of(selected)
        if not self.sees(root.rows):
            return self.nothing(selected)
        level = self.level(root.rows, selected)
        entries = self.entries(selected, level)
        rows = level.rows_of(own(level.base([STATED, root.where]), selected.asking, asked))
        return self.required(selected, shapes.one(entries, rows, level.number, selected.path))

    def _by_ids(self, selected: Selected, source: ByIds) -> ColumnElement[Any]:
        asked = self.asked_of(selected)
        if len(asked.keys) > MOST_IDS:
            raise Unplannable(selected.path, f"over {MOST_IDS} ids")
        found = [self._by_id(selected, place, asked.keys[place]) for place in range(len(asked.keys))]
        return shapes.array(found) if source.many else found[0]

    def _by_id(self, selected: Selected, place: int, id_: tuple[str, tuple[int, ...]]) -> ColumnElement[Any]:
        tag, key = id_
        declared = self.catalog.node(tag)
        if declared is None or len(key) != len(declared.rows.key):
            raise Unplannable(selected.path, "an id of nothing")
        if not self.sees(declared.rows):
            return shapes.NULL
        kind = self.operation.object_type(declared.rows.type_name)
        level = self.level(declared.rows, selected)
        entries = self.entries(selected, level, kind)
        parts = enumerate(plain(part) for part in declared.rows.key)
        where = [part == key_of(selected.asking, place, i, part.type) for i, part in parts]
        rows = level.rows_of(own(level.base([STATED, *where]), None, Asked()))
        return shapes.one(entries, rows, level.number, selected.path)

    def _field(self, selected: Selected, level: Level) -> ColumnElement[Any]:
        if selected.name == "__typename":
            return constant(selected.kind.name)
        match source_of(selected.field):
            case GlobalId():
                return global_id.written(level.rows.tag or "", [level.take(part) for part in level.rows.key])
            case Column() as column:
                return self.leaf(selected, column, level)
            case Computed() as computed:
                return self._computed(selected, computed, level)
            case (ToOne() | ToMany() | Page()) as edge:
                return self._edge(selected, edge, level)
        raise Unplannable(selected.path, "a resolver of its own")

    def _edge(self, selected: Selected, edge: ToOne | ToMany | Page, level: Level) -> ColumnElement[Any]:
        match edge:
            case ToOne() | ToMany() if edge.restricted and level.rows.seen_in_full(self.role) is None:
                # Not even where the edge begins: some roles have no right to that column.
                self.asked_of(selected)
                return self.nothing(selected)
            case ToOne():
                return self._one(selected, edge, level)
            case ToMany():
                return self._restricted(edge, level, self._many(selected, edge, level))
            case Page():
                return connection(self, selected, edge, level)

    def leaf(self, selected: Selected, column: Column, level: Level) -> ColumnElement[Any]:
        kind = selected.field.type
        inside = plain(column.expression)
        encode = encoder(kind, inside.type)
        if encode is None:
            raise Unplannable(selected.path, f"{kind} of {inside.type!r}")
        visible = level.shown(column)
        if visible is None:
            return self.nothing(selected)
        value = plain(encode(visible))
        sure = not column.restricted and isinstance(inside, TableColumn) and not inside.nullable
        return not_null(value) if is_non_null_type(kind) and not sure else value

    def _computed(self, selected: Selected, computed: Computed, level: Level) -> ColumnElement[Any]:
        values: list[ColumnElement[Any]] = []
        for column in computed.needs.values():
            visible = level.shown(column)
            values.append(cast(null(), plain(column.expression).type) if visible is None else visible)
        self.leaves.append(leaf_of(selected, computed, self.operation))
        return marked(len(self.leaves) - 1, values)

    def _one(self, selected: Selected, edge: ToOne, parent: Level) -> ColumnElement[Any]:
        asked = self.asked_of(selected)
        if not self.sees(edge.rows):
            return self.nothing(selected)
        joined = parent.listed and _is_by_key(edge)
        child = self.level(edge.rows, selected, parent, edge.on, listed=joined)
        entries = self.entries(selected, child)
        conditions = [*parent.joined(edge.on), *self.chosen(edge, asked)]
        rows = child.rows_of(own(child.base(conditions), selected.asking, asked))
        found = shapes.object_of(entries, rows, child.number, selected.path)
        value = parent.beside(found, child.number) if joined else found.scalar_subquery()
        return self.required(selected, self._restricted(edge, parent, value))

    def _many(self, selected: Selected, source: ToMany, parent: Level | None) -> ColumnElement[Any]:
        """All of a short list, of the whole or of what hangs on a parent."""
        asked = self.asked_of(selected)
        if not self.sees(source.rows):
            return shapes.NULL if source.restricted else shapes.NO_ROWS
        joined = [STATED] if parent is None else parent.joined(source.on)
        child = self.level(source.rows, selected, parent, source.on, listed=True)
        entries = self.entries(selected, child)
        order = [child.ordered(each) for each in source.order]
        conditions = [*joined, *self.chosen(source, asked)]
        rows = child.rows_of(own(child.base(conditions), selected.asking, asked))
        return shapes.many(entries, rows, order, child.number, selected.path)

    def _restricted(
        self, edge: ToOne | ToMany, level: Level, value: ColumnElement[Any]
    ) -> ColumnElement[Any]:
        if not edge.restricted:
            return value
        return case((level.take(in_full(level.rows, self.role)), value), else_=shapes.NULL)

    def required(self, selected: Selected, value: ColumnElement[Any]) -> ColumnElement[Any]:
        """A value of a field; where it must not be null, a null is told apart."""
        return sure_of(value) if is_non_null_type(selected.field.type) else value

    def nothing(self, selected: Selected) -> ColumnElement[Any]:
        """For who sees no such rows. Where there must be one, the executor says so."""
        if is_non_null_type(selected.field.type):
            raise Unplannable(selected.path, "null where there must be something")
        return shapes.NULL

    def whose(self, level: Level) -> ColumnElement[str]:
        """Whom it is about, and what of them: read off the answer, and taken out of it."""
        rows = level.rows
        self.seen.append(rows.type_name)
        number = constant(f"{len(self.seen) - 1},")
        owner = cast(level.take(rows.key[0]), Text)
        people = whom(rows, self.role)
        told = constant("") if people is None else func.coalesce(level.take(people), "")
        return number.concat(owner).concat(constant(",")).concat(told)


def _is_by_key(edge: ToOne) -> bool:
    """Whether the key of the other's rows is among what joins them, so that there is never a second one."""
    joined = {plain(remote) for _, remote in edge.on}
    return {plain(part) for part in edge.rows.key} <= joined
