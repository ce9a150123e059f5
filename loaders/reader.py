"""Reading for one request: one actor, one snapshot, one connection, a batch for each relation."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial
from types import SimpleNamespace
from typing import Any

from aiodataloader import DataLoader
from sqlalchemy import ColumnElement, Row, Select

from loaders import counted, page_selects, selects
from loaders.seen import Seen
from planner import global_id
from planner.catalog import Catalog
from planner.choices import NOTHING, Choice
from planner.declarations import Order, Page, Pairs, Root, Rows, ToMany, ToOne
from planner.keyset import Wanted, encode, page_place
from runtime.actor import Actor, Role
from runtime.database import STATE_ACTOR, Database, ReadConnection

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
    beyond: Callable[[], None] = lambda: None
    """Notes the row one too many: who asks whether there is one is told of it."""


EMPTY = Slice([], [], has_previous=False, has_next=False)


class Reader:
    """What the executor reads with. The connection is taken at the first question, if there is one."""

    def __init__(self, database: Database, catalog: Catalog, actor: Actor | None, today: date) -> None:
        self._database = database
        self._catalog = catalog
        self._actor = actor
        self._today = today
        self._stack = AsyncExitStack()
        self._closed = False
        self._connection: ReadConnection | None = None
        # One connection answers one question at a time, and batches are sent side by side.
        self._turn = asyncio.Lock()
        self._batches: dict[Hashable, DataLoader[Key, Any]] = {}
        self.seen = Seen()

    async def root(self, root: Root, choice: Choice = NOTHING) -> AnyRow | None:
        """The row of a root field."""
        if (role := self._seeing(root.rows)) is None:
            return None
        statement = selects.select_root(self._catalog.declared(root.rows), root, role)
        rows = await self._rows(statement, choice.parameters, root.rows)
        return rows[0] if rows else None

    async def node(self, id_: str) -> AnyRow | None:
        """The row of a global id, asked together by type; `BadGlobalId` when it has not the form of one."""
        tag, key = global_id.decode(id_)
        declared = self._catalog.node(tag)
        if declared is None or len(key) != len(declared.rows.key):
            raise global_id.BadGlobalId
        if self._seeing(declared.rows) is None:
            return None
        found: AnyRow | None = await _load(self._edge(declared.itself, NOTHING), key)
        return found

    async def listed(self, source: ToMany, choice: Choice = NOTHING) -> Sequence[AnyRow]:
        """The rows of a short closed list that hangs on no row."""
        if (role := self._seeing(source.rows)) is None:
            return []
        statement = selects.select_list(self._catalog.declared(source.rows), source, role, choice)
        return await self._rows(statement, choice.parameters, source.rows)

    async def edge(self, edge: ToOne | ToMany, row: AnyRow, choice: Choice = NOTHING) -> Any:
        """The row or the rows at the other end of an edge; asked together for all parents of a level."""
        key = _key_of(edge.on, row)
        hidden = edge.restricted and not row._mapping[selects.IN_FULL]
        if hidden or self._seeing(edge.rows) is None or any(part is None for part in key):
            return [] if isinstance(edge, ToMany) and not edge.restricted else None
        return await _load(self._edge(edge, choice), key)

    async def page(
        self, page: Page, wanted: Wanted, row: AnyRow | None = None, choice: Choice = NOTHING
    ) -> Slice:
        """A page of the whole list, or of what hangs on a row; asked together for all parents of a level."""
        if (role := self._seeing(page.rows)) is None:
            return EMPTY

        def statement() -> Select[Any]:
            declared = self._catalog.declared(page.rows)
            return page_selects.select_page(declared, page, wanted, role, choice)

        values = {**choice.parameters, **_bounds(wanted)}
        rows = await self._each((page, wanted, choice), page, row, statement, values)
        found = _cut(page, page.ordered(choice.order), wanted, rows)
        self.seen.note(page.rows, found.rows)
        return replace(found, beyond=partial(self.seen.note, page.rows, rows[wanted.size :]))

    async def count(self, page: Page, row: AnyRow | None = None, choice: Choice = NOTHING) -> int:
        """How many rows the reader may see in all pages together."""
        if (role := self._seeing(page.rows)) is None:
            return 0

        def statement() -> Select[Any]:
            return page_selects.select_count(page, role, choice, self._whose(page, choice, role))

        rows = await self._each(("count", page, choice), page, row, statement, choice.parameters)
        self._note(page, row, rows[0])
        return int(rows[0]._mapping["count"])

    async def totals(
        self, page: Page, totals: Rows, row: AnyRow | None = None, choice: Choice = NOTHING
    ) -> AnyRow | SimpleNamespace:
        """What the rows of all pages together add up to."""
        declared = self._catalog.declared(totals)
        if (role := self._seeing(page.rows)) is None:
            return SimpleNamespace(type_name=totals.type_name, **dict.fromkeys(declared.sums, Decimal(0)))

        def statement() -> Select[Any]:
            return page_selects.select_totals(declared, page, role, choice, self._whose(page, choice, role))

        rows = await self._each(("totals", page, choice), page, row, statement, choice.parameters)
        self._note(page, row, rows[0])
        return rows[0]

    async def extended(
        self,
        rows: Rows,
        extend: Callable[[Select[Any], Role], Select[Any]],
        values: Mapping[str, Any],
        stated: tuple[str, str] | None = None,
    ) -> Sequence[AnyRow]:
        """Rows of a type with more than its fields: `extend` adds to the SELECT of those that are seen. For
        this statement alone `stated` is a setting that policies compare with, and its value.
        """
        if (role := self._seeing(rows)) is None:
            return []
        seen = selects.visible(self._catalog.declared(rows), role)
        return await self._rows(extend(seen, role), values, rows, stated)

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
        if self._connection is not None or self._turn.locked():
            await self.renew()

    def _whose(self, page: Page, choice: Choice, role: Role) -> list[ColumnElement[Any]]:
        """Who is of the household pays nothing for it."""
        assert self._actor is not None
        return counted.whose(page, choice, role) if self._actor.is_recorded else []

    def _note(self, page: Page, row: AnyRow | None, number: AnyRow) -> None:
        """A number tells something of those whose rows it is of; and that there are none, of their parent."""
        named = list(counted.named(page, number))
        for member_id, person_id in named:
            self.seen.add(member_id, person_id, page.rows.type_name)
        if row is not None and not named:
            self.seen.of_parent(self._catalog.named(row.type_name).rows, row, page.rows.type_name)

    def _seeing(self, rows: Rows) -> Role | None:
        """The role to read with; none for somebody who sees nothing of these rows, signed in or not."""
        actor = self._actor
        if actor is None or not rows.within(actor.scopes) or rows.seen_by(actor.sees) is None:
            return None
        return actor.sees

    async def _each(
        self,
        batch: Hashable,
        page: Page,
        row: AnyRow | None,
        statement: Callable[[], Select[Any]],
        values: Mapping[str, Any],
    ) -> Sequence[AnyRow]:
        """The rows of a statement about a page, for one parent among those of its batch, if it has any."""
        if row is None:
            return await self._rows(statement(), values)
        loader = self._batch(batch, lambda keys: self._grouped(statement(), values, None, keys))
        rows: Sequence[AnyRow] = await _load(loader, _key_of(page.on, row))
        return rows

    def _edge(self, edge: ToOne | ToMany, choice: Choice) -> DataLoader[Key, Any]:
        async def answer(keys: Sequence[Key]) -> list[Any]:
            role = self._seeing(edge.rows)
            assert role is not None, "a batch is asked for rows that somebody sees"
            declared = self._catalog.declared(edge.rows)
            statement = selects.select_edge(declared, edge, role, choice)
            answers = await self._grouped(statement, choice.parameters, edge.rows, keys)
            if isinstance(edge, ToMany):
                return list(answers)
            return [rows[0] if rows else None for rows in answers]

        return self._batch((edge, choice), answer)

    def _batch(
        self, name: Hashable, answer: Callable[[Sequence[Key]], Awaitable[Sequence[Any]]]
    ) -> DataLoader[Key, Any]:
        if name not in self._batches:

            async def load(keys: Sequence[Key]) -> list[Any]:
                return list(await answer(keys))

            self._batches[name] = DataLoader(batch_load_fn=load)
        return self._batches[name]

    async def _grouped(
        self, statement: Select[Any], values: Mapping[str, Any], of: Rows | None, keys: Sequence[Key]
    ) -> Sequence[Sequence[AnyRow]]:
        """The rows of a statement that is given many keys, by the key that each answers."""
        columns = {f"keys_{i}": list(parts) for i, parts in enumerate(zip(*keys, strict=True))}
        answers: list[list[AnyRow]] = [[] for _ in keys]
        for row in await self._rows(statement, {**values, **columns}, of):
            answers[row._mapping[selects.WANTED] - 1].append(row)
        return answers

    async def _rows(
        self,
        statement: Select[Any],
        parameters: Mapping[str, Any],
        of: Rows | None = None,
        stated: tuple[str, str] | None = None,
    ) -> Sequence[AnyRow]:
        assert self._actor is not None
        async with self._turn:
            if self._closed:
                raise ReaderClosed
            if self._connection is None:
                self._connection = await self._stack.enter_async_context(self._database.reading(self._actor))
            if stated is not None:
                await self._connection.execute(STATE_ACTOR, {"name": stated[0], "value": stated[1]})
            values = {**self._actor.parameters, "today": self._today, **parameters}
            rows: Sequence[AnyRow] = (await self._connection.execute(statement, values)).all()
            if stated is not None:
                await self._connection.execute(STATE_ACTOR, {"name": stated[0], "value": ""})
            if of is not None:
                self.seen.note(of, rows)
            return rows


async def _load(loader: DataLoader[Key, Any], key: Key) -> Any:
    """Others may wait for it too: where one field fails, the executor cancels those beside it."""
    answer = asyncio.ensure_future(loader.load(key))
    answer.add_done_callback(_seen_to)
    return await asyncio.shield(answer)


def _seen_to(answer: "asyncio.Future[Any]") -> None:
    """What went wrong is of interest to who waits for it; the loop is not to say that nobody does."""
    if not answer.cancelled():
        answer.exception()


def _cut(page: Page, order: Order, wanted: Wanted, rows: Sequence[AnyRow]) -> Slice:
    """The rows of a page without the one too many."""
    more = len(rows) > wanted.size
    kept = list(rows[: wanted.size])
    if wanted.backward:
        kept.reverse()
    cursors = [encode(page, order, page_place(order, row)) for row in kept]
    if wanted.backward:
        return Slice(kept, cursors, has_previous=more, has_next=wanted.before is not None)
    return Slice(kept, cursors, has_previous=wanted.after is not None, has_next=more)


def _key_of(pairs: Pairs, row: AnyRow) -> Key:
    return tuple(row._mapping[selects.label(local)] for local, _ in pairs)


def _bounds(wanted: Wanted) -> dict[str, Any]:
    return {
        f"{side}_{i}": value
        for side, place in (("after", wanted.after), ("before", wanted.before))
        for i, value in enumerate(place or ())
    }
