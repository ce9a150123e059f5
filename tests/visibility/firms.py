"""The people and the keys of the two broker firms of the small world, and who may see them."""

from types import SimpleNamespace as Keys

from sqlalchemy.ext.asyncio import AsyncConnection

from models.broker_users import BrokerUserRow
from models.clients import ClientRow
from runtime.actor import Actor
from tests.models.rows import ROWS, put
from tests.visibility.truth import Truth, Values


async def add_firms(owner: AsyncConnection, actors: dict[str, Actor], first: int, second: int) -> None:
    """Who looks for the first firm administers it, who looks for the second does not; each has a key, and so
    has a service.
    """
    for name, broker_id in (("broker", first), ("other-broker", second)):
        user = ROWS[BrokerUserRow](Keys(broker_id=broker_id, account_id=actors[name].account_id))
        await put(owner, BrokerUserRow, {**user, "administrator": name == "broker"})
    for name, client_id, more in (
        ("other-broker", "hub_2", {"role": "BROKER", "broker_id": second}),
        ("service", "hub_3", {"role": "SERVICE", "broker_id": None}),
    ):
        client = ROWS[ClientRow](Keys(broker_id=second, account_id=actors[name].account_id))
        await put(owner, ClientRow, {**client, "client_id": client_id, **more})


def administered(truth: Truth, row: Values, actor: Actor) -> bool:
    """Whether the row is of the firm that the actor administers."""
    return row["raw broker_id"] == actor.broker_id is not None and any(
        user["raw account_id"] == actor.account_id
        and user["raw broker_id"] == actor.broker_id
        and user["raw administrator"]
        for user in truth.rows["BrokerUser"]
    )
