"""`./hub bench`: what it does, in order, and what it says meanwhile."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

import asyncpg
import click

from bench.actors import actors, token_of
from bench.circumstances import circumstances
from bench.contenders import Contender, served
from bench.measuring import Asking, Measured, Pace, measure
from bench.operations import OPERATIONS, Operation
from bench.population import SEEDED, Population, population
from bench.postgraphile import postgraphile_served
from bench.sameness import demand_the_same
from bench.statements import counting, of_data
from bench.usage import Usage, memory
from runtime.actor import Actor
from runtime.keys import token_key
from runtime.settings import Settings
from runtime.tokens import Tokens

OURS = ("hub", "limit", "executor", "hub-unlocked", "limit-without-rights")
PRICED = (*OURS, "limit-unlocked")
COUNTED = 10
"""Requests whose statements are counted."""


@dataclass(frozen=True, slots=True)
class Course:
    """How much is measured."""

    concurrencies: tuple[int, ...]
    pace: Pace
    contenders: tuple[str, ...]
    """Ours."""
    with_postgraphile: bool


FULL = Course((1, 16, 64), Pace(rounds=5, seconds=1.5), PRICED, with_postgraphile=True)
QUICK = Course((16,), Pace(rounds=5, seconds=0.2), OURS, with_postgraphile=False)

Asked = Sequence[tuple[Actor, str]]


@dataclass(slots=True)
class Results:
    """All that was measured in one run."""

    members: int
    actors: dict[str, int]
    run: dict[str, str | int] = field(default_factory=dict)
    """The circumstances: commit, day, machine."""
    rates: dict[str, dict[int, dict[str, Measured]]] = field(default_factory=dict)
    """By operation, concurrency and contender."""
    statements: dict[str, dict[str, float]] = field(default_factory=dict)
    """By operation and contender: statements of data for one request."""
    memory: dict[str, int] = field(default_factory=dict)
    """Bytes by contender, when all is over."""


async def run_bench(settings: Settings, *, members: int, course: Course) -> Results:
    async with population(settings, members) as people, _contenders(people, settings, course) as contenders:
        tokens = Tokens(token_key(settings))
        found = await actors(people, min(members, SEEDED))
        asked = {
            each: [(actor, token_of(tokens, actor)) for actor in found[each.role]] for each in OPERATIONS
        }
        counts = {role.value: len(each) for role, each in found.items()}
        results = Results(members, counts, await circumstances(people.superuser))
        click.echo(f"{', '.join(each.name for each in contenders)} on {members} households")
        for operation in OPERATIONS:
            await demand_the_same(operation, contenders, asked[operation])
        click.echo("their answers are the same")
        await _warm(contenders, asked)
        await _count(people, contenders, asked, results)
        await _measure(people, contenders, asked, course, results)
        results.memory = {each.name: memory(each.process) for each in contenders}
    return results


@asynccontextmanager
async def _contenders(
    people: Population, settings: Settings, course: Course
) -> AsyncIterator[list[Contender]]:
    url = people.addresses.owner.set(drivername="postgresql").render_as_string(hide_password=False)
    async with AsyncExitStack() as stack:
        found = await _together(stack, [served(name, url, settings.data_dir) for name in course.contenders])
        if course.with_postgraphile:
            other = await stack.enter_async_context(postgraphile_served(people.superuser, settings.data_dir))
            found += [] if other is None else [other]
        yield found


async def _together(
    stack: AsyncExitStack, several: Sequence[AbstractAsyncContextManager[Contender]]
) -> list[Contender]:
    """Each waits for its imports: side by side they wait half as long."""
    entered = [stack.enter_async_context(each) for each in several]
    found = await asyncio.gather(*entered, return_exceptions=True)
    for each in found:
        if isinstance(each, BaseException):
            raise each
    return [each for each in found if isinstance(each, Contender)]


async def _count(
    people: Population, contenders: Sequence[Contender], asked: Mapping[Operation, Asked], results: Results
) -> None:
    async with counting(people, people.server.log) as counted:
        for operation, contender in ((o, c) for o in OPERATIONS for c in contenders):
            connection = await contender.connected()
            for actor, token in asked[operation][:COUNTED]:
                await connection.ask(contender.ask(operation, actor, token))
            connection.close()
            many = of_data(await counted.look()) / COUNTED
            results.statements.setdefault(operation.name, {})[contender.name] = many


async def _warm(contenders: Sequence[Contender], asked: Mapping[Operation, Asked]) -> None:
    """Each actor has come once before, so that no signature is looked at while it is measured, and what is
    read has been read: of a large database Postgres has not everything at hand when it has just begun.
    """
    few = [each for each in OPERATIONS if each.name in {"tiny", "portfolio"}]
    turns = [
        (contender, operation)
        for contender in contenders
        if contender.name != "executor"
        for operation in (OPERATIONS if contender.name == "hub" else few)
    ]
    await asyncio.gather(*(_ask_all(contender, each, asked[each]) for contender, each in turns))


async def _ask_all(contender: Contender, operation: Operation, asked: Asked) -> None:
    connection = await contender.connected()
    for actor, token in asked:
        await connection.ask(contender.ask(operation, actor, token))
    connection.close()


async def _measure(
    people: Population, contenders: Sequence[Contender], asked: Mapping[Operation, Asked],
    course: Course, results: Results,
) -> None:  # fmt: skip
    backend = await asyncpg.connect(people.superuser)
    usage = Usage(await backend.fetchval("SELECT pg_backend_pid()"))
    turns = [(operation, many) for operation in OPERATIONS for many in course.concurrencies]
    with click.progressbar(turns, label="measured") as bar:
        for operation, concurrency in bar:
            asking = {each: Asking(each, operation, asked[operation]) for each in contenders}
            results.rates.setdefault(operation.name, {})[concurrency] = await measure(
                asking, usage, concurrency, course.pace
            )
    await backend.close()
