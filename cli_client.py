"""The commands about clients that are programs. The first one has nobody else to make it."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from actions.accounts.entrance import Entrance

T = TypeVar("T")
ROLES = ("service", "reporting", "broker")


@click.group()
def client() -> None:
    """Programs that read with a secret of their own (OAuth client credentials)."""


@client.command()
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), required=True, help="The kind of actor that it is.")
@click.option("--scope", "scopes", multiple=True, help="What it may be let see; content:read if unsaid.")
@click.option("--broker", type=click.IntRange(1, 2**63 - 1), help="The key of the firm, for --role broker.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="The first day without; a year from today.")
def create(
    *, name: str, role: str, scopes: tuple[str, ...], broker: int | None, until: datetime | None
) -> None:
    """Make a client called NAME, and print its id and its secret, which nobody can print again."""
    from actions.clients.client_create import NewClient, client_create
    from runtime.actor import COMMAND_LINE, ClientScope, Role

    wanted = scopes or (ClientScope.CONTENT.value,)
    day = None if until is None else until.date()
    new = NewClient(name, Role(role.upper()), wanted, day, broker)
    made = _run(lambda entrance: client_create(entrance, COMMAND_LINE, new))
    click.echo(f"client_id: {made.client_id}")
    click.echo(f"client_secret: {made.secret}")
    click.echo(f"good until the day before {made.expires_on}")


@client.command("list")
def list_() -> None:
    """Show all clients, the newest first."""
    from loaders.clients import all_clients
    from runtime.migrations import as_owner

    async def found(entrance: "Entrance") -> list[str]:
        async with as_owner(entrance.database.addresses) as owner:
            return [line async for line in all_clients(owner)]

    lines = _run(found)
    for line in lines or ["there is none yet"]:
        click.echo(line)


@client.command()
@click.argument("client_id")
def revoke(client_id: str) -> None:
    """Revoke the client of this CLIENT_ID: its tokens are refused at once."""
    from actions.clients.client_revoke import client_revoke
    from loaders.clients import key_of_client
    from runtime.actor import COMMAND_LINE
    from runtime.migrations import as_owner

    async def work(entrance: "Entrance") -> bool:
        async with as_owner(entrance.database.addresses) as owner:
            account_id = await key_of_client(owner, client_id)
        if account_id is not None:
            await client_revoke(entrance, COMMAND_LINE, account_id=account_id)
        return account_id is not None

    if not _run(work):
        raise click.ClickException(f"no client is called {client_id}: see ./hub client list")
    click.echo(f"{client_id} is revoked")


def _run(work: "Callable[[Entrance], Awaitable[T]]") -> T:
    from actions.accounts.entrance import Entrance
    from rules.refusals import Refused
    from runtime.crypto import Vault
    from runtime.database import Database
    from runtime.keys import data_key, tokens_of
    from runtime.migrations import require_migrated
    from runtime.passwords import Passwords
    from runtime.provision import database_of
    from runtime.settings import load_settings

    settings = load_settings()
    settings.require_production_keys()

    async def run() -> T:
        async with database_of(settings) as addresses:
            await require_migrated(addresses)
            database = Database(addresses)
            vault = Vault(data_key(settings))
            entrance = Entrance(database, tokens_of(settings), Passwords(), vault, settings.contact_email)
            try:
                return await work(entrance)
            finally:
                await database.close()

    try:
        return asyncio.run(run())
    except Refused as refused:
        raise click.ClickException(" ".join(each.message for each in refused.refusals)) from None
