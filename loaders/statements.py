"""The SELECTs of the executor's way of reading: one a relation, whatever the number of rows.

A row has what its type's fields need, under their Python names; the columns that edges and ids start
from, under `table__column`; and the name of its type.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Select,
    case,
    cast,
    column,
    func,
    literal,
    null,
    select,
    tuple_,
)
from sqlalchemy import bindparam as parameter
from sqlalchemy.sql.elements import ColumnClause
from sqlalchemy.sql.selectable import FromClause

from loaders.keyset import Wanted
from planner.declarations import (
    Column,
    Declared,
    Expression,
    Page,
    Predicate,
    Root,
    Rows,
    ToMany,
    ToOne,
    plain,
)
from runtime.actor import Role

WANTED = "wanted__position"
"""In a batch's rows: which of the keys that were asked for a row answers, from 1."""


def label(expression: Expression) -> str:
    """The name under which a row holds a plain column of its own tables."""
    column_ = plain(expression)
    assert isinstance(column_, ColumnClause), "edges and keys begin at plain columns"
    assert column_.table is not None
    return f"{column_.table.name}__{column_.name}"  # type: ignore[attr-defined]  # a table that is named


def root_statement(declared: Declared, root: Root, role: Role) -> Select[Any]:
    return _visible(declared, role).where(root.where)


def edge_statement(declared: Declared, edge: ToOne | ToMany, role: Role) -> Select[Any]:
    """The rows behind one edge of many parents, whose keys are given as arrays `keys_0`, `keys_1` …"""
    remote = [plain(column_) for _, column_ in edge.on]
    arrays = [cast(parameter(f"keys_{i}"), ARRAY(column_.type)) for i, column_ in enumerate(remote)]
    wanted = (
        func.unnest(*arrays)
        .table_valued(*(column(f"k{i}", c.type) for i, c in enumerate(remote)), with_ordinality="position")
        .render_derived(name="wanted")
    )
    matches = [column_ == wanted.c[f"k{i}"] for i, column_ in enumerate(remote)]
    order = edge.order if isinstance(edge, ToMany) else ()
    return (
        _visible(declared, role)
        .add_columns(wanted.c.position.label(WANTED))
        .join_from(_source(declared.rows), wanted, onclause=matches[0])
        .where(*matches[1:])
        .order_by(wanted.c.position, *order)
    )


def page_statement(declared: Declared, page: Page, wanted: Wanted, role: Role) -> Select[Any]:
    """The rows of a page and one more, which tells whether another page follows."""
    statement = _visible(declared, role).add_columns(
        *(column_.label(f"order_{i}") for i, column_ in enumerate(page.order))
    )
    place = tuple_(*page.order)
    for side, given in (("after", wanted.after), ("before", wanted.before)):
        if given is not None:
            bound = tuple_(*(parameter(f"{side}_{i}", type_=plain(c).type) for i, c in enumerate(page.order)))
            statement = statement.where(place > bound if side == "after" else place < bound)
    order = [column_.desc() if wanted.backward else column_.asc() for column_ in page.order]
    return statement.order_by(*order).limit(literal(wanted.size + 1, literal_execute=True))


def count_statement(page: Page, role: Role) -> Select[Any]:
    return select(func.count()).select_from(_source(page.rows)).where(_predicate(page.rows, role))


def _visible(declared: Declared, role: Role) -> Select[Any]:
    """Every statement of this module begins here: no table is read without its predicate."""
    rows = declared.rows
    fields: list[ColumnElement[Any]] = [
        _shown(rows, field, role).label(name) for name, field in declared.columns.items()
    ]
    starts = {label(start): start for start in _starts(declared)}
    own: list[ColumnElement[Any]] = [plain(start).label(name) for name, start in starts.items()]
    type_name = literal(rows.type_name, literal_execute=True).label("type_name")
    return select(type_name, *fields, *own).select_from(_source(rows)).where(_predicate(rows, role))


def _predicate(rows: Rows, role: Role) -> Predicate:
    predicate = rows.visible(role)
    assert predicate is not None, "the reader asks nothing of rows that its role does not see"
    return predicate


def _shown(rows: Rows, field: Column, role: Role) -> Expression:
    """A restricted column is null in the rows that this role may not see in full."""
    if not field.restricted:
        return field.expression
    full = rows.seen_in_full(role)
    return null() if full is None else case((full, field.expression))


def _starts(declared: Declared) -> Iterable[Expression]:
    yield from declared.rows.key
    for edge in declared.edges.values():
        yield from (local for local, _ in edge.on)


def _source(rows: Rows) -> FromClause:
    source: FromClause = rows.table
    for table, condition in rows.joins:
        source = source.join(table, condition)
    return source
