"""Connections that the process owns, a set for each database role, for one statement at a time.

A statement brings its actor with it and leaves nothing behind, so that a lane needs no transaction and no
cleaning between two readers: a pool would send a round trip for each. Lanes cannot write.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from runtime.addresses import Addresses
from runtime.connections import DatabaseAway
from runtime.lane import ConnectionLost, Lane, StatementRefused

PATIENCE = 10.0
"""Seconds until a lane must be free, or a connection made. A statement has as long by the server's clock;
if that says nothing for half as long again, the connection is given up.
"""


class Count(NamedTuple):
    """The lanes of a database role."""

    role: str
    open: int
    in_use: int
    most: int


class Lanes:
    def __init__(
        self, addresses: Addresses, settings: Mapping[str, str], size: int, patience: float = PATIENCE
    ) -> None:
        self._addresses = addresses
        self._settings = settings
        self._size = size
        self._patience = patience
        self._of_roles: dict[str, _OfRole] = {}

    async def fetch(
        self, role: str, sql: str, parameters: Sequence[Any], actor: tuple[str, str] | None = None
    ) -> bytes:
        """The one value of a statement that reads, as the bytes that came.

        `actor` is `Actor.setting`: through a pooler it is stated in a statement of its own before.
        Raises `DatabaseAway`, `StatementTooSlow` and `StatementRefused`.
        """
        lanes = self._of_roles.get(role)
        if lanes is None:
            opening = partial(
                Lane.open, self._addresses.of(role), self._settings, self._patience,
                pooled=self._addresses.pooled,
            )  # fmt: skip
            lanes = self._of_roles[role] = _OfRole(opening, self._size, self._patience)
        return await lanes.fetch(sql, parameters, actor)

    def counts(self) -> Iterator[Count]:
        """Of each database role that has been used."""
        for role, lanes in self._of_roles.items():
            yield Count(role, lanes.open, lanes.in_use, self._size)

    async def close(self) -> None:
        for lanes in self._of_roles.values():
            await lanes.close()


class _OfRole:
    def __init__(self, opening: Callable[[], Awaitable[Lane]], size: int, patience: float) -> None:
        self._opening = opening
        self._patience = patience
        self._turns = asyncio.Semaphore(size)
        self._free: list[Lane] = []
        self._closing: set[asyncio.Task[None]] = set()
        self._is_closed = False
        self.in_use = 0
        """With those that are being closed: their statement may run still, and nobody has their place."""

    @property
    def open(self) -> int:
        return len(self._free) + self.in_use

    async def fetch(self, sql: str, parameters: Sequence[Any], actor: tuple[str, str] | None) -> bytes:
        await self._turn()
        self.in_use += 1
        lane = self._idle()
        try:
            if lane is not None:
                try:
                    answer = await lane.ask(sql, parameters, actor)
                except ConnectionLost:
                    # Lost while nobody asked, and most likely others too: what reads can be asked again.
                    lane.drop()
                    lane = None
            if lane is None:
                lane = await self._opening()
                self._forget_closed()  # only now: meanwhile it has been heard which are
                answer = await lane.ask(sql, parameters, actor)
        except StatementRefused:
            self._give_back(lane)
            raise
        except BaseException:
            # How far the statement has come is not known. Nobody else gets this lane.
            self._close(lane)
            raise
        self._give_back(lane)
        return answer

    async def close(self) -> None:
        """Those in use are closed when they are given back."""
        self._is_closed = True
        for lane in self._free:
            lane.drop()
        self._free.clear()
        await asyncio.gather(*self._closing)

    async def _turn(self) -> None:
        if not self._turns.locked():
            await self._turns.acquire()  # at once: a timer for it would cost more
            return
        try:
            async with asyncio.timeout(self._patience):
                await self._turns.acquire()
        except TimeoutError as error:
            raise DatabaseAway("no lane is free") from error

    def _idle(self) -> Lane | None:
        while self._free:
            lane = self._free.pop()
            if not lane.is_closed:
                return lane
        return None

    def _forget_closed(self) -> None:
        self._free = [lane for lane in self._free if not lane.is_closed]

    def _give_back(self, lane: Lane | None) -> None:
        if lane is not None and self._is_closed:
            lane.drop()
        elif lane is not None:
            self._free.append(lane)
        self._end_turn()

    def _close(self, lane: Lane | None) -> None:
        """In a task of its own: who is cancelled must not wait, and the server has to be told even so."""
        if lane is None or lane.is_closed:
            self._end_turn()
            return
        task = asyncio.create_task(lane.close())
        self._closing.add(task)
        task.add_done_callback(self._closed)

    def _closed(self, task: "asyncio.Task[None]") -> None:
        self._closing.discard(task)
        self._end_turn()

    def _end_turn(self) -> None:
        self.in_use -= 1
        self._turns.release()
