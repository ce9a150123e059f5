"""The rows of the people of broker firms."""

from sqlalchemy import true

from loaders import visibility, visibility_firms
from models.base import table_of
from models.broker_users import BrokerUserRow
from models.brokers import BrokerRow
from planner.declarations import Order, Page, Rows
from runtime.actor import Role

USER = BrokerUserRow

BROKER_USERS = Rows(
    type_name="BrokerUser",
    tag="bus",
    table=table_of(USER),
    key=(USER.broker_id, USER.broker_user_id),
    visible=visibility.scope({
        Role.BROKER: visibility_firms.administered(USER.broker_id),
        Role.AGENT: true(),
    }),
    where=USER.ended_at.is_(None),
)  # fmt: skip
"""Those who are in: who was taken out is in the audit."""

INVITED = Order("INVITED", (USER.broker_user_id,))
OF_BROKER = Page("users of a broker", BROKER_USERS, (INVITED,), on=((BrokerRow.broker_id, USER.broker_id),))
