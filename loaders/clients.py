"""The rows of clients that are programs, and whether one holds still."""

from collections.abc import AsyncIterator

from sqlalchemy import exists, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from loaders import visibility, visibility_firms
from models.base import table_of
from models.brokers import BrokerRow
from models.clients import ClientRow
from planner.declarations import Order, Page, Rows
from runtime import clock
from runtime.actor import AccountSpeaker, Actor, Role
from runtime.database import Database
from runtime.roles import DOOR

CLIENT = ClientRow

CLIENTS = Rows(
    type_name="Client",
    tag="cli",
    table=table_of(CLIENT),
    key=(CLIENT.account_id,),
    visible=visibility.scope({
        Role.BROKER: visibility_firms.administered(CLIENT.broker_id),
        Role.AGENT: true(),
    }),
)  # fmt: skip

NEWEST = Order("NEWEST", (CLIENT.account_id,), descending=True)
OF_ALL = Page("clients", CLIENTS, (NEWEST,))
OF_BROKER = Page("clients of a broker", CLIENTS, (NEWEST,), on=((BrokerRow.broker_id, CLIENT.broker_id),))


async def client_holds(database: Database, actor: Actor) -> bool:
    """Whether a program's client was neither revoked nor has expired since its token was signed."""
    holds = exists().where(
        CLIENT.account_id == actor.account_id,
        CLIENT.revoked_at.is_(None),
        CLIENT.expires_on > clock.today(),
    )
    async with database.reading(
        AccountSpeaker(DOOR, ("hub.account_id", str(actor.account_id)))
    ) as connection:
        return bool(await connection.scalar(select(holds)))


async def key_of_client(owner: AsyncConnection, client_id: str) -> int | None:
    """The key of the client of a public name, for the command line."""
    return await owner.scalar(select(CLIENT.account_id).where(CLIENT.client_id == client_id))


async def all_clients(owner: AsyncConnection) -> AsyncIterator[str]:
    """A line for each, the newest first: for the command line, which speaks for no actor."""
    query = select(
        CLIENT.client_id,
        CLIENT.role,
        CLIENT.broker_id,
        CLIENT.scopes,
        CLIENT.expires_on,
        CLIENT.revoked_at,
        CLIENT.name,
    ).order_by(CLIENT.account_id.desc())
    for row in await owner.execute(query):
        firm = "" if row.broker_id is None else f" of firm {row.broker_id}"
        ends = f"until {row.expires_on}" if row.revoked_at is None else f"revoked {row.revoked_at:%Y-%m-%d}"
        yield f"{row.client_id}  {row.role.lower()}{firm}  {' '.join(row.scopes)}  {ends}  {row.name}"
