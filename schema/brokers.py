"""Brokers, as their clients reach them."""

import strawberry

from loaders.brokers import BROKERS
from models.brokers import BrokerRow
from resolvers.fields import column, declared
from schema.nodes import Node


@strawberry.type(description="A broker firm (courtier).")
@declared(BROKERS)
class Broker(Node):
    name: str = column(BrokerRow.name, "Its name.")
    email: str | None = column(BrokerRow.email, "Its e-mail address; null when none is known.")
    phone: str | None = column(BrokerRow.phone, "Its telephone number; null when none is known.")
    orias: str | None = column(
        BrokerRow.orias, "Its number in the register of intermediaries (ORIAS); null when it is not known."
    )
