"""The commands about the audit: verify, seal, purge."""

import asyncio
import re
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from auditing import Bar
    from loaders.audit_chains import Audit
    from runtime.addresses import Addresses
    from runtime.crypto import Vault

KEPT = re.compile(r"([1-9][0-9]{0,17}):([0-9a-f]{64})", re.ASCII)
MOST_TOLD = 100
LATE = timedelta(hours=2)
T = TypeVar("T")


@click.group()
def audit() -> None:
    """Who did what: show that nothing of it was changed, and take out what is old enough."""


@audit.command()
@click.option(
    "--checkpoint", metavar="NUMBER:SEAL", help="One that was noted elsewhere, and has to be there still."
)
def verify(checkpoint: str | None) -> None:
    """Show that all chains are whole, or name every link that is broken; the exit code is then 1."""
    from auditing import verify as verified

    kept = _kept(checkpoint)
    with _bar("verifying") as bar:
        found = _run(lambda addresses, vault: verified(addresses, vault, bar, kept))
    _tell(found)
    if found.broken:
        links = "link is" if len(found.broken) == 1 else "links are"
        raise click.ClickException(f"the audit is not whole: {len(found.broken)} {links} broken")
    click.echo("whole: nothing was changed, taken out or moved")


@audit.command()
def seal() -> None:
    """Make a checkpoint over all chains now. A hub that serves makes one every hour."""
    from auditing import seal as sealed

    made = _run(sealed)
    click.echo(f"checkpoint {made.kept} over {made.heads} heads that moved")


@audit.command()
@click.option("--before", metavar="YYYY-MM", required=True, help="What was sealed before this month goes.")
def purge(before: str) -> None:
    """Take sealed months out of the audit for good. Six months stay; what is broken is not purged."""
    from actions.audits.months_purge import PurgeRefused
    from auditing import purge as purged
    from rules.audit_purges import month_of

    month = month_of(before)
    if month is None:
        raise click.UsageError(f"--before {before!r} is not a month: write YYYY-MM")
    try:
        with _bar("verifying") as bar:
            gone = _run(lambda addresses, vault: purged(addresses, vault, bar, month))
    except PurgeRefused as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"purged {gone.entries} entries of {gone.chains} chains, sealed before {gone.before}")


def _run(work: "Callable[[Addresses, Vault], Awaitable[T]]") -> T:
    from runtime.crypto import Vault
    from runtime.keys import data_key
    from runtime.migrations import require_migrated
    from runtime.provision import database_of
    from runtime.settings import load_settings

    settings = load_settings()
    settings.require_production_keys()

    async def run() -> T:
        async with database_of(settings) as addresses:
            await require_migrated(addresses)
            return await work(addresses, Vault(data_key(settings)))

    return asyncio.run(run())


@contextmanager
def _bar(label: str) -> "Iterator[Bar]":
    """On standard error, where that is a terminal: what is printed can be read by programs."""
    bars: list[AbstractContextManager[object]] = []

    def begin(entries: int) -> "Callable[[int], object]":
        bar = click.progressbar(length=entries, label=label, file=sys.stderr, hidden=not sys.stderr.isatty())
        bars.append(bar)
        bar.__enter__()
        return bar.update

    try:
        yield begin
    finally:
        for bar in bars:
            bar.__exit__(None, None, None)


def _tell(found: "Audit") -> None:
    from runtime import clock

    click.echo(f"{found.entries} entries in {found.chains} chains, {found.checkpoints} checkpoints")
    for gone in found.purges:
        what = f"{gone.entries} entries of {gone.chains} chains, sealed before {gone.before}"
        click.echo(f"purged on {clock.day_of(gone.at)}: {what}")
    if found.last is None:
        click.echo("no checkpoint yet: that an end of a chain, or a whole one, was taken away would not show")
    else:
        name = f"{found.last.number}:{found.last.seal.hex()}"
        click.echo(f"last checkpoint: {name} at {found.last.at:%Y-%m-%dT%H:%MZ}")
        if clock.now() - found.last.at > LATE:
            click.echo("it is over two hours old: is there a hub that serves?")
    for broken in found.broken[:MOST_TOLD]:
        click.echo(f"broken: {broken}")
    if len(found.broken) > MOST_TOLD:
        click.echo(f"and {len(found.broken) - MOST_TOLD} more")


def _kept(checkpoint: str | None) -> tuple[int, bytes] | None:
    if checkpoint is None:
        return None
    if (found := KEPT.fullmatch(checkpoint)) is None:
        raise click.UsageError("--checkpoint is NUMBER:SEAL, as ./hub audit seal and the log write it")
    return int(found[1]), bytes.fromhex(found[2])
