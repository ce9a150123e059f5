"""The conditions of a statement: what the reader may see, and what the client chose, never the one without
the other.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Text,
    and_,
    case,
    cast,
    exists,
    false,
    func,
    literal_column,
    not_,
    null,
    select,
    true,
)
from sqlalchemy.sql import operators
from sqlalchemy.sql.elements import BooleanClauseList
from sqlalchemy.sql.selectable import FromClause

from planner.choices import Choice
from planner.declarations import (
    Column,
    Criterion,
    Expression,
    Order,
    Page,
    Predicate,
    Rows,
    Sum,
    ToMany,
    ToOne,
    plain,
)
from runtime.actor import Role


def chosen(
    source: ToOne | ToMany | Page, choice: Choice, role: Role, order: Order | None = None
) -> list[Predicate]:
    """The conditions of the criteria that a choice sets, for rows of the source."""
    conditions = [met(each, source.rows, role) for each in source.criteria if choice.holds(each)]
    if order is not None and order.restricted:
        conditions.append(in_full(source.rows, role))
    return conditions


def met(criterion: Criterion, rows: Rows, role: Role) -> Predicate:
    """Where a criterion holds, as far as this role may know."""
    if criterion.through is None:
        condition = criterion.predicate
    else:
        condition = _through(criterion, criterion.through, role)
    if criterion.negated:
        condition = not_(condition)
    return and_(in_full(rows, role), condition) if criterion.restricted else condition


def in_full(rows: Rows, role: Role) -> Predicate:
    full = rows.seen_in_full(role)
    return false() if full is None else full


def shown(rows: Rows, field: Column | Sum, role: Role) -> Expression:
    """A restricted column is null in the rows that this role may not see in full."""
    if not field.restricted:
        return field.expression
    own = field.full if isinstance(field, Column) else None
    full = rows.seen_in_full(role) if own is None else own(role)
    return null() if full is None else case((full, field.expression))


def summed(rows: Rows, field: Sum, role: Role) -> ColumnElement[Any]:
    """What the rows that this role may know of add up to: nothing adds up to zero."""
    type_ = plain(field.expression).type
    # Where the reader sees the column nowhere, a bare null would be a sum of texts.
    value = shown(rows, field, role)
    value = cast(value, type_) if isinstance(value, type(null())) else value
    return func.coalesce(func.sum(value), cast(0, type_))


def whom(rows: Rows, role: Role) -> Expression | None:
    """The people whom a row is about, as far as this role may know: their keys as text, between plus signs;
    none where it is about their owner.
    """
    if rows.people is not None:
        return func.array_to_string(plain(rows.people), "+", type_=Text)
    if rows.person is None:
        return None
    person = rows.person if isinstance(rows.person, Column) else Column(rows.person)
    return cast(shown(rows, person, role), Text)


def conjuncts(condition: Predicate) -> Iterator[Predicate]:
    """The conditions that all have to hold for this one to."""
    if isinstance(condition, BooleanClauseList) and condition.operator is operators.and_:
        for each in condition.clauses:
            yield from conjuncts(each)
    elif not isinstance(condition, type(true())):
        yield condition


def source_of(rows: Rows) -> FromClause:
    """The tables of a type, joined."""
    source: FromClause = rows.table
    for table, condition in rows.joins:
        source = source.join(table, condition)
    return source


def _through(criterion: Criterion, rows: Rows, role: Role) -> Predicate:
    visible = rows.seen_by(role)
    if visible is None:
        return false()
    tables: Sequence[FromClause] = [rows.table, *(table for table, _ in rows.joins)]
    equal = [here == there for here, there in criterion.on]
    # Not `SELECT *`: it needs a grant of every column, and some roles have a few columns of a table only.
    found: Select[Any] = select(literal_column("1")).select_from(source_of(rows))
    return exists(found.where(*equal, visible, criterion.predicate).correlate_except(*tables))
