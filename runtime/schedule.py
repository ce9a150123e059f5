"""What is done at its hour, by one of the processes that serve: the database knows when it was done last."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from runtime.addresses import Addresses
from runtime.background import in_background, queue_of
from runtime.connections import without_values

if TYPE_CHECKING:
    from pgqueuer.domain.models import Schedule

log = logging.getLogger("hub.schedule")


@dataclass(frozen=True, slots=True)
class Due:
    """`cron` says when, in UTC; doing it twice must be harmless."""

    cron: str
    task: Callable[[], Awaitable[object]]


def scheduled(addresses: Addresses, due: Mapping[str, Due]) -> AbstractAsyncContextManager[None]:
    """What is due is done for as long as the block lasts. What fails is done at its next hour."""
    return in_background(partial(_run, addresses, due), "the schedule", log)


async def _run(addresses: Addresses, due: Mapping[str, Due]) -> None:
    from pgqueuer.core.sm import SchedulerManager  # noqa: PLC0415  # a quarter second of imports

    async with queue_of(addresses) as queue:
        manager = SchedulerManager(queue)
        for name, each in due.items():
            manager.schedule(name, each.cron)(_handler(name, each))
        await manager.run()


def _handler(name: str, due: Due) -> "Callable[[Schedule], Awaitable[None]]":
    async def handle(_: "Schedule") -> None:
        try:
            await due.task()
        except Exception as error:
            log.error("%s has failed, and is done at its next hour", name, exc_info=without_values(error))

    return handle
