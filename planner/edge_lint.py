"""Which fields must not be null, and can be hidden by visibility: a pure function of the declarations.

An edge is safe for a role if each condition on its end is one on its start too, with the columns that join
them put for each other. What is safe by what the tables hold says so itself (`ToOne.always`).
"""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Select
from sqlalchemy.sql import visitors

from planner.catalog import Declaration
from planner.conditions import conjuncts
from planner.declarations import Predicate, Root, Rows, ToMany, ToOne, plain
from runtime.actor import Role


def hideable(declared: Iterable[Declaration]) -> Iterator[str]:
    """A sentence for each field that must not be null, and can be for want of a right."""
    for each in declared:
        if not each.required:
            continue
        match each.source:
            case Root():
                yield f"{each.name} must not be null, and finds nothing where nothing is"
            case ToOne(restricted=True) | ToMany(restricted=True):
                yield f"{each.name} must not be null, and is where the row is not seen in full"
            case ToOne(always=None) as edge if each.rows is not None:
                if roles := ", ".join(_can_lose(each.rows, edge)):
                    yield f"{each.name} must not be null, and {roles} may see where it begins and not its end"


def _can_lose(start: Rows, edge: ToOne) -> Iterator[Role]:
    for role in Role:
        begins, ends = start.seen_by(role), edge.rows.seen_by(role)
        if begins is not None and (ends is None or not _follows(begins, ends, edge)):
            yield role


def _follows(begins: Predicate, ends: Predicate, edge: ToOne) -> bool:
    given = list(conjuncts(begins))
    told = [_at_start(each, edge) for each in conjuncts(ends)]
    return all(each is not None and any(each.compare(known) for known in given) for each in told)


def _at_start(ends: Predicate, edge: ToOne) -> Predicate | None:
    """A condition on the end of an edge, told of its start; none where a subquery might read it otherwise."""
    columns = {there: here for here, there in ((plain(a), plain(b)) for a, b in edge.on) if there is not here}

    def put(element: Any, **_: Any) -> Any:
        return columns.get(element)

    inside = list(visitors.iterate(ends))
    if any(isinstance(each, Select) for each in inside) and any(each in columns for each in inside):
        return None
    changed: Any = visitors.replacement_traverse(ends, {}, put)
    found: Predicate = changed
    return found
