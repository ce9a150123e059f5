"""What `demo`, `serve` and `token` do, from the settings to an answer."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import click

from actions.personas import PERSONAS, open_personas
from gateway import create_app
from loaders.accounts import identity_by_login
from runtime.addresses import Addresses
from runtime.database import Database
from runtime.keys import token_key
from runtime.migrations import as_owner, current_revision, migrate, newest_revision
from runtime.provision import database_of
from runtime.server import listen, serve
from runtime.settings import Settings
from runtime.tokens import Tokens

DEMO_TOKEN = timedelta(hours=12)

WELCOME = """
  The hub answers on http://{host}:{port}/graphql

  In another terminal, ask as a persona ({personas}):

    curl http://{host}:{port}/graphql \\
      -H "Authorization: Bearer $(./hub token member)" -H "Content-Type: application/json" \\
      -d '{{"query": "{{ me {{ firstName contracts {{ number }} beneficiaries {{ firstName }} }} }}"}}'

  Stop with Ctrl-C.
"""


class NotReady(Exception):
    """The database is not what this version needs; the message says what to do."""


async def run_demo(settings: Settings) -> None:
    listener = listen(settings.host, settings.port)
    async with database_of(settings) as addresses:
        await migrate(addresses)
        async with _database(addresses) as database:
            await open_personas(database)
            names = ", ".join(PERSONAS)
            click.echo(WELCOME.format(host=settings.host, port=settings.port, personas=names))
            await serve(create_app(database, Tokens(token_key(settings))), listener, settings.log_level)


async def run_serve(settings: Settings) -> None:
    listener = listen(settings.host, settings.port)
    async with database_of(settings) as addresses:
        if await current_revision(addresses) != newest_revision():
            raise NotReady("the database has not the tables of this version: run ./hub migrate")
        async with _database(addresses) as database:
            click.echo(f"The hub answers on http://{settings.host}:{settings.port}/graphql")
            await serve(create_app(database, Tokens(token_key(settings))), listener, settings.log_level)


async def persona_token(settings: Settings, persona: str) -> str:
    async with database_of(settings) as addresses:
        if await current_revision(addresses) != newest_revision():
            raise NotReady("there is no demo yet: start ./hub demo first")
        async with as_owner(addresses) as owner:
            identity = await identity_by_login(owner, PERSONAS[persona])
    if identity is None:
        raise NotReady(f"{persona} is not in this database: start ./hub demo first")
    return Tokens(token_key(settings)).sign(identity, DEMO_TOKEN)


@asynccontextmanager
async def _database(addresses: Addresses) -> AsyncIterator[Database]:
    database = Database(addresses)
    try:
        yield database
    finally:
        await database.close()
