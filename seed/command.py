"""What `hub seed` says while it works, and how fast it was beside a bare COPY of the same rows."""

import time
from datetime import date

import click

from runtime import clock
from runtime.addresses import Addresses
from runtime.migrations import require_migrated
from runtime.provision import database_of
from runtime.settings import Settings
from seed.chances import ONE_DAY
from seed.copying import copy_bare, owner_of
from seed.generation import Written, refuse_production, seed
from seed.sheets import Packed


async def run_seed(
    settings: Settings, *, members: int, years: int, seed: int, until: date | None, processes: int | None,
    bare: bool,
) -> None:  # fmt: skip
    refuse_production(settings)
    async with database_of(settings) as addresses:
        await require_migrated(addresses)
        written = await _with_a_bar(
            addresses, settings, members=members, years=years, seed=seed,
            until=until or clock.today() - ONE_DAY, processes=processes, keep=bare,
        )  # fmt: skip
        click.echo(
            f"{written.households} households, {written.lines} lines of reimbursement and"
            f" {sum(written.rows.values())} rows in all, in {written.seconds:.1f} s:"
            f" {_speed(written.lines, written.seconds)} lines a second"
        )
        if bare:
            seconds = await _bare(addresses, written.batches)
            share = seconds / written.seconds if written.seconds else 0
            click.echo(
                f"a bare COPY of the same rows takes {seconds:.1f} s: {_speed(written.lines, seconds)} lines"
                f" a second; {share:.0%} of the time went into it"
            )


async def _with_a_bar(
    addresses: Addresses, settings: Settings, *, members: int, years: int, seed: int, until: date,
    processes: int | None, keep: bool,
) -> Written:  # fmt: skip
    with click.progressbar(length=members, label="households") as bar:
        return await generate(
            addresses, settings, members=members, years=years, seed=seed, until=until, processes=processes,
            keep=keep, progress=bar.update,
        )  # fmt: skip


async def _bare(addresses: Addresses, batches: list[Packed]) -> float:
    """Into tables of the same columns that nothing refers to and no index slows, which are then gone."""
    async with owner_of(addresses) as connection, connection.transaction():
        started = time.monotonic()
        await copy_bare(connection, batches)
        return time.monotonic() - started


def _speed(lines: int, seconds: float) -> int:
    return round(lines / seconds) if seconds else 0


generate = seed
"""`seed` is a number in the signatures above."""
