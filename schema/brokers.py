"""Brokers, as their clients reach them."""

import strawberry

from loaders import broker_users, clients
from loaders.brokers import BROKERS
from models.brokers import BrokerRow
from resolvers.fields import column, declared, page
from schema.broker_users import BrokerUser
from schema.clients import Client
from schema.nodes import Node
from schema.pages import Connection


@strawberry.type(description="A broker firm (courtier).")
@declared(BROKERS)
class Broker(Node):
    name: str = column(BrokerRow.name, "Its name.")
    email: str | None = column(BrokerRow.email, "Its e-mail address; null when none is known.")
    phone: str | None = column(BrokerRow.phone, "Its telephone number; null when none is known.")
    orias: str | None = column(
        BrokerRow.orias, "Its number in the register of intermediaries (ORIAS); null when it is not known."
    )
    users: Connection[BrokerUser] = page(
        broker_users.OF_BROKER,
        "Who acts for the firm (utilisateurs), in the order in which they were invited; for its"
        " administrators and agents, and empty for everybody else.",
        both_ways=False,
    )
    clients: Connection[Client] = page(
        clients.OF_BROKER,
        "The firm’s keys (clés d’accès), the newest first, those that were revoked too; for its"
        " administrators and agents, and empty for everybody else.",
        both_ways=False,
    )
