"""What `demo`, `serve` and `token` do, from the settings to an answer."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext, suppress
from datetime import date, timedelta
from functools import partial

import click
from starlette.applications import Starlette

from actions.accounts.attempts_purge import HOURLY as PURGED
from actions.accounts.attempts_purge import attempts_purge
from actions.letters.letter_send import Desk
from actions.letters.tasks import tasks_of
from actions.personas import NOT_ACTIVATED, PERSONAS, open_personas, password_of
from actions.personas.waiting import Waiting, personas_wait, waiting_of
from auditing import HOURLY, seal
from gateway import Doors, create_app
from loaders.accounts import identity_by_login
from planner.edge_lint import hideable
from planner.index_lint import unindexed
from runtime import clock
from runtime.addresses import Addresses
from runtime.crypto import Vault
from runtime.database import Database
from runtime.indexes import indexes_of
from runtime.keys import data_key, tokens_of
from runtime.logs import configure
from runtime.mail import post_of
from runtime.mendable import Mendable
from runtime.migrations import as_owner, is_migrated, migrate, require_migrated
from runtime.provision import database_of
from runtime.schedule import Due, scheduled
from runtime.server import Stopping, listen, serve
from runtime.settings import Mode, Settings
from runtime.sms import sms_post_of
from runtime.tokens import Identity
from runtime.worker import working

DEMO_TOKEN = timedelta(hours=12)
MEMBERS, YEARS = 300, 2
"""Of the demo, beside the personas."""
PROCESSES = 2

log = logging.getLogger("hub.demo")

WELCOME = """
  The hub answers on http://{host}:{port}/graphql

  Sign in with `signIn` as any of these; mail that is then sent is shown by ./hub outbox:

{personas}

  The agents set up a second factor first (secondFactorEnroll). For who has no password yet: ./hub activation.
  Or, in another terminal, take a token:

    curl http://{host}:{port}/graphql \\
      -H "Authorization: Bearer $(./hub token member)" -H "Content-Type: application/json" \\
      -d '{{"query": "{{ me {{ firstName contracts {{ number }} beneficiaries {{ firstName }} }} }}"}}'

  Stop with Ctrl-C.
"""


NO_DEMO = "there is no demo yet: start ./hub demo first"


class NotReady(Mendable):
    """The database is not what is asked of it; the message says what to do."""


async def run_demo(settings: Settings) -> None:
    from seed.filled import is_filled  # noqa: PLC0415  # nothing that serve has a use for

    configure(settings)
    listener = listen(settings.host, settings.port)
    async with database_of(settings) as addresses:
        await migrate(addresses)
        async with _database(addresses) as database:
            await open_personas(database)
            vault = Vault(data_key(settings))
            async with as_owner(addresses) as owner:
                await personas_wait(owner, vault)
            filled = await is_filled(addresses)
            if not filled:
                await _give_lives(addresses, settings)
            click.echo(WELCOME.format(host=settings.host, port=settings.port, personas=_logins()))
            doors = _doors(settings, personas=True)
            desk = _desk(database, settings, vault)
            app = _app(desk, settings, doors)
            await look_at_the_schema(app, addresses)
            async with (
                working(addresses, tasks_of(desk)),
                scheduled(addresses, due(addresses, database, vault)),
                nullcontext() if filled else _filling(addresses, settings),
            ):
                await serve(app, listener, doors.stopping, settings.proxies)


def _logins() -> str:
    """A line for each persona who has a password."""
    return "\n".join(
        f"    {persona:13} {login:29} {password_of(persona)}"
        for persona, login in PERSONAS.items()
        if persona not in NOT_ACTIVATED
    )


async def _give_lives(addresses: Addresses, settings: Settings) -> None:
    """The personas' care and payments, before the first answer."""
    from seed.generation import seed_personas  # noqa: PLC0415  # a tenth of a second that later starts save

    await seed_personas(addresses, settings, years=YEARS, until=_yesterday())


@asynccontextmanager
async def _filling(addresses: Addresses, settings: Settings) -> AsyncIterator[None]:
    """Bring further households in meanwhile: the first answer does not wait for them. Stopped before the
    end there are none of them, and the next start begins again.
    """
    task = asyncio.create_task(_fill(addresses, settings))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _fill(addresses: Addresses, settings: Settings) -> None:
    from seed.generation import seed  # noqa: PLC0415  # as above

    try:
        # In processes of their own: making households would hold up the answers.
        written = await seed(
            addresses, settings, members=MEMBERS, years=YEARS, until=_yesterday(), processes=PROCESSES
        )
    except Exception:
        log.exception("the further households could not be brought in: the next start tries again")
        return
    click.echo(f"  {MEMBERS} further households are in, with {written.lines} lines of reimbursement.\n")


def _yesterday() -> date:
    """The last day that is over."""
    return clock.today() - timedelta(days=1)


async def run_serve(settings: Settings) -> None:
    configure(settings)
    listener = listen(settings.host, settings.port)
    async with database_of(settings) as addresses:
        await require_migrated(addresses)
        async with _database(addresses) as database:
            click.echo(f"The hub answers on http://{settings.host}:{settings.port}/graphql")
            vault = Vault(data_key(settings))
            doors = _doors(settings, personas=False)
            desk = _desk(database, settings, vault)
            app = _app(desk, settings, doors)
            await look_at_the_schema(app, addresses)
            async with (
                working(addresses, tasks_of(desk)),
                scheduled(addresses, due(addresses, database, vault)),
            ):
                await serve(app, listener, doors.stopping, settings.proxies)


def _desk(database: Database, settings: Settings, vault: Vault) -> Desk:
    """What letters are sent with."""
    portal, contact = settings.portal_url.rstrip("/"), settings.contact_email
    return Desk(database, post_of(settings), portal, contact, vault, sms_post_of(settings))


def _app(desk: Desk, settings: Settings, doors: Doors) -> Starlette:
    return create_app(
        desk.database,
        tokens_of(settings),
        doors,
        vault=desk.vault,
        contact=desk.contact,
        sends_sms=desk.sms is not None,
    )


def due(addresses: Addresses, database: Database, vault: Vault) -> dict[str, Due]:
    """What the hub does by itself, and when."""
    return {
        "audit_checkpoint": Due(HOURLY, partial(seal, addresses, vault)),
        "attempts_purge": Due(PURGED, partial(attempts_purge, database)),
    }


async def look_at_the_schema(app: Starlette, addresses: Addresses) -> None:
    """Warn of edges and orders that no index of this database serves, and of fields that must not be null
    and can be hidden. They are served all the same.
    """
    async with as_owner(addresses) as owner:
        indexes = await indexes_of(owner)
    declarations = app.state.declarations
    for complaint in (*unindexed(declarations, indexes), *hideable(declarations)):
        logging.getLogger("hub.schema").warning(complaint)


def _doors(settings: Settings, *, personas: bool) -> Doors:
    return Doors(
        page=settings.mode is not Mode.PRODUCTION,
        personas=personas,
        metrics_open=settings.metrics_open,
        stopping=Stopping(delay=settings.stop_delay, within=settings.stop_within),
    )


async def persona_token(settings: Settings, persona: str) -> str:
    async with database_of(settings) as addresses:
        identity = await _identity(addresses, persona)
    return tokens_of(settings).sign(identity, DEMO_TOKEN)


async def first_connection(settings: Settings, login: str) -> Waiting:
    """What somebody invented types at their first connection: a persona, or a generated member's number."""
    async with database_of(settings) as addresses:
        if not await is_migrated(addresses):
            raise NotReady(NO_DEMO)
        async with as_owner(addresses) as owner:
            waiting = await waiting_of(owner, Vault(data_key(settings)), PERSONAS.get(login, login))
    if waiting is None:
        raise NotReady(
            f"no account waits under {login}: it was opened, or its id was issued anew (./hub outbox)"
        )
    return waiting


@asynccontextmanager
async def at_the_demo(settings: Settings, persona: str) -> AsyncIterator[tuple[Database, Identity]]:
    """The demo's database, whether or not the demo runs, and who a persona is in it."""
    async with database_of(settings) as addresses:
        identity = await _identity(addresses, persona)
        async with _database(addresses) as database:
            yield database, identity


async def _identity(addresses: Addresses, persona: str) -> Identity:
    if not await is_migrated(addresses):
        raise NotReady(NO_DEMO)
    async with as_owner(addresses) as owner:
        identity = await identity_by_login(owner, PERSONAS[persona])
    if identity is None:
        raise NotReady(f"{persona} is not in this database: start ./hub demo first")
    return identity


@asynccontextmanager
async def _database(addresses: Addresses) -> AsyncIterator[Database]:
    database = Database(addresses)
    try:
        yield database
    finally:
        await database.close()
