"""Households made in batches, by one process or by several: the same rows either way.

What the processes import is kept small, for each of them imports it again.
"""

import asyncio
import os
import signal
from collections import deque
from collections.abc import AsyncGenerator, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Any

from runtime.crypto import Vault
from seed.book import Order
from seed.households import write_household
from seed.sheets import Packed, Sheets

BATCH = 40
"""Households written at once: some megabytes."""

AHEAD = 2
"""Batches for each process that may wait to be written, so that memory stays bounded."""

WORTH_PROCESSES = 1000


async def generated(
    order: Order, members: int, processes: int | None = None
) -> AsyncGenerator[tuple[int, Packed], None]:
    """Batches in their order, with how many households each has, made ahead by so many processes."""
    processes = processes or _processes(members)
    batches = _batches(members)
    if processes == 1:
        for first, last in batches:
            yield last - first + 1, _make(order, first, last)
        return
    # Not forked: this process has a connection and an event loop of its own.
    pool = ProcessPoolExecutor(processes, get_context("spawn"), _begin, (order,))
    try:
        waiting: deque[tuple[int, Future[Packed]]] = deque()
        for first, last in batches:
            waiting.append((last - first + 1, pool.submit(_make_ordered, first, last)))
            if len(waiting) > AHEAD * processes:
                households, future = waiting.popleft()
                yield households, await asyncio.wrap_future(future)
        while waiting:
            households, future = waiting.popleft()
            yield households, await asyncio.wrap_future(future)
    finally:
        # Cut off in the midst, it waits for the batches under way and for no others.
        pool.shutdown(cancel_futures=True)


def _processes(members: int) -> int:
    """Starting them takes longer than a few hundred households do."""
    return 1 if members < WORTH_PROCESSES else os.cpu_count() or 1


def _batches(members: int) -> Iterator[tuple[int, int]]:
    for first in range(1, members + 1, BATCH):
        yield first, min(members, first + BATCH - 1)


_ordered: dict[str, Any] = {}
"""In a process of the pool: what all of its batches are made from."""


def _begin(order: Order) -> None:
    """In a process of the pool, once. Ctrl-C is for the one that began it, and its end is the end of both."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_the_other, daemon=True).start()
    _ordered["order"] = order


def _end_with_the_other() -> None:
    """A pool does not notice when the process that it works for was killed: it would wait for ever."""
    if (other := parent_process()) is not None:
        other.join()
        os._exit(0)


def _make_ordered(first: int, last: int) -> Packed:
    return _make(_ordered["order"], first, last)


def _make(order: Order, first: int, last: int) -> Packed:
    vault, sheets = Vault(order.data_key), Sheets()
    for number in range(first, last + 1):
        write_household(order, number, vault, sheets)
    return sheets.packed()
