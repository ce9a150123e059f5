"""Keyset pages in the statement: the rows of one page, and what a connection says about them.

The rows are limited first, in a derived table; what the connection has is made of aggregates over it. One row
more is read where somebody asks whether more follow, and it is left out of everything else.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graphql import get_named_type
from sqlalchemy import (
    Boolean,
    ColumnElement,
    Integer,
    func,
    literal_column,
    select,
    tuple_,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.sql.selectable import FromClause

from planner import shapes
from planner.asking import Asked
from planner.catalog import python_name
from planner.conditions import summed
from planner.cursors import cursor
from planner.declarations import Order, Page, Predicate, plain
from planner.encoders import encoder
from planner.keyset import Place, Wanted
from planner.level import STATED, Level, added
from planner.operation import Selected
from planner.parameters import end_of, own
from planner.shapes import Entry, constant
from planner.uncovered import Unplannable

if TYPE_CHECKING:
    from planner.plan import Planning

FALSE, TRUE = literal_column("false", Boolean), literal_column("true", Boolean)


def connection(plan: "Planning", selected: Selected, page: Page, parent: Level | None) -> ColumnElement[Any]:
    """A page of the whole list, or of the rows that hang on a parent."""
    asked = plan.asked_of(selected)
    assert asked.wanted is not None
    order = page.ordered(asked.choice.order)
    children = list(plan.operation.under(selected))
    if not plan.sees(page.rows):
        return shapes.built([(each.key, _empty(plan, each)) for each in children], selected.path)
    joined = [STATED] if parent is None else parent.joined(page.on)
    conditions = [*joined, *plan.chosen(page, asked)]
    reading = _Reading(plan, page, order, asked, asked.wanted, selected, conditions, parent)
    return reading.connection(children)


def counted(plan: "Planning", selected: Selected, page: Page) -> ColumnElement[Any]:
    """How many rows of the whole list there are, of those that the field chooses."""
    asked = plan.asked_of(selected)
    if not plan.sees(page.rows):
        return literal_column("0")
    plan.reads = True
    conditions = [STATED, *plan.chosen(page, asked)]
    nowhere = Wanted(0, backward=False, after=None, before=None)
    reading = _Reading(plan, page, page.ordered(None), asked, nowhere, selected, conditions, None)
    return reading._added(func.count())


@dataclass(slots=True, eq=False)
class _Reading:
    plan: "Planning"
    page: Page
    order: Order
    asked: Asked
    wanted: Wanted
    selected: Selected
    conditions: list[Predicate]
    parent: Level | None
    looks_ahead: bool = False
    """Whether somebody asks if there is more."""
    numbered: bool = False
    """Whether anything needs to know where in the page a row is."""

    def connection(self, children: list[Selected]) -> ColumnElement[Any]:
        level = self.plan.level(self.page.rows, self.selected, self.parent, self.page.on, listed=True)
        names = {each.name for each in children}
        if self.plan.recorded and self.page.rows.is_owned and "edges" not in names:
            raise Unplannable(self.selected.path, "a page whose rows are looked at and not shown")
        ends = {each.name for child in children if child.name == "pageInfo" for each in self._under(child)}
        backward = self.wanted.backward
        told = self.plan.recorded and self.page.rows.is_owned and "pageInfo" in names
        self.looks_ahead = told or ("hasPreviousPage" if backward else "hasNextPage") in ends
        self.numbered = self.looks_ahead or backward or not ends.isdisjoint({"startCursor", "endCursor"})
        # Whether the rows are joined to others is known when all that is asked of them is.
        edges = {each.key: self._edge(each, level) for each in children if each.name == "edges"}
        entries: list[Entry] = [
            (
                each.key,
                self._listed(edges[each.key], level) if each.key in edges else self._about(each, level),
            )
            for each in children
        ]
        if told:
            entries[:0] = shapes.whose(self._beyond(level))
        rows = self._rows(level) if names & {"edges", "pageInfo"} else None
        return shapes.aggregated(entries, rows, level.number, self.selected.path)

    def _beyond(self, level: Level) -> ColumnElement[str]:
        """Whose the row is that is not shown: a page that says whether there is more tells of it."""
        whose = func.max(self.plan.whose(level)).filter(self._number(level) > self._size)
        return func.coalesce(whose, "")

    def _under(self, selected: Selected) -> Iterator[Selected]:
        return self.plan.operation.under(selected)

    def _rows(self, level: Level) -> FromClause:
        """The rows of the page in reading order and, where asked, one more and each row's number."""
        base = level.base(
            [*self.conditions, *self._places()],
            [each.desc() if self._falls else each.asc() for each in self.order.columns],
            self.wanted.size + (1 if self.looks_ahead else 0),
        )
        base = own(base, self.selected.asking, self.asked)
        if not self.numbered:
            return level.rows_of(base)
        inner = base.subquery(f"b{level.number}")
        number = literal_column("row_number() OVER ()", Integer).label("n")
        count = literal_column("count(*) OVER ()", Integer).label("m")
        columns: list[ColumnElement[Any]] = [literal_column(f"{inner.name}.*"), number, count]
        return level.rows_of(select(*columns).select_from(inner))

    @property
    def _falls(self) -> bool:
        return self.wanted.backward != self.order.descending

    def _places(self) -> list[Predicate]:
        place = tuple_(*self.order.columns)
        found: list[Predicate] = []
        for side, given in (("after", self.wanted.after), ("before", self.wanted.before)):
            if given is not None:
                columns = enumerate(self.order.columns)
                bound = tuple_(
                    *(end_of(self.selected.asking, side, i, plain(each).type) for i, each in columns)
                )
                onward = (side == "after") != self.order.descending
                found.append(place > bound if onward else place < bound)
        return found

    def _about(self, selected: Selected, level: Level) -> ColumnElement[Any]:
        match selected.name:
            case "__typename":
                return constant(selected.kind.name)
            case "pageInfo":
                entries = [(each.key, self._end(each, level)) for each in self._under(selected)]
                return shapes.built(entries, selected.path)
            case "totalCount":
                return self._added(func.count())
        return self._totals(selected)

    def _edge(self, selected: Selected, level: Level) -> ColumnElement[Any]:
        children = list(self._under(selected))
        if (
            self.plan.recorded
            and self.page.rows.is_owned
            and not any(each.name == "node" for each in children)
        ):
            raise Unplannable(selected.path, "rows that are looked at and not shown")
        return shapes.built([(each.key, self._of_edge(each, level)) for each in children], selected.path)

    def _listed(self, edge: ColumnElement[Any], level: Level) -> ColumnElement[Any]:
        return shapes.listed(
            self._in_order(edge, level), self._number(level) <= self._size if self.looks_ahead else None
        )

    def _in_order(self, edge: ColumnElement[Any], level: Level) -> ColumnElement[Any]:
        """As the list has them. The rows come so, but from the end, or after they were joined to others."""
        if not (self.wanted.backward or level.is_joined):
            return edge
        places = [level.take(each) for each in self.order.columns]
        falls = self.order.descending
        return aggregate_order_by(edge, *(each.desc() if falls else each.asc() for each in places))

    def _of_edge(self, selected: Selected, level: Level) -> ColumnElement[Any]:
        match selected.name:
            case "__typename":
                return constant(selected.kind.name)
            case "cursor":
                return cursor(self.page, self.order, level)
        entries = self.plan.entries(selected, level)
        number = next(self.plan.numbers)
        row = shapes.row_of(entries, number)
        return shapes.one(entries, None, number, selected.path) if row is None else level.shaped(row)

    def _end(self, selected: Selected, level: Level) -> ColumnElement[Any]:
        backward = self.wanted.backward
        match selected.name:
            case "__typename":
                return constant(selected.kind.name)
            case "hasNextPage":
                return _given(self.wanted.before) if backward else func.count() > self._size
            case "hasPreviousPage":
                return func.count() > self._size if backward else _given(self.wanted.after)
        if self.wanted.size == 0:
            return shapes.NULL
        first = (selected.name == "startCursor") != backward
        last = func.least(literal_column(f"{level.name}.m"), self._size)
        place = cursor(self.page, self.order, level)
        return func.max(place).filter(self._number(level) == (1 if first else last))

    def _added(self, value: ColumnElement[Any]) -> ColumnElement[Any]:
        """About all pages together."""
        if self.plan.recorded and self.page.rows.is_owned and (self.page.on or self.asked.choice.given):
            raise Unplannable(self.selected.path, "a number about people who are written down", once=True)
        found = added(self.page.rows, self.plan.role, self.conditions, value)
        return own(found, self.selected.asking, self.asked).scalar_subquery()

    def _totals(self, selected: Selected) -> ColumnElement[Any]:
        kind = get_named_type(selected.field.type)
        totals = self.plan.catalog.totals(kind.name)
        if totals is None:
            raise Unplannable(selected.path, "a resolver of its own")
        entries: list[Entry] = []
        for each in self._under(selected):
            if each.name == "__typename":
                entries.append((each.key, constant(each.kind.name)))
                continue
            sum_ = totals.sums[python_name(each.field)]
            encode = encoder(each.field.type, plain(sum_.expression).type)
            if encode is None:
                raise Unplannable(each.path, "a sum of that type")
            entries.append((each.key, plain(encode(summed(self.page.rows, sum_, self.plan.role)))))
        return self._added(shapes.built(entries, selected.path))

    def _number(self, level: Level) -> ColumnElement[int]:
        return literal_column(f"{level.name}.n", Integer)

    @property
    def _size(self) -> ColumnElement[int]:
        return literal_column(str(self.wanted.size), Integer)


def _given(place: Place | None) -> ColumnElement[bool]:
    return FALSE if place is None else TRUE


def _empty(plan: "Planning", selected: Selected) -> ColumnElement[Any]:
    """What a connection says of rows of which the reader sees none."""
    match selected.name:
        case "__typename":
            return constant(selected.kind.name)
        case "edges":
            return shapes.NO_ROWS
        case "totalCount":
            return literal_column("0")
        case "pageInfo":
            ends = {"hasNextPage": FALSE, "hasPreviousPage": FALSE}
        case _:
            ends = {}
    children = plan.operation.under(selected)
    other = shapes.NULL if selected.name == "pageInfo" else constant("0.00")
    entries: list[Entry] = [
        (each.key, constant(each.kind.name) if each.name == "__typename" else ends.get(each.name, other))
        for each in children
    ]
    return shapes.built(entries, selected.path)
