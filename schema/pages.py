"""Relay connections: pages that go on after a place in the list, not after a number of rows."""

from typing import Generic, TypeVar

import strawberry
from strawberry import Parent

from resolvers.fields import HubInfo
from resolvers.pages import PageOfRows

NodeType = TypeVar("NodeType")


async def count(page: Parent[PageOfRows], info: HubInfo) -> int:
    return await info.context.reader.count(page.source, page.parent, page.choice)


@strawberry.type(description="Where a page lies in its list.")
class PageInfo:
    has_next_page: bool = strawberry.field(
        description="Whether rows follow. Exact forwards; backwards, true when `before` was given."
    )
    has_previous_page: bool = strawberry.field(
        description="Whether rows precede. Exact backwards; forwards, true when `after` was given."
    )
    start_cursor: str | None = strawberry.field(
        description="The cursor of the first row; null on an empty page."
    )
    end_cursor: str | None = strawberry.field(
        description="The cursor of the last row; null on an empty page."
    )


@strawberry.type(description="One row of a list, with its place.")
class Edge(Generic[NodeType]):
    cursor: str = strawberry.field(description="This row's place: give it as `after` or `before`, unchanged.")
    node: NodeType = strawberry.field(description="The row.")


@strawberry.type(description="A page of a list.")
class Connection(Generic[NodeType]):
    edges: list[Edge[NodeType]] = strawberry.field(description="The rows of this page, in the list's order.")
    page_info: PageInfo = strawberry.field(description="Where this page lies in its list.")

    total_count: int = strawberry.field(
        resolver=count, description="How many rows all pages have together. Counted only when asked for."
    )
