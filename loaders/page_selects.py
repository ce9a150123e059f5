"""The SELECTs of pages: a keyset page, how many rows there are in all, and what they add up to.

Each is made for the whole list or, where a page hangs on a parent, once for each of many parents.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, select, tuple_
from sqlalchemy import bindparam as parameter

from loaders.selects import each_wanted, predicate, visible
from planner.choices import Choice
from planner.conditions import chosen, source_of, summed
from planner.declarations import Declared, Page, plain
from planner.keyset import Wanted
from runtime.actor import Role

Also = Sequence[ColumnElement[Any]]


def select_page(declared: Declared, page: Page, wanted: Wanted, role: Role, choice: Choice) -> Select[Any]:
    """The rows of a page and one more, which tells whether another page follows."""
    order = page.ordered(choice.order)
    statement = (
        visible(declared, role)
        .where(*chosen(page, choice, role, order))
        .add_columns(*(plain(each).label(f"order_{i}") for i, each in enumerate(order.columns)))
    )
    place = tuple_(*order.columns)
    for side, given in (("after", wanted.after), ("before", wanted.before)):
        if given is not None:
            columns = enumerate(order.columns)
            bound = tuple_(*(parameter(f"{side}_{i}", type_=plain(each).type) for i, each in columns))
            onward = (side == "after") != order.descending
            statement = statement.where(place > bound if onward else place < bound)
    falling = wanted.backward != order.descending
    directed = [each.desc() if falling else each.asc() for each in order.columns]
    statement = statement.order_by(*directed).limit(literal(wanted.size + 1, literal_execute=True))
    if not page.on:
        return statement
    return each_wanted(page.on, statement, [(f"order_{i}", falling) for i in range(len(order.columns))])


def select_count(page: Page, role: Role, choice: Choice, also: Also = ()) -> Select[Any]:
    """How many rows all pages have together, as `count`, and what is `also` asked of them."""
    columns: list[ColumnElement[Any]] = [func.count().label("count"), *also]
    counted: Select[Any] = select(*columns)
    statement = _all(counted, page, role, choice)
    return each_wanted(page.on, statement) if page.on else statement


def select_totals(totals: Declared, page: Page, role: Role, choice: Choice, also: Also = ()) -> Select[Any]:
    """What the rows of all pages add up to, under the names of the totals' fields."""
    sums = [summed(page.rows, each, role).label(name) for name, each in totals.sums.items()]
    type_name = literal(totals.rows.type_name, literal_execute=True).label("type_name")
    columns: list[ColumnElement[Any]] = [type_name, *sums, *also]
    added: Select[Any] = select(*columns)
    statement = _all(added, page, role, choice)
    return each_wanted(page.on, statement) if page.on else statement


def _all(statement: Select[Any], page: Page, role: Role, choice: Choice) -> Select[Any]:
    conditions = chosen(page, choice, role, page.ordered(choice.order))
    return statement.select_from(source_of(page.rows)).where(predicate(page.rows, role), *conditions)
