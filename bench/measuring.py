"""The rounds: every contender in turn, each time another one first, and what came of each."""

import itertools
import random
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bench.contenders import Contender, ContenderFailed
from bench.load import Clients
from bench.operations import Operation
from bench.usage import Usage
from runtime.actor import Actor

WARM = 0.15
"""Of a slice's time are not measured."""


@dataclass(frozen=True, slots=True)
class Slice:
    """One contender in one round: requests a second, milliseconds, microseconds of processor a request."""

    rate: float
    p50: float
    p99: float
    server: float
    database: float


@dataclass(slots=True)
class Measured:
    """All rounds of one contender at one operation and concurrency."""

    slices: list[Slice] = field(default_factory=list)

    def median(self, of: str) -> float:
        return float(statistics.median(getattr(each, of) for each in self.slices))

    def spread(self) -> tuple[float, float]:
        """The least and the most requests a second."""
        rates = [each.rate for each in self.slices]
        return min(rates), max(rates)


class SliceFailed(ContenderFailed):
    """A contender has answered with something else than 200 and data."""


@dataclass(frozen=True, slots=True)
class Pace:
    rounds: int
    seconds: float
    """Of each slice."""


class Asking:
    """An endless supply of requests for one contender: all actors in random order, then again."""

    def __init__(
        self, contender: Contender, operation: Operation, asked: Sequence[tuple[Actor, str]]
    ) -> None:
        requests = [contender.ask(operation, actor, token) for actor, token in asked]
        random.Random(7).shuffle(requests)
        self.requests: Iterator[bytes] = itertools.cycle(requests)


async def measure(
    asking: dict[Contender, Asking], usage: Usage, concurrency: int, pace: Pace
) -> dict[str, Measured]:
    """By contender's name."""
    found = {contender.name: Measured() for contender in asking}
    contenders = list(asking)
    for turn in range(pace.rounds):
        first = turn % len(contenders)
        for contender in contenders[first:] + contenders[:first]:
            requests = asking[contender].requests
            found[contender.name].slices.append(
                await _slice(contender, requests, usage, concurrency, pace.seconds)
            )
    return found


async def _slice(
    contender: Contender, requests: Iterator[bytes], usage: Usage, concurrency: int, seconds: float
) -> Slice:
    try:
        clients = await Clients.open(contender.port, concurrency)
    except OSError as error:
        raise SliceFailed(f"{contender.name} takes no more connections: {error}") from error
    try:
        await clients.ask_for(requests, seconds * WARM)
        before, began = usage.spent(contender.process), time.perf_counter()
        heard = await clients.ask_for(requests, seconds)
        took, spent = time.perf_counter() - began, usage.spent(contender.process) - before
    except OSError as error:
        raise SliceFailed(f"{contender.name} has ended while it was measured: {error}") from error
    finally:
        clients.close()
    if heard.failed:
        raise SliceFailed(f"{contender.name} refused {heard.failed} of {len(heard.seconds)} requests")
    many = len(heard.seconds)
    ranked = sorted(heard.seconds)
    return Slice(
        rate=many / took,
        p50=ranked[many // 2] * 1e3,
        p99=ranked[min(many - 1, many * 99 // 100)] * 1e3,
        server=spent.server / many * 1e6,
        database=spent.database / many * 1e6,
    )
