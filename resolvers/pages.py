"""A page of rows as the connection types of the schema read it."""

from dataclasses import dataclass
from typing import Any

from loaders.reader import Slice
from planner.choices import Choice
from planner.declarations import Page


@dataclass(frozen=True, slots=True)
class EdgeOfRow:
    cursor: str
    node: Any


@dataclass(frozen=True, slots=True)
class Ends:
    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None
    end_cursor: str | None


@dataclass(frozen=True, slots=True)
class PageOfRows:
    """What it was asked with is there to count and to add up with, when somebody asks for that too."""

    source: Page
    slice: Slice
    parent: Any
    choice: Choice

    @property
    def edges(self) -> list[EdgeOfRow]:
        pairs = zip(self.slice.cursors, self.slice.rows, strict=True)
        return [EdgeOfRow(cursor, row) for cursor, row in pairs]

    @property
    def page_info(self) -> Ends:
        cursors = self.slice.cursors
        self.slice.beyond()
        return Ends(
            has_next_page=self.slice.has_next,
            has_previous_page=self.slice.has_previous,
            start_cursor=cursors[0] if cursors else None,
            end_cursor=cursors[-1] if cursors else None,
        )
