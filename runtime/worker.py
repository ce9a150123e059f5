"""The worker of the job queue: it does, after the commit, what an action has asked for.

A job is done at least once: what a task does twice must be harmless. Of a task that fails the queue keeps the
kind of its error and not its words, which can quote an address; it is tried again, more slowly each time, and
held when all tries are over.
"""

import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from functools import partial

from runtime.addresses import Addresses
from runtime.background import in_background, queue_of

Task = Callable[..., Awaitable[None]]
"""Takes the keys of its job by name."""

log = logging.getLogger("hub.worker")

TRIES = 18
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=2), timedelta(minutes=10)
LOOK_AGAIN = timedelta(seconds=2)
"""How long the queue is left alone without a notice; also what pauses are rounded up to."""


class TaskFailed(Exception):
    """A task has failed for the last time; the message is the kind of its error."""


def working(addresses: Addresses, tasks: Mapping[str, Task]) -> AbstractAsyncContextManager[None]:
    """Jobs are done for as long as the block lasts; those under way are then given up, and done later."""
    return in_background(partial(_work, addresses, tasks, drain=False), "the queue", log)


async def work_off(addresses: Addresses, tasks: Mapping[str, Task]) -> None:
    """Do what is on the queue now, and return."""
    await _work(addresses, tasks, drain=True)


async def _work(addresses: Addresses, tasks: Mapping[str, Task], *, drain: bool) -> None:
    from pgqueuer.core.qm import QueueManager  # noqa: PLC0415  # a quarter second of imports
    from pgqueuer.domain.types import Channel, QueueExecutionMode  # noqa: PLC0415  # as above

    from runtime.queue import SETTINGS  # noqa: PLC0415  # as above

    async with queue_of(addresses) as queue:
        manager = QueueManager(queue, Channel(SETTINGS.channel))
        for name, task in tasks.items():
            manager.entrypoint(name, on_failure="hold")(_handler(name, task))
        await manager.run(
            dequeue_timeout=LOOK_AGAIN,
            mode=QueueExecutionMode.drain if drain else QueueExecutionMode.continuous,
            # A LISTEN that was lost is not made again: it is all begun anew.
            shutdown_on_listener_failure=True,
        )


def _handler(name: str, task: Task) -> Callable[..., Awaitable[None]]:
    from pgqueuer.domain.errors import RetryRequested  # noqa: PLC0415  # as above
    from pgqueuer.domain.models import Job  # noqa: PLC0415  # as above

    async def handle(job: Job) -> None:
        try:
            await task(**json.loads(job.payload or b"{}"))
        except Exception as error:
            kind = type(error).__name__
            log.warning("task %s has failed (%s), try %d of %d", name, kind, job.attempts + 1, TRIES)
            if job.attempts + 1 >= TRIES:
                raise TaskFailed(kind) from None
            raise RetryRequested(delay=pause(job.attempts), reason=kind) from None

    return handle


def pause(attempts: int) -> timedelta:
    """After so many tries before this one. All of them together are what a mail server can be away for."""
    longer: int = 2**attempts
    return min(FIRST_PAUSE * longer, LONGEST_PAUSE)
