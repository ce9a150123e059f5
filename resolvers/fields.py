"""How a type of the schema says where its fields come from. The declarations in `schema` use only this.

Each function makes a strawberry field that carries its source, for the planner and the batches, and the
resolver that strawberry's executor calls. A column has no resolver: the row has it under its name.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

import strawberry
from graphql import GraphQLResolveInfo
from strawberry import Parent

from loaders import selects
from planner import global_id as global_ids
from planner.asking import ASK, ROLES, Ask, Asked
from planner.catalog import ROWS
from planner.choices import NOTHING, Choice
from planner.declarations import (
    SOURCE,
    Column,
    Computed,
    Count,
    Criterion,
    Edge,
    FromRequest,
    GlobalId,
    Page,
    Pairs,
    Root,
    Rows,
    Scope,
    Source,
    Sum,
    ToMany,
    ToOne,
    need_of,
)
from resolvers.arguments import BOTH_WAYS, FORWARDS, Choose, HubInfo, asking, asking_page, with_arguments
from resolvers.pages import PageOfRows
from runtime.actor import Role

__all__ = ["HubInfo"]

T = TypeVar("T")


def declared(rows: Rows) -> Callable[[type[T]], type[T]]:
    """Say what a type is made of. Below `@strawberry.type`, so that strawberry sees it too."""

    def declare(cls: type[T]) -> type[T]:
        setattr(cls, ROWS, rows)

        def is_type_of(row: Any, _info: GraphQLResolveInfo[Any]) -> bool:
            return bool(row.type_name == rows.type_name)

        cls.is_type_of = staticmethod(is_type_of)  # type: ignore[attr-defined]  # strawberry looks it up
        return cls

    return declare


def column(expression: Any, description: str, *, restricted: bool = False, full: Scope | None = None) -> Any:
    """A scalar of the type's own rows. `restricted`: null in the rows that the reader sees in part; or, where
    `full` says so for this column alone, elsewhere than there.
    """
    source = Column(expression, restricted, full)
    return strawberry.field(description=description, metadata={SOURCE: source})


def total(expression: Any, description: str, *, restricted: bool = False) -> Any:
    """A sum over all rows of a page; `restricted` as for the column."""
    source = Sum(expression, restricted)
    return strawberry.field(description=description, metadata={SOURCE: source})


def computed(compute: Callable[..., Any], description: str, *, needs: Mapping[str, Any]) -> Any:
    """What Python makes of columns of the row: expressions, or columns where they are restricted."""
    columns = {name: each if isinstance(each, Column) else Column(each) for name, each in needs.items()}

    def resolve(row: Parent[Any], info: HubInfo) -> Any:
        return compute(**{need: row._mapping[need_of(info.python_name, need)] for need in columns})

    source = Computed(compute, columns)
    return strawberry.field(resolver=resolve, description=description, metadata={SOURCE: source})


def global_id(description: str) -> Any:
    def resolve(row: Parent[Any], info: HubInfo) -> str:
        rows = info.context.catalog.named(row.type_name).rows
        return global_ids.encode(rows, [row._mapping[selects.label(part)] for part in rows.key])

    return strawberry.field(resolver=resolve, description=description, metadata={SOURCE: GlobalId()})


def one(
    rows: Rows,
    description: str,
    *,
    on: Pairs,
    criteria: tuple[Criterion, ...] = (),
    choose: Choose | None = None,
    restricted: bool = False,
    always: str | None = None,
    unindexed: str | None = None,
) -> Any:
    """At most one row of another type. Non-null only where visibility can never hide the other end: `always`
    says why, where the predicates alone do not show it.
    """
    return _edge(ToOne(rows, on, criteria, restricted, always, unindexed), description, choose)


def many(
    rows: Rows,
    description: str,
    *,
    on: Pairs,
    order: tuple[Any, ...],
    criteria: tuple[Criterion, ...] = (),
    choose: Choose | None = None,
    restricted: bool = False,
) -> Any:
    """A short closed list of another type. A list that can grow is a page. A `restricted` one is null, not
    empty, for who may not see it, so its type is nullable.
    """
    return _edge(ToMany(rows, on, order, criteria, restricted), description, choose)


def listed(source: ToMany, description: str, *, choose: Choose | None = None) -> Any:
    """A short closed list that hangs on nothing: its source is `on` no columns."""
    ask = asking(choose)

    async def resolve(info: HubInfo, **arguments: Any) -> Any:
        return await info.context.reader.listed(source, ask(arguments).choice)

    resolver = with_arguments(resolve, choose, of_parent=False)
    return strawberry.field(resolver=resolver, description=description, metadata=_metadata(source, ask))


def root(source: Root, description: str, *, choose: Choose | None = None, when: str | None = None) -> Any:
    """One row found from who is asking, or by a name they give. On an object that is made of the request:
    `when` an attribute of it holds, if one is named.
    """
    ask = asking(choose)

    async def resolve(info: HubInfo, row: Any = None, **arguments: Any) -> Any:
        if when is not None and not getattr(row, when):
            return None
        return await info.context.reader.root(source, ask(arguments).choice)

    resolver = with_arguments(resolve, choose, of_parent=when is not None)
    metadata = _metadata(replace(source, when=when), ask)
    return strawberry.field(resolver=resolver, description=description, metadata=metadata)


def from_request(make: Callable[[Any], Any], description: str) -> Any:
    """An object that is made of the request's context; signed out too."""

    def resolve(info: HubInfo) -> Any:
        return make(info.context)

    return strawberry.field(resolver=resolve, description=description, metadata={SOURCE: FromRequest(make)})


def count(source: Page, description: str, *, choice: Choice = NOTHING) -> Any:
    """How many rows of a list the reader may see, of those that are chosen."""

    async def resolve(info: HubInfo) -> Any:
        return await info.context.reader.count(source, choice=choice)

    metadata = _metadata(Count(source), lambda _: Asked(choice))
    return strawberry.field(resolver=resolve, description=description, metadata=metadata)


def page(
    source: Page,
    description: str,
    *,
    allowed: frozenset[Role] | None = None,
    choose: Choose | None = None,
    both_ways: bool = True,
) -> Any:
    """Rows that the reader may see, a page at a time: of the whole list, or of the parent that the source
    is `on`. Who is not `allowed` is refused by name. What cannot go backwards has only `first`, `after`.
    """
    of_parent = bool(source.on)
    ask = asking_page(source, choose)

    async def resolve(info: HubInfo, row: Any = None, **arguments: Any) -> Any:
        if allowed is not None:
            info.context.require(*allowed, rows=source.rows)
        asked = ask(arguments)
        assert asked.wanted is not None
        parent = row if of_parent else None
        found = await info.context.reader.page(source, asked.wanted, parent, asked.choice)
        return PageOfRows(source, found, parent, asked.choice)

    arguments = BOTH_WAYS if both_ways else FORWARDS
    resolver = with_arguments(resolve, choose, arguments, of_parent=of_parent)
    metadata = {**_metadata(source, ask), ROLES: allowed}
    return strawberry.field(resolver=resolver, description=description, metadata=metadata)


def _edge(source: Edge, description: str, choose: Choose | None) -> Any:
    ask = asking(choose)

    async def resolve(row: Any, info: HubInfo, **arguments: Any) -> Any:
        return await info.context.reader.edge(source, row, ask(arguments).choice)

    resolver = with_arguments(resolve, choose)
    return strawberry.field(resolver=resolver, description=description, metadata=_metadata(source, ask))


def _metadata(source: Source, ask: Ask) -> dict[object, object]:
    return {SOURCE: source, ASK: ask}
