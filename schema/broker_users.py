"""The people of a broker firm."""

import strawberry

from loaders.broker_users import BROKER_USERS
from models.broker_users import BrokerUserRow as Row
from resolvers.fields import column, declared
from schema.nodes import Node
from schema.scalars import DateTime


@strawberry.type(description="Somebody who acts for a broker firm (utilisateur du cabinet).")
@declared(BROKER_USERS)
class BrokerUser(Node):
    name: str = column(Row.name, "Their name, as it was said when they were invited.")
    email: str = column(Row.email, "The address that they were invited at.")
    administrator: bool = column(
        Row.administrator, "Whether they let others in and make the firm’s keys (administrateur)."
    )
    invited_at: DateTime = column(Row.invited_at, "When they were invited.")
