"""A real Postgres for every test: a template with the personas in it, cloned in a few milliseconds."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import asyncpg
import pytest

from actions.letters.letter_send import Desk
from actions.personas import open_personas
from runtime.actor import Actor
from runtime.addresses import Addresses
from runtime.database import Database
from runtime.mail import SmtpPost
from runtime.migrations import migrate
from runtime.postgres import EmbeddedPostgres
from runtime.provision import OWNER, owned_database
from runtime.settings import ROOT
from runtime.sms import SmsGateway
from tests import little_work as passwords
from tests import memory, statement_log
from tests.clones import Clones
from tests.hub_client import HubClient
from tests.mail.server import MailServer
from tests.mail.sms_server import SmsServer
from tests.statement_log import Ran
from tests.visibility.world import World, make

FAST_AND_FORGETFUL = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "jit": "off",
    **statement_log.SETTINGS,
}


@pytest.fixture(scope="session")
def server() -> Iterator[EmbeddedPostgres]:
    with EmbeddedPostgres(ROOT / ".data" / "tests", FAST_AND_FORGETFUL) as server:
        yield server


@pytest.fixture(scope="session")
async def superuser(server: EmbeddedPostgres) -> AsyncIterator["asyncpg.Connection[asyncpg.Record]"]:
    connection = await asyncpg.connect(server.dsn())
    yield connection
    await connection.close()
    # The sockets of connections that a test had cut are closed in a later turn of the loop, if there is one.
    await asyncio.sleep(0.1)


@pytest.fixture(scope="session", autouse=True)
def little_work(request: pytest.FixtureRequest) -> Iterator[bool]:
    """Whether passwords cost little to look at: not in campaigns."""
    if request.config.option.markexpr == "prove":
        yield False
        return
    with pytest.MonkeyPatch.context() as patch:
        passwords.begin(patch)
        yield True


@pytest.fixture
def real_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """For a test that is about what passwords cost: ask for it before `hub`."""
    passwords.end(monkeypatch)


@pytest.fixture(scope="session")
async def template(
    server: EmbeddedPostgres, superuser: "asyncpg.Connection[asyncpg.Record]", little_work: bool
) -> AsyncIterator[str]:
    """Migrated, with the personas in it. One a test process; those of killed processes are cleared away."""
    await _clear_away(superuser)
    name = f"hub_template_{os.getpid()}"
    addresses = await owned_database(server, name)
    async with memory.tablespace(superuser) as tablespace:
        await superuser.execute(
            f"ALTER DATABASE {name} SET TABLESPACE {tablespace}"
        )  # its clones go there too
        await migrate(addresses)
        database = Database(addresses)
        await open_personas(database)
        await database.close()
        if little_work:
            await passwords.personas(addresses)
        yield name
        await superuser.execute(f"DROP DATABASE {name}")


@pytest.fixture(scope="session")
async def clones(superuser: "asyncpg.Connection[asyncpg.Record]", template: str) -> AsyncIterator[Clones]:
    clones = Clones(superuser, template)
    yield clones
    await clones.drop()


@pytest.fixture(scope="session")
async def inhabited(
    server: EmbeddedPostgres, superuser: "asyncpg.Connection[asyncpg.Record]", template: str
) -> AsyncIterator[tuple[Clones, World]]:
    """Clones with the world of the visibility tests in them, which takes long to make."""
    name = f"hub_template_world_{os.getpid()}"
    await superuser.execute(f"CREATE DATABASE {name} TEMPLATE {template} OWNER {OWNER}")
    database = Database(Addresses.parse(server.dsn(OWNER, name)))
    agent = (await HubClient(database).identity("agent")).capacities[0]
    world = await make(database, agent)
    await database.close()
    clones = Clones(superuser, name)
    yield clones, world
    await clones.drop()
    await superuser.execute(f"DROP DATABASE {name}")


@pytest.fixture
def clones_here(request: pytest.FixtureRequest, clones: Clones) -> Clones:
    found: Clones = request.getfixturevalue("inhabited")[0] if "world" in request.fixturenames else clones
    return found


@pytest.fixture
async def addresses(server: EmbeddedPostgres, clones_here: Clones) -> AsyncIterator[Addresses]:
    """A database of this test's own; with the world in it, if the test asks for that."""
    async with clones_here.lent() as name:
        yield Addresses.parse(server.dsn(OWNER, name))


@pytest.fixture
async def database(addresses: Addresses) -> AsyncIterator[Database]:
    database = Database(addresses)
    yield database
    await database.close()


@pytest.fixture
def world(inhabited: tuple[Clones, World], addresses: Addresses) -> World:
    assert "world" in str(addresses.owner.database)
    return inhabited[1]


@pytest.fixture
def statements(server: EmbeddedPostgres, database: Database) -> Ran:
    """The data statements, which an actor's database role ran."""
    return lambda: statement_log.statements_of(_log(), _name(database))


@pytest.fixture
def all_that_ran(server: EmbeddedPostgres, database: Database) -> Ran:
    """Every statement by an actor's database role, `BEGIN` and settings too."""
    return lambda: statement_log.statements_of(_log(), _name(database), framed=True)


def _log() -> Path:
    (log,) = (ROOT / ".data" / "tests").glob("postgres-*/server.log")
    return log


def _name(database: Database) -> str:
    name = database.addresses.owner.database
    assert name is not None
    return name


@pytest.fixture
def hub(database: Database) -> HubClient:
    return HubClient(database)


@pytest.fixture
def asked_once(database: Database) -> HubClient:
    """What the executor would have answered is not looked at: for who asks much, and knows what is true."""
    return HubClient(database, looks_again=False)


@pytest.fixture
async def mail_server() -> AsyncIterator[MailServer]:
    server = MailServer()
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def sms_server() -> AsyncIterator[SmsServer]:
    server = SmsServer()
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
def desk(hub: HubClient, database: Database, mail_server: MailServer, sms_server: SmsServer) -> Desk:
    """What letters and messages are sent with, to those servers."""
    post = SmtpPost(mail_server.url(), "espace@example.org")
    sms = SmsGateway(sms_server.url, sms_server.secret)
    return Desk(database, post, "https://space.example", "production@entoria.fr", hub.vault, sms)


@pytest.fixture
def executor(database: Database) -> HubClient:
    """A hub without the planner: each relation is read with one statement."""
    return HubClient(database, planner=False)


@pytest.fixture
async def agent(hub: HubClient) -> Actor:
    return (await hub.identity("agent")).capacities[0]


@pytest.fixture
async def member(hub: HubClient) -> Actor:
    return (await hub.identity("member")).capacities[0]


@pytest.fixture
async def spouse(hub: HubClient) -> Actor:
    return (await hub.identity("spouse")).capacities[0]


@pytest.fixture
async def broker(hub: HubClient) -> Actor:
    return (await hub.identity("broker")).capacities[0]


async def _clear_away(superuser: "asyncpg.Connection[asyncpg.Record]") -> None:
    unused = await superuser.fetch(
        """SELECT datname FROM pg_database
           WHERE datname ~ '^hub_(test|template)_([a-z]+_)*[0-9]+$'
             AND NOT EXISTS (SELECT FROM pg_stat_activity a WHERE a.datname = pg_database.datname)"""
    )
    for row in unused:
        process = int(row["datname"].rsplit("_", 1)[1])
        if not _runs(process):
            await superuser.execute(f"DROP DATABASE IF EXISTS {row['datname']}")
    tablespaces = await superuser.fetch(
        "SELECT spcname FROM pg_tablespace WHERE spcname ~ $1", f"^{memory.NAME}[0-9]+$"
    )
    for row in tablespaces:
        if not _runs(int(row["spcname"].removeprefix(memory.NAME))):
            await memory.drop(superuser, row["spcname"])


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
