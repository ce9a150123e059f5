"""Reading for one request: one actor, one snapshot, one connection, a batch for each relation."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import date
from typing import Any

from aiodataloader import DataLoader
from sqlalchemy import Row, Select

from loaders import statements
from loaders.keyset import Wanted, encode
from planner import global_id
from planner.catalog import Catalog
from planner.declarations import Page, Root, Rows, ToMany, ToOne
from runtime.actor import DATABASE_ROLES, Actor, Role
from runtime.database import Database, ReadConnection

Key = tuple[Any, ...]
AnyRow = Row[Any]


class ReaderClosed(Exception):
    """The request was answered already; nobody waits for this any more."""


@dataclass(frozen=True, slots=True)
class Slice:
    """One page of rows, in the list's own order, each with the cursor of its place."""

    rows: Sequence[AnyRow]
    cursors: Sequence[str]
    has_previous: bool
    has_next: bool


class Reader:
    """What the executor reads with. The connection is taken at the first question, if there is one."""

    def __init__(self, database: Database, catalog: Catalog, actor: Actor | None, today: date) -> None:
        self._database = database
        self._catalog = catalog
        # An actor without a database role has nothing to read, like somebody who has not signed in.
        self._actor = actor if actor is not None and actor.role in DATABASE_ROLES else None
        self._today = today
        self._stack = AsyncExitStack()
        self._closed = False
        self._connection: ReadConnection | None = None
        # One connection answers one question at a time, and batches are sent side by side.
        self._turn = asyncio.Lock()
        self._batches: dict[ToOne | ToMany, DataLoader[Key, Any]] = {}

    async def root(self, root: Root) -> AnyRow | None:
        """The row of a root field."""
        if (role := self._seeing(root.rows)) is None:
            return None
        statement = statements.root_statement(self._catalog.declared(root.rows), root, role)
        rows = await self._rows(statement, {})
        return rows[0] if rows else None

    async def node(self, id_: str) -> AnyRow | None:
        """The row of a global id, asked together by type; `BadGlobalId` when it has not the form of one."""
        tag, key = global_id.decode(id_)
        declared = self._catalog.node(tag)
        if declared is None or len(key) != len(declared.rows.key):
            raise global_id.BadGlobalId
        if self._seeing(declared.rows) is None:
            return None
        found: AnyRow | None = await self._batch(declared.itself).load(key)
        return found

    async def edge(self, edge: ToOne | ToMany, row: AnyRow) -> Any:
        """The row or the rows at the other end of an edge; asked together for all parents of a level."""
        key = tuple(row._mapping[statements.label(local)] for local, _ in edge.on)
        if self._seeing(edge.rows) is None or any(part is None for part in key):
            return [] if isinstance(edge, ToMany) else None
        return await self._batch(edge).load(key)

    async def page(self, page: Page, wanted: Wanted) -> Slice:
        if (role := self._seeing(page.rows)) is None:
            return Slice([], [], has_previous=False, has_next=False)
        statement = statements.page_statement(self._catalog.declared(page.rows), page, wanted, role)
        bounds = {
            f"{side}_{i}": value
            for side, place in (("after", wanted.after), ("before", wanted.before))
            for i, value in enumerate(place or ())
        }
        rows = await self._rows(statement, bounds)
        return _slice(page, wanted, rows)

    async def count(self, page: Page) -> int:
        """How many rows the reader may see in all pages together."""
        if (role := self._seeing(page.rows)) is None:
            return 0
        rows = await self._rows(statements.count_statement(page, role), {})
        return int(rows[0][0])

    async def renew(self) -> None:
        """Give the connection back and forget what was read: the next question takes a new snapshot."""
        async with self._turn:
            self._connection = None
            self._batches.clear()
            await self._stack.aclose()

    async def close(self) -> None:
        """The end. When a non-null field fails, the executor answers while batches of its siblings are
        still under way: the one that asks now is waited for, the later ones find this door shut.
        """
        self._closed = True
        await self.renew()

    def _seeing(self, rows: Rows) -> Role | None:
        """The role to read with; none for somebody who sees nothing of these rows, signed in or not."""
        if self._actor is None or rows.visible(self._actor.role) is None:
            return None
        return self._actor.role

    def _batch(self, edge: ToOne | ToMany) -> DataLoader[Key, Any]:
        if edge not in self._batches:

            async def answer(keys: Sequence[Key]) -> list[Any]:
                return await self._edges(edge, keys)

            self._batches[edge] = DataLoader(batch_load_fn=answer, max_batch_size=1000)
        return self._batches[edge]

    async def _edges(self, edge: ToOne | ToMany, keys: Sequence[Key]) -> list[Any]:
        role = self._seeing(edge.rows)
        assert role is not None, "a batch is asked for rows that somebody sees"
        statement = statements.edge_statement(self._catalog.declared(edge.rows), edge, role)
        columns = {f"keys_{i}": list(parts) for i, parts in enumerate(zip(*keys, strict=True))}
        answers: list[list[AnyRow]] = [[] for _ in keys]
        for row in await self._rows(statement, columns):
            answers[row._mapping[statements.WANTED] - 1].append(row)
        if isinstance(edge, ToMany):
            return list(answers)
        return [rows[0] if rows else None for rows in answers]

    async def _rows(self, statement: Select[Any], parameters: Mapping[str, Any]) -> Sequence[AnyRow]:
        assert self._actor is not None
        async with self._turn:
            if self._closed:
                raise ReaderClosed
            if self._connection is None:
                self._connection = await self._stack.enter_async_context(self._database.reading(self._actor))
            values = {**self._actor.parameters, "today": self._today, **parameters}
            rows: Sequence[AnyRow] = (await self._connection.execute(statement, values)).all()
            return rows


def _slice(page: Page, wanted: Wanted, rows: Sequence[AnyRow]) -> Slice:
    more = len(rows) > wanted.size
    kept = list(rows[: wanted.size])
    if wanted.backward:
        kept.reverse()
    size = len(page.order)
    cursors = [encode(page, tuple(row._mapping[f"order_{i}"] for i in range(size))) for row in kept]
    if wanted.backward:
        return Slice(kept, cursors, has_previous=more, has_next=wanted.before is not None)
    return Slice(kept, cursors, has_previous=wanted.after is not None, has_next=more)
