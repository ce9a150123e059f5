"""The command line of the hub: `./hub COMMAND`. What a person can mend is said in one line."""

import asyncio
import signal
import sys
import tomllib
from datetime import datetime
from pathlib import Path

import click

import cli_audit
import cli_client
import cli_develop
import cli_explain
import cli_outbox

ROOT = Path(__file__).resolve().parent
WRONG_CALL = 2
FAILED = 1
INTERRUPTED = 130

host_option = click.option("--host", help="The address to listen on; HUB_HOST, or 127.0.0.1.")
port_option = click.option("--port", type=click.IntRange(1, 65535), help="The port; HUB_PORT, or 8000.")


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.pass_context
def hub(context: click.Context) -> None:
    """A GraphQL hub for French complementary health insurance."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@hub.command()
@host_option
@port_option
def demo(host: str | None, port: int | None) -> None:
    """Serve invented households from a database that is made on first use."""
    from runtime.server import run
    from runtime.settings import Mode, load_settings

    settings = load_settings(host=host, port=port)
    if settings.mode is Mode.PRODUCTION:
        raise click.ClickException("the demo does not run in production: unset HUB_MODE, or use serve")
    # After the settings, here and below: what is wrong with them need not wait for the schema.
    from serving import run_demo

    run(run_demo(settings))


@hub.command()
@host_option
@port_option
def serve(host: str | None, port: int | None) -> None:
    """Serve the hub. The database must have been migrated; production needs keys of its own."""
    from runtime.server import run
    from runtime.settings import load_settings

    settings = load_settings(host=host, port=port)
    settings.require_production_keys()
    from serving import run_serve

    run(run_serve(settings))


@hub.command()
def migrate() -> None:
    """Bring the database to the tables of this version, and make the roles that it needs."""
    from runtime.migrations import migrate, newest_revision
    from runtime.provision import database_of
    from runtime.settings import load_settings

    async def run() -> bool:
        async with database_of(load_settings()) as addresses:
            return await migrate(addresses)

    changed = asyncio.run(run())
    click.echo(f"migrated to {newest_revision()}" if changed else f"nothing to do: at {newest_revision()}")


@hub.command()
@click.argument("persona")
def token(persona: str) -> None:
    """Print an access token of a PERSONA of the demo, good for twelve hours."""
    from actions.personas import PERSONAS
    from runtime.settings import Mode, load_settings

    if persona not in PERSONAS:
        raise click.UsageError(f"no persona is called {persona}: there are {', '.join(PERSONAS)}")
    settings = load_settings()
    if settings.mode is Mode.PRODUCTION:
        raise click.ClickException("personas are of the demo, and have no token in production")
    from serving import persona_token

    click.echo(asyncio.run(persona_token(settings, persona)))


@hub.group()
def catalogue() -> None:
    """Acts, products, guarantees, hospitals and schemes: the files of catalogue/."""


@catalogue.command("load")
def load_catalogue() -> None:
    """Bring a migrated database to what the files say. A second time it changes nothing."""
    from actions.catalogue.catalogue_load import Loaded, catalogue_load
    from runtime.migrations import as_owner, require_migrated
    from runtime.provision import database_of
    from runtime.settings import load_settings

    async def run() -> Loaded:
        async with database_of(load_settings()) as addresses:
            await require_migrated(addresses)
            async with as_owner(addresses) as owner:
                return await catalogue_load(owner)

    for table, count in asyncio.run(run()).tables.items():
        click.echo(f"{table}: {count}")


@hub.command()
@click.option("--members", type=click.IntRange(1, 2_000_000), default=300, show_default=True)
@click.option("--years", type=click.IntRange(1, 3), default=2, show_default=True, help="Of history.")
@click.option("--seed", "number", type=int, default=1, show_default=True, help="The same makes the same.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="The last day of it; yesterday.")
@click.option("--processes", type=click.IntRange(1, 64), help="As many as there are processors.")
@click.option(
    "--bare", is_flag=True, help="Measure a bare COPY of the same rows too; they are kept in memory."
)
def seed(
    *, members: int, years: int, number: int, until: datetime | None, processes: int | None, bare: bool
) -> None:
    """Fill a migrated database with invented households, their contracts, care and démarches."""
    from runtime.settings import load_settings

    settings = load_settings()
    from seed.command import run_seed

    day = None if until is None else until.date()
    asyncio.run(
        run_seed(
            settings,
            members=members,
            years=years,
            seed=number,
            until=day,
            processes=processes,
            bare=bare,
        )
    )


@hub.command()
def stop() -> None:
    """Stop the embedded database. It outlives a process that was killed."""
    from runtime.postgres import EmbeddedPostgres
    from runtime.settings import load_settings

    settings = load_settings()
    if settings.database_url is not None:
        click.echo("nothing to stop: DATABASE_URL names a database of your own")
    elif EmbeddedPostgres(settings.data_dir).stop():
        click.echo(f"stopped the embedded database in {settings.data_dir}")
    else:
        click.echo(f"nothing to stop: no embedded database runs in {settings.data_dir}")


@hub.command()
def version() -> None:
    """Print the version of the hub."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    click.echo(project["project"]["version"])


hub.add_command(cli_audit.audit)
hub.add_command(cli_client.client)
hub.add_command(cli_explain.explain)
hub.add_command(cli_outbox.outbox)
hub.add_command(cli_outbox.activation)
cli_develop.add_to(hub)


def main(arguments: list[str] | None = None) -> int:
    """Run a command; the exit code is 0, 1 for a failure, 2 for a wrong argument or setting."""
    # Told to end, clear up as after Ctrl-C: the embedded database may be ours to stop.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        return int(hub.main(arguments, prog_name="hub", standalone_mode=False) or 0)
    except click.UsageError as error:
        return _explain(error.format_message(), WRONG_CALL)
    except click.ClickException as error:
        return _explain(error.format_message(), FAILED)
    except (click.Abort, KeyboardInterrupt):
        return _explain("interrupted", INTERRUPTED)
    except Exception as error:
        return _explain(*_known(error))


def _known(error: Exception) -> tuple[str, int]:
    """What to say of an error that a person can do something about; any other goes on as a bug."""
    # Imported here: a command that ends well does not wait for them.
    from rules.catalogue_fault import CatalogueFault
    from runtime.mendable import Mendable

    match error:
        case CatalogueFault():
            return f"{error}. Nothing of it was loaded: mend the file and run the command again", FAILED
        case Mendable():
            return error.told(), error.code
    raise error


def _explain(message: str, code: int) -> int:
    click.echo(f"hub: {' '.join(message.split())}", err=True)
    return code


if __name__ == "__main__":
    sys.exit(main())
