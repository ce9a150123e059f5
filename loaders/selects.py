"""The SELECTs of the executor's way of reading: one a relation, whatever the number of rows.

A row has what its type's fields need, under their Python names; the columns that edges and ids start
from, under `table__column`; and the name of its type.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Select,
    cast,
    column,
    func,
    literal,
    select,
    true,
)
from sqlalchemy import bindparam as parameter
from sqlalchemy.sql.elements import ColumnClause
from sqlalchemy.sql.selectable import FromClause, TableValuedAlias

from planner.choices import NOTHING, Choice
from planner.conditions import chosen, shown, source_of
from planner.declarations import (
    Column,
    Declared,
    Expression,
    Page,
    Pairs,
    Predicate,
    Root,
    Rows,
    ToMany,
    ToOne,
    plain,
)
from runtime.actor import Role

IN_FULL = "seen__in_full"
"""In rows that have restricted edges: whether the reader sees the row in full."""

PEOPLE = "seen__people"
"""In rows that can be about several people: their keys."""

WANTED = "wanted__position"
"""In a batch's rows: which of the keys that were asked for a row answers, from 1."""


def label(expression: Expression) -> str:
    """The name under which a row holds a plain column of its own tables."""
    column_ = plain(expression)
    assert isinstance(column_, ColumnClause), "edges and keys begin at plain columns"
    assert column_.table is not None
    return f"{column_.table.name}__{column_.name}"  # type: ignore[attr-defined]  # a table that is named


def select_root(declared: Declared, root: Root, role: Role) -> Select[Any]:
    return visible(declared, role).where(root.where)


def select_list(declared: Declared, source: ToMany, role: Role, choice: Choice = NOTHING) -> Select[Any]:
    """The rows of a list that hangs on no row."""
    return visible(declared, role).where(*chosen(source, choice, role)).order_by(*source.order)


def select_edge(
    declared: Declared, edge: ToOne | ToMany, role: Role, choice: Choice = NOTHING
) -> Select[Any]:
    """The rows behind one edge of many parents, whose keys are given as arrays `keys_0`, `keys_1` …"""
    wanted = wanted_keys(edge.on)
    matches = _matches(edge.on, wanted)
    order = edge.order if isinstance(edge, ToMany) else ()
    return (
        visible(declared, role)
        .add_columns(wanted.c.position.label(WANTED))
        .join_from(source_of(declared.rows), wanted, onclause=matches[0])
        .where(*matches[1:], *chosen(edge, choice, role))
        .order_by(wanted.c.position, *order)
    )


def each_wanted(pairs: Pairs, inner: Select[Any], order: Sequence[tuple[str, bool]] = ()) -> Select[Any]:
    """One answer of `inner` for each key that was asked for: what goes on a page is limited a parent.

    `order` names columns of the answer, with whether each descends: sorting by keys forgets the inner order.
    """
    wanted = wanted_keys(pairs)
    matched = inner.where(*_matches(pairs, wanted)).correlate(wanted).lateral("answer")
    return (
        select(wanted.c.position.label(WANTED), *matched.c)
        .select_from(wanted.join(matched, true()))
        .order_by(
            wanted.c.position,
            *(matched.c[name].desc() if falls else matched.c[name].asc() for name, falls in order),
        )
    )


def wanted_keys(pairs: Pairs) -> TableValuedAlias:
    remote = [plain(there) for _, there in pairs]
    arrays = [cast(parameter(f"keys_{i}"), ARRAY(column_.type)) for i, column_ in enumerate(remote)]
    return (
        func.unnest(*arrays)
        .table_valued(*(column(f"k{i}", c.type) for i, c in enumerate(remote)), with_ordinality="position")
        .render_derived(name="wanted")
    )


def visible(declared: Declared, role: Role) -> Select[Any]:
    """Every statement that reads rows begins here: no table is read without its predicate."""
    rows = declared.rows
    fields: list[ColumnElement[Any]] = [
        shown(rows, field, role).label(name) for name, field in declared.columns.items()
    ]
    starts: dict[str, Column] = {}
    for start in _starts(declared):
        name = label(start.expression)
        if name not in starts or starts[name].restricted:
            starts[name] = start
    own: list[ColumnElement[Any]] = [
        plain(shown(rows, start, role)).label(name) for name, start in starts.items()
    ]
    if any(edge.restricted for edge in declared.edges.values() if not isinstance(edge, Page)):
        own.append(shown(rows, Column(true(), restricted=True), role).label(IN_FULL))
    if rows.people is not None:
        own.append(plain(rows.people).label(PEOPLE))
    type_name = literal(rows.type_name, literal_execute=True).label("type_name")
    return select(type_name, *fields, *own).select_from(source_of(rows)).where(predicate(rows, role))


def predicate(rows: Rows, role: Role) -> Predicate:
    seen = rows.seen_by(role)
    assert seen is not None, "the reader asks nothing of rows that its role does not see"
    return seen


def _matches(pairs: Pairs, wanted: FromClause) -> Sequence[Predicate]:
    return [plain(there) == wanted.c[f"k{i}"] for i, (_, there) in enumerate(pairs)]


def _starts(declared: Declared) -> Iterable[Column]:
    """What only restricted edges begin at is as restricted as they are."""
    yield from (Column(part) for part in declared.rows.key)
    person = declared.rows.person
    if person is not None:
        yield person if isinstance(person, Column) else Column(person)
    for edge in declared.edges.values():
        restricted = not isinstance(edge, Page) and edge.restricted
        yield from (Column(local, restricted) for local, _ in edge.on)
