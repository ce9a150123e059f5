"""How a type of the schema says where its fields come from. The declarations in `schema` use only this.

Each function makes a strawberry field that carries its source, for the planner and the batches, and the
resolver that strawberry's executor calls. A column has no resolver: the row has it under its name.
"""

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

import strawberry
from graphql import GraphQLResolveInfo
from strawberry import UNSET, Info, Parent

from loaders import keyset, statements
from planner import global_id as global_ids
from planner.catalog import ROWS
from planner.declarations import SOURCE, Column, Expression, GlobalId, Page, Root, Rows, ToMany, ToOne
from resolvers.context import Context
from resolvers.pages import PageOfRows

T = TypeVar("T")
HubInfo = Info[Context, None]
First = Annotated[
    int | None, strawberry.argument(description="How many rows from the start: 0 to 100, 20 if unsaid.")
]
After = Annotated[str | None, strawberry.argument(description="Rows after this cursor only.")]
Last = Annotated[
    int | None, strawberry.argument(description="How many rows from the end: 0 to 100. Not with `first`.")
]
Before = Annotated[str | None, strawberry.argument(description="Rows before this cursor only.")]
Pairs = tuple[tuple[Expression, Expression], ...]


def declared(rows: Rows) -> Callable[[type[T]], type[T]]:
    """Say what a type is made of. Below `@strawberry.type`, so that strawberry sees it too."""

    def declare(cls: type[T]) -> type[T]:
        setattr(cls, ROWS, rows)

        def is_type_of(row: Any, _info: GraphQLResolveInfo[Any]) -> bool:
            return bool(row.type_name == rows.type_name)

        cls.is_type_of = staticmethod(is_type_of)  # type: ignore[attr-defined]  # strawberry looks it up
        return cls

    return declare


def column(expression: Any, description: str, *, restricted: bool = False) -> Any:
    """A scalar of the type's own rows. `restricted`: null in the rows that the reader sees in part."""
    source = Column(expression, restricted)
    return strawberry.field(description=description, metadata={SOURCE: source})


def global_id(description: str) -> Any:
    def resolve(row: Parent[Any], info: HubInfo) -> str:
        rows = info.context.catalog.named(row.type_name).rows
        return global_ids.encode(rows, [row._mapping[statements.label(part)] for part in rows.key])

    return strawberry.field(resolver=resolve, description=description, metadata={SOURCE: GlobalId()})


def one(rows: Rows, description: str, *, on: Pairs) -> Any:
    """At most one row of another type. Non-null only where visibility can never hide the other end."""
    return _edge(ToOne(rows, on), description)


def many(rows: Rows, description: str, *, on: Pairs, order: tuple[Any, ...]) -> Any:
    """A short closed list of another type. A list that can grow is a page."""
    return _edge(ToMany(rows, on, order), description)


def root(source: Root, description: str) -> Any:
    """One row found from who is asking."""

    async def resolve(info: HubInfo) -> Any:
        return await info.context.reader.root(source)

    return strawberry.field(resolver=resolve, description=description, metadata={SOURCE: source})


def page(source: Page, description: str, *, allowed: Callable[[Context], None]) -> Any:
    """All the rows that the reader may see, a page at a time. `allowed` refuses kinds of actor by name."""

    async def resolve(
        info: HubInfo,
        first: First = UNSET,
        after: After = UNSET,
        last: Last = UNSET,
        before: Before = UNSET,
    ) -> Any:
        allowed(info.context)
        wanted = keyset.wanted(source, _given(first), _given(after), _given(last), _given(before))
        return PageOfRows(source, await info.context.reader.page(source, wanted))

    return strawberry.field(resolver=resolve, description=description, metadata={SOURCE: source})


def _given(value: T | None) -> T | None:
    """An argument that is left out means what null means."""
    return None if value is UNSET else value


def _edge(source: ToOne | ToMany, description: str) -> Any:
    async def resolve(row: Parent[Any], info: HubInfo) -> Any:
        return await info.context.reader.edge(source, row)

    return strawberry.field(resolver=resolve, description=description, metadata={SOURCE: source})
